package io.golambda.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.joda.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.task.AsyncTaskExecutor;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LazyInfrastructureTests {

	@Test
	void createsBeansOfTheApplicationAtTheStart() {
		try (ConfigurableApplicationContext context = ApplicationLauncher.launch(Eager.class)) {
			assertThat(context.getBeanFactory().containsSingleton("greeting")).isTrue();
			assertThat(context.getBean(Heard.class).events).as("its listeners are called").containsExactly("ready");
		}
	}

	@Test
	void doesNotCreateUnusedInfrastructure() {
		try (ConfigurableApplicationContext context = ApplicationLauncher.launch(Eager.class)) {
			ConfigurableListableBeanFactory beans = context.getBeanFactory();
			context.getBean(LambdaInvoker.class);
			assertThat(beans.containsSingleton("sslBundleRegistry")).isFalse();
			assertThat(beans.containsSingleton("functionCatalog")).isFalse();
			assertThat(context.getBean(FunctionCatalog.class)).isNotNull();
			assertThat(context.getBean(AsyncTaskExecutor.class)).as("it is there for who asks").isNotNull();
		}
	}

	@Test
	void usesDefaultMessagesWithoutAMessageSource() {
		try (ConfigurableApplicationContext context = ApplicationLauncher.launch(Eager.class)) {
			assertThat(context.getMessage("some.code", new Object[] { "x" }, "default {0}", Locale.ROOT))
				.isEqualTo("default x");
		}
	}

	@Test
	void usesTheApplicationsMessageSourceAndBootstrapExecutor() {
		try (ConfigurableApplicationContext context = ApplicationLauncher.launch(OwnInfrastructure.class)) {
			assertThat(context.getMessage("greeting", null, Locale.ROOT)).isEqualTo("hello");
			assertThat(context.getBean("bootstrapExecutor")).isSameAs(OwnInfrastructure.EXECUTOR);
		}
	}

	@Test
	void bindsJodaTime() {
		try (ConfigurableApplicationContext context = ApplicationLauncher.launch(Eager.class)) {
			JsonMapper mapper = context.getBean("jacksonJsonMapper", JsonMapper.class);
			Delivery delivery = new Delivery(new LocalDate(2026, 1, 2));
			assertThat(mapper.writeValueAsString(delivery)).isEqualTo("{\"day\":\"2026-01-02\"}");
			assertThat(mapper.readValue("{\"day\":\"2026-01-02\"}", Delivery.class)).isEqualTo(delivery);
			assertThat(mapper.readValue("{\"2026-01-02\":1}",
					new tools.jackson.core.type.TypeReference<java.util.Map<LocalDate, Integer>>() {
					}))
				.containsKey(new LocalDate(2026, 1, 2));
			assertThat(mapper.registeredModules()).extracting((module) -> module.getClass().getSimpleName())
				.contains("LazyJodaModule")
				.doesNotContain("JodaModule");
		}
	}

	record Delivery(LocalDate day) {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Eager {

		@Bean
		Function<String, String> greeting() {
			return "hello "::concat;
		}

		@Bean
		Heard heard() {
			return new Heard();
		}

	}

	static class Heard {

		private final List<String> events = new ArrayList<>();

		@EventListener
		void on(ApplicationReadyEvent event) {
			this.events.add("ready");
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class OwnInfrastructure {

		private static final Executor EXECUTOR = Runnable::run;

		@Bean
		Function<String, String> greeting() {
			return "hello "::concat;
		}

		@Bean
		Executor bootstrapExecutor() {
			return EXECUTOR;
		}

		@Bean
		MessageSource messageSource() {
			StaticMessageSource messages = new StaticMessageSource();
			messages.addMessage("greeting", Locale.ROOT, "hello");
			return messages;
		}

	}

}
