package io.golambda.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import io.golambda.invocation.InvocationInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionInvokerAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextFunctionCatalogAutoConfiguration.class,
				FunctionAutoConfiguration.class, FunctionInvokerAutoConfiguration.class))
		.withUserConfiguration(Greeting.class);

	@Test
	void functionsOfTheCatalogueRunWithInterceptors() {
		this.runner.run((context) -> {
			assertThat(greet(context.getBean(FunctionCatalog.class))).isEqualTo("\"hello Ada\"");
			assertThat(context.getBean(Greeting.class).intercepted).containsExactly("\"Ada\"");
		});
	}

	@Test
	void backsOffWithoutFunctionInvoker() {
		this.runner.withClassLoader(new FilteredClassLoader(FunctionInvoker.class)).run((context) -> {
			assertThat(greet(context.getBean(FunctionCatalog.class))).isEqualTo("\"hello Ada\"");
			assertThat(context.getBean(Greeting.class).intercepted).isEmpty();
		});
	}

	private static String greet(FunctionCatalog catalog) {
		Function<Message<byte[]>, Message<byte[]>> function = catalog.lookup("greeting", "application/json");
		return new String(function.apply(MessageBuilder.withPayload("\"Ada\"".getBytes()).build()).getPayload());
	}

	@Configuration(proxyBeanMethods = false)
	static class Greeting {

		private final List<String> intercepted = new ArrayList<>();

		@Bean
		Function<String, String> greeting() {
			return "hello "::concat;
		}

		@Bean
		InvocationInterceptor interceptor() {
			return (invocation, chain) -> {
				this.intercepted.add(invocation.event().json());
				return chain.proceed(invocation);
			};
		}

	}

}
