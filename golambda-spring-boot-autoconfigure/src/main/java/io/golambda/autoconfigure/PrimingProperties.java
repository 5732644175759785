package io.golambda.autoconfigure;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Properties for priming before Lambda SnapStart takes a snapshot.
 *
 * @param events Sample events for which the function runs, with all its effects, before
 * the snapshot is taken, such as classpath:events/order.json.
 * @param failOnError Whether a sample event that fails stops the deployment. By default,
 * the failure is logged.
 */
@ConfigurationProperties("golambda.priming")
record PrimingProperties(@DefaultValue List<Resource> events, @DefaultValue("false") boolean failOnError) {

}
