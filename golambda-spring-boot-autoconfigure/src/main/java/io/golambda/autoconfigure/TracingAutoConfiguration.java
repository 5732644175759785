package io.golambda.autoconfigure;

import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.function.observability.FunctionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.lambda.FunctionRuntime;
import io.golambda.tracing.InvocationObservationContext;
import io.golambda.tracing.ObservationInterceptor;
import io.golambda.tracing.RecordObservationContext;
import io.golambda.tracing.SpanHandlers;

/**
 * {@link AutoConfiguration Auto-configuration} for observations of invocations and
 * records.
 */
@AutoConfiguration(afterName = { TracingAutoConfiguration.OBSERVATION, TracePropagationAutoConfiguration.MICROMETER })
@ConditionalOnClass(value = ObservationRegistry.class, name = TracingAutoConfiguration.OBSERVATION)
@ConditionalOnBean(ObservationRegistry.class)
public final class TracingAutoConfiguration {

	static final String OBSERVATION = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration";

	@Bean
	@ConditionalOnMissingBean(name = "golambdaObservationInterceptor")
	OuterInterceptor golambdaObservationInterceptor(ObservationRegistry registry, Environment environment) {
		return OuterInterceptor.of(InterceptorOrder.OBSERVATION,
				new ObservationInterceptor(registry, TracingProperties.of(environment).xRayHeader()));
	}

	/**
	 * Excludes the functions that golambda registers, whose invocations it observes
	 * itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(FunctionContext.class)
	static class FunctionConfiguration {

		@Bean
		ObservationPredicate golambdaFunctionObservations() {
			return (name, context) -> !(context instanceof FunctionContext function
					&& FunctionRuntime.isRegistered(function.getTargetFunction().getFunctionDefinition()));
		}

	}

	@Bean
	@ConditionalOnMissingBean(name = "golambdaObservationTimeoutScope")
	OuterInterceptor golambdaObservationTimeoutScope() {
		return OuterInterceptor.of(InterceptorOrder.DEBUG_ON_FAILURE + 1, ObservationInterceptor.timeoutScope());
	}

	/**
	 * The handlers that create spans. Their types are declared such that Spring Boot's
	 * own handlers of the same kind are not replaced.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	@ConditionalOnBean({ Tracer.class, Propagator.class })
	static class SpanConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		@ConditionalOnMissingBean(name = "golambdaInvocationSpanHandler")
		TracingObservationHandler<InvocationObservationContext> golambdaInvocationSpanHandler(Tracer tracer,
				Propagator propagator) {
			return SpanHandlers.invocations(tracer, propagator);
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		@ConditionalOnMissingBean(name = "golambdaRecordSpanHandler")
		TracingObservationHandler<RecordObservationContext> golambdaRecordSpanHandler(Tracer tracer) {
			return SpanHandlers.records(tracer);
		}

	}

}
