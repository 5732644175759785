package io.golambda.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.tracing.ObservationInterceptor;

/**
 * {@link AutoConfiguration Auto-configuration} for observations of invocations and
 * records.
 */
@AutoConfiguration(afterName = TracingAutoConfiguration.OBSERVATION)
@ConditionalOnClass(value = ObservationRegistry.class, name = TracingAutoConfiguration.OBSERVATION)
@ConditionalOnBean(ObservationRegistry.class)
public final class TracingAutoConfiguration {

	static final String OBSERVATION = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration";

	@Bean
	@ConditionalOnMissingBean(name = "golambdaObservationInterceptor")
	OuterInterceptor golambdaObservationInterceptor(ObservationRegistry registry) {
		return OuterInterceptor.of(InterceptorOrder.OBSERVATION, new ObservationInterceptor(registry));
	}

}
