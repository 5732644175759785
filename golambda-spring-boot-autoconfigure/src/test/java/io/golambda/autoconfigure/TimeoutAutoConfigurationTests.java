package io.golambda.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.OuterInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

class TimeoutAutoConfigurationTests {

	private static final OuterInterceptor REPLACEMENT = OuterInterceptor.of(InterceptorOrder.TIMEOUT,
			(invocation, chain) -> chain.proceed(invocation));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TimeoutAutoConfiguration.class));

	@Test
	void contributesTheInterceptorByDefault() {
		this.runner.run((context) -> {
			assertThat(context.getBeanProvider(OuterInterceptor.class).stream()).hasSize(1);
			assertThat(TimeoutProperties.of(context.getEnvironment()))
				.isEqualTo(context.getBean(TimeoutProperties.class))
				.isEqualTo(new TimeoutProperties(Duration.ofMillis(500), false));
		});
	}

	@Test
	void marginOfZeroSwitchesItOff() {
		this.runner.withPropertyValues("golambda.timeout.margin=0")
			.run((context) -> assertThat(context.getBeanProvider(OuterInterceptor.class).stream()).isEmpty());
		this.runner.withPropertyValues("golambda.timeout.margin=0")
			.withInitializer((context) -> context.addBeanFactoryPostProcessor(new LazyInfrastructure()))
			.run((context) -> assertThat(context).as("in Lambda").doesNotHaveBean("golambdaTimeoutInterceptor"));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "700, 700", "700ms, 700", "2s, 2000", "1m, 60000", "PT3S, 3000" })
	void propertiesAreTheSameInAndOutsideTheContext(String margin, long millis) {
		this.runner.withPropertyValues("golambda.timeout.margin=" + margin, "golambda.timeout.interrupt=true")
			.run((context) -> assertThat(TimeoutProperties.of(context.getEnvironment()))
				.isEqualTo(context.getBean(TimeoutProperties.class))
				.isEqualTo(new TimeoutProperties(Duration.ofMillis(millis), true)));
	}

	@Test
	void oneOfThePropertiesIsEnough() {
		this.runner.withPropertyValues("golambda.timeout.interrupt=on")
			.run((context) -> assertThat(TimeoutProperties.of(context.getEnvironment()))
				.isEqualTo(new TimeoutProperties(Duration.ofMillis(500), true)));
		this.runner.withPropertyValues("golambda.timeout.margin=1s")
			.run((context) -> assertThat(TimeoutProperties.of(context.getEnvironment()))
				.isEqualTo(new TimeoutProperties(Duration.ofSeconds(1), false)));
	}

	@Test
	void negativeMarginIsAnError() {
		this.runner.withPropertyValues("golambda.timeout.margin=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("golambda.timeout.margin is PT-1S: it is a time before the timeout, such as 500ms, or 0 to "
						+ "switch the report off."));
	}

	@Test
	void backsOffForAnInterceptorOfTheSameName() {
		this.runner.withUserConfiguration(Replacing.class)
			.run((context) -> assertThat(context.getBean("golambdaTimeoutInterceptor")).isSameAs(REPLACEMENT));
	}

	@Configuration(proxyBeanMethods = false)
	static class Replacing {

		@Bean
		OuterInterceptor golambdaTimeoutInterceptor() {
			return REPLACEMENT;
		}

	}

}
