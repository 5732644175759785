package io.golambda.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LogField;

import static org.assertj.core.api.Assertions.assertThat;

class LoggingAutoConfigurationTests {

	private static final OuterInterceptor REPLACEMENT = OuterInterceptor.of(InterceptorOrder.ERROR,
			(invocation, chain) -> chain.proceed(invocation));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LoggingAutoConfiguration.class, ErrorAutoConfiguration.class));

	@Test
	void contributesInterceptors() {
		this.runner.run((context) -> assertThat(context.getBeanProvider(OuterInterceptor.class).stream()).hasSize(2)
			.contains(context.getBean("golambdaLogContextInterceptor", OuterInterceptor.class),
					context.getBean("golambdaErrorInterceptor", OuterInterceptor.class)));
	}

	@Test
	void contributesDebugOnFailureIfItIsEnabled() {
		this.runner.withPropertyValues("golambda.logging.debug-on-failure=true")
			.run((context) -> assertThat(context.getBeanProvider(OuterInterceptor.class).stream()).hasSize(3)
				.contains(context.getBean("golambdaDebugOnFailureInterceptor", OuterInterceptor.class)));
	}

	@Test
	void backsOffForAnInterceptorOfTheSameName() {
		this.runner.withUserConfiguration(Replacing.class)
			.run((context) -> assertThat(context.getBean("golambdaErrorInterceptor")).isSameAs(REPLACEMENT));
	}

	@Test
	void contributesTheLineFormat() {
		this.runner
			.withPropertyValues("golambda.logging.order=message,level", "golambda.logging.fields.level=severity",
					"golambda.error.folded-packages=com.acme")
			.run((context) -> {
				LineFormat format = context.getBean(LineFormat.class);
				assertThat(format.order()).containsExactly(LogField.MESSAGE, LogField.LEVEL);
				assertThat(format.names()).containsEntry(LogField.LEVEL, "severity");
				assertThat(format.folding().prefixes()).contains("com.acme.");
			});
	}

	@Test
	void defaultsAreTheSameWithAndWithoutBinding() {
		this.runner.run((context) -> {
			assertThat(LoggingProperties.of(context.getEnvironment()))
				.isEqualTo(context.getBean(LoggingProperties.class));
			assertThat(ErrorProperties.of(context.getEnvironment())).isEqualTo(context.getBean(ErrorProperties.class));
		});
	}

	@Test
	void propertiesAreTheSameInAndOutsideTheContext() {
		this.runner
			.withPropertyValues("golambda.logging.format=json", "golambda.logging.order=message,level",
					"golambda.logging.fields.level=severity", "golambda.logging.masked-keys=iban",
					"golambda.logging.log-event=info", "golambda.logging.correlation-id=xray-root",
					"golambda.logging.debug-on-failure=true", "golambda.logging.debug-sample-rate=0.5",
					"golambda.error.ignored=java.lang.IllegalStateException", "golambda.error.fold-frames=false",
					"golambda.error.folded-packages=com.acme", "golambda.error.trim-runtime-output=true")
			.run((context) -> {
				LoggingProperties logging = context.getBean(LoggingProperties.class);
				assertThat(LoggingProperties.of(context.getEnvironment())).isEqualTo(logging);
				assertThat(logging.debugSampleRate()).isEqualTo(0.5);
				ErrorProperties errors = context.getBean(ErrorProperties.class);
				assertThat(ErrorProperties.of(context.getEnvironment())).isEqualTo(errors);
				assertThat(errors.ignored()).containsExactly(IllegalStateException.class);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Replacing {

		@Bean
		OuterInterceptor golambdaErrorInterceptor() {
			return REPLACEMENT;
		}

	}

}
