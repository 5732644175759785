package io.golambda.test;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.RecordInterceptor;
import io.golambda.lambda.LambdaInvoker;
import io.golambda.logging.LineFormat;

/**
 * {@link AutoConfiguration Auto-configuration} of the {@link LambdaTester} in tests.
 */
@AutoConfiguration
public final class LambdaTesterAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	LambdaTester golambdaTester(ObjectProvider<LambdaInvoker> invoker, ObjectProvider<JsonMapper> mapper,
			ObjectProvider<LineFormat> format) {
		JsonMapper fallback = JsonMapper.builder().build();
		InvocationLogs logs = InvocationLogs
			.of(() -> format.getIfAvailable(() -> LineFormat.of(LambdaEnvironment.current())));
		return new LambdaTester(() -> required(invoker), () -> mapper.getIfAvailable(() -> fallback), logs,
				InvocationSettings.DEFAULT);
	}

	private static LambdaInvoker required(ObjectProvider<LambdaInvoker> invoker) {
		return invoker.getIfAvailable(() -> {
			throw new IllegalStateException("This test has no function to invoke: golambda's auto-configuration is not "
					+ "active. Annotate the test with @SpringBootTest or @AutoConfigureLambdaTester.");
		});
	}

	@Bean
	RecordInterceptor golambdaTriedRecords() {
		return new TriedRecords();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationRegistry.class)
	static class SpanConfiguration {

		@Bean
		SpanRecorder golambdaSpanRecorder() {
			return new SpanRecorder();
		}

	}

}
