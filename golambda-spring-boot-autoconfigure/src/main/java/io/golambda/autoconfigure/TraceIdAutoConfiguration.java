package io.golambda.autoconfigure;

import java.time.InstantSource;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.tracing.aws.TraceIdGenerator;

/**
 * {@link AutoConfiguration Auto-configuration} for the ids of OpenTelemetry's traces.
 */
@AutoConfiguration
@ConditionalOnClass({ SdkTracerProvider.class, SdkTracerProviderBuilderCustomizer.class })
public final class TraceIdAutoConfiguration {

	// before those of the application
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnMissingBean(name = "golambdaTraceIds")
	SdkTracerProviderBuilderCustomizer golambdaTraceIds(Environment environment) {
		boolean xRay = TracingProperties.of(environment).xRayIds();
		boolean snapStart = LambdaEnvironment.current().isSnapStart();
		return (builder) -> {
			if (xRay) {
				builder.setIdGenerator(TraceIdGenerator.xRay(InstantSource.system()));
			}
			else if (snapStart) {
				builder.setIdGenerator(TraceIdGenerator.random());
			}
		};
	}

}
