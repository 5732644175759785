package io.golambda.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.tracing.ObservationInterceptor;

/**
 * Auto-configuration of observations, for an application that has Micrometer's set up by
 * Spring Boot.
 */
@AutoConfiguration(afterName = TracingAutoConfiguration.OBSERVATION)
@ConditionalOnClass(value = ObservationRegistry.class, name = TracingAutoConfiguration.OBSERVATION)
@ConditionalOnBean(ObservationRegistry.class)
public final class TracingAutoConfiguration {

	static final String OBSERVATION = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration";

	// within the log context and around all that logs or reports, so that a line has the
	// ids of its span
	@Bean
	@Order(InterceptorOrder.OBSERVATION)
	ObservationInterceptor golambdaObservationInterceptor(ObservationRegistry registry) {
		return new ObservationInterceptor(registry, LambdaEnvironment.current().initializationType().orElse(null));
	}

}
