package io.golambda.autoconfigure;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.tracing.aws.TracePropagation;

/**
 * {@link AutoConfiguration Auto-configuration} for the propagation of spans by the AWS
 * SDK.
 */
@AutoConfiguration(
		afterName = { "org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
				TracePropagationAutoConfiguration.MICROMETER })
@ConditionalOnClass({ Tracer.class, ExecutionInterceptor.class })
@ConditionalOnBean(Tracer.class)
public final class TracePropagationAutoConfiguration {

	static final String MICROMETER = "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration";

	@Bean
	@ConditionalOnMissingBean(name = "golambdaTracePropagation")
	@Nullable OuterInterceptor golambdaTracePropagation(Tracer tracer, ObjectProvider<Propagator> propagator,
			Environment environment) {
		TracingProperties properties = TracingProperties.of(environment);
		if (!properties.awsClients()) {
			return null;
		}
		Propagator messagePropagator = properties.messageAttributes() ? propagator.getIfAvailable(() -> Propagator.NOOP)
				: Propagator.NOOP;
		return OuterInterceptor.of(InterceptorOrder.OBSERVATION + 1, new TracePropagation(tracer, messagePropagator));
	}

}
