package io.golambda.autoconfigure;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.StringMessageConverter;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import io.golambda.event.Event;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.lambda.FunctionRuntime;
import io.golambda.lambda.LambdaInvoker;
import io.golambda.lambda.Priming;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FunctionAutoConfiguration.class, EventJacksonAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withUserConfiguration(Greeting.class);

	@Test
	void runsTheFunction() {
		this.runner
			.run((context) -> assertThat(context.getBean(LambdaInvoker.class).invoke(Event.of("\"Ada\""))).asString()
				.isEqualTo("\"hello Ada\""));
	}

	@Test
	void backsOffWithoutSpringCloudFunction() {
		this.runner.withClassLoader(new FilteredClassLoader(FunctionCatalog.class))
			.run((context) -> assertThat(context).doesNotHaveBean(InvocationChain.class)
				.doesNotHaveBean(FunctionRuntime.class));
	}

	@Test
	void usesTheApplicationsChain() {
		InvocationChain own = new InvocationChain(List.of((invocation, chain) -> "own chain"));
		this.runner.withBean(InvocationChain.class, () -> own).run((context) -> {
			assertThat(context.getBean(InvocationChain.class)).isSameAs(own);
			assertThat(context.getBean(LambdaInvoker.class).invoke(Event.of("\"Ada\""))).asString()
				.isEqualTo("\"own chain\"");
		});
	}

	@Test
	void usesTheApplicationsRuntime() {
		this.runner.withUserConfiguration(OwnRuntime.class).run((context) -> {
			assertThat(context.getBean(FunctionRuntime.class)).isSameAs(context.getBean("ownRuntime"));
			assertThat(context.getBean(LambdaInvoker.class).invoke(Event.of("\"Ada\""))).asString()
				.isEqualTo("\"hello Ada\"");
		});
	}

	@Test
	void usesTheApplicationsInvoker() {
		this.runner.withUserConfiguration(OwnInvoker.class)
			.run((context) -> assertThat(context.getBean(LambdaInvoker.class).invoke(Event.of("\"Ada\""))).asString()
				.isEqualTo("\"no interceptors: hello Ada\""));
	}

	@Test
	void usesTheApplicationsPriming() {
		this.runner.withUserConfiguration(OwnPriming.class)
			.run((context) -> assertThat(context.getBean(Priming.class)).isSameAs(context.getBean("ownPriming")));
	}

	@Test
	void usesTheApplicationsMessageConverter() {
		MessageConverter own = new StringMessageConverter();
		this.runner.withBean("golambdaMessageConverter", MessageConverter.class, () -> own)
			.run((context) -> assertThat(context.getBean(MessageConverter.class)).isSameAs(own));
	}

	@Test
	void usesTheApplicationsModuleForAwsEventClasses() {
		JacksonModule own = new SimpleModule("own");
		this.runner.withBean("golambdaAwsEventClassesModule", JacksonModule.class, () -> own)
			.run((context) -> assertThat(context.getBean("golambdaAwsEventClassesModule")).isSameAs(own));
	}

	@Test
	void usesTheApplicationsCustomizerForJodaTime() {
		JsonMapperBuilderCustomizer own = (builder) -> {
		};
		this.runner.withBean("golambdaJodaCustomizer", JsonMapperBuilderCustomizer.class, () -> own)
			.run((context) -> assertThat(context.getBean(JsonMapper.class).registeredModules())
				.noneMatch(LazyJodaModule.class::isInstance));
	}

	@Test
	void setsJodaTimeUpLazily() {
		this.runner.run((context) -> assertThat(context.getBean(JsonMapper.class).registeredModules())
			.anyMatch(LazyJodaModule.class::isInstance));
	}

	@Test
	void ordersTheApplicationsInterceptors() {
		this.runner.withUserConfiguration(TwoInterceptors.class)
			.run((context) -> assertThat(context.getBean(LambdaInvoker.class).invoke(Event.of("\"Ada\""))).asString()
				.isEqualTo("\"first second hello Ada\""));
	}

	@Test
	void registersEventAndPrimingProperties() {
		this.runner.withPropertyValues("golambda.event.inflated-limit=3MB", "golambda.priming.fail-on-error=true")
			.run((context) -> {
				assertThat(context.getBean(EventProperties.class).inflatedBytes()).isEqualTo(3 * 1024 * 1024);
				assertThat(context.getBean(PrimingProperties.class).failOnError()).isTrue();
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Greeting {

		@Bean
		Function<String, String> greeting() {
			return (name) -> Invocation.find().map((invocation) -> invocation.values().get("prefix")).orElse("")
					+ "hello " + name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRuntime {

		@Bean
		FunctionRuntime ownRuntime(ConfigurableListableBeanFactory beans, Environment environment) {
			return new FunctionRuntime(beans, environment, JsonMapper.builder().build(), 1024);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInvoker {

		@Bean
		LambdaInvoker ownInvoker(FunctionRuntime runtime) {
			return runtime.invoker(new InvocationChain(
					List.of((invocation, chain) -> "no interceptors: " + chain.proceed(invocation))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPriming {

		@Bean
		Priming ownPriming(LambdaInvoker invoker) {
			return new Priming(invoker, List.of(), true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoInterceptors {

		@Bean
		@Order(2)
		InvocationInterceptor second() {
			return (invocation, chain) -> {
				invocation.with("prefix", invocation.values().get("prefix") + "second ");
				return chain.proceed(invocation);
			};
		}

		@Bean
		@Order(1)
		InvocationInterceptor first() {
			return (invocation, chain) -> {
				invocation.with("prefix", "first ");
				return chain.proceed(invocation);
			};
		}

	}

}
