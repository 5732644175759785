package io.golambda.autoconfigure;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * What is run before Lambda SnapStart takes its snapshot.
 *
 * @param events Sample events that the function is run with, for real, before the
 * snapshot is taken, such as classpath:events/order.json.
 * @param failOnError Whether a sample event that fails stops the deployment. By default
 * it is logged.
 */
@ConfigurationProperties("golambda.priming")
record PrimingProperties(@DefaultValue List<Resource> events, @DefaultValue("false") boolean failOnError) {

}
