package io.golambda.autoconfigure;

import java.time.Duration;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

class LazyPropertiesBindingTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer((context) -> context.addBeanFactoryPostProcessor(new LazyInfrastructure()))
		.withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class,
				LifecycleAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class));

	@Test
	void replacesTheBindingOfSpringBoot() {
		this.runner.run((context) -> assertThat(context.getBean(ConfigurationPropertiesBindingPostProcessor.class))
			.isInstanceOf(LazyPropertiesBinding.class));
	}

	@Test
	void doesNotBindInfrastructureWithoutProperties() {
		this.runner.run((context) -> {
			assertThat(timeout(context)).isEqualTo(new LifecycleProperties().getTimeoutPerShutdownPhase());
		});
	}

	@Test
	void bindsInfrastructureByAnySpellingOfAProperty() {
		for (String property : new String[] { "spring.lifecycle.timeout-per-shutdown-phase=7s",
				"spring.lifecycle.timeoutPerShutdownPhase=7s", "SPRING.LIFECYCLE.TIMEOUT_PER_SHUTDOWN_PHASE=7s" }) {
			this.runner.withPropertyValues(property)
				.run((context) -> assertThat(timeout(context)).as(property).isEqualTo(Duration.ofSeconds(7)));
		}
	}

	@Test
	void bindsInfrastructureToPropertiesOfTheApplicationsPlaceholderConfigurer() {
		this.runner.withUserConfiguration(OwnPlaceholders.class)
			.run((context) -> assertThat(timeout(context)).isEqualTo(Duration.ofSeconds(8)));
	}

	@Test
	void bindsInfrastructureThatTheApplicationAdapts() {
		this.runner.withUserConfiguration(Advised.class)
			.run((context) -> assertThat(timeout(context)).isEqualTo(Duration.ofSeconds(9)));
	}

	@Test
	void bindsPropertiesOfInfrastructureThatTheApplicationImports() {
		new ApplicationContextRunner()
			.withInitializer((context) -> context.addBeanFactoryPostProcessor(new LazyInfrastructure()))
			.withUserConfiguration(Importing.class)
			.withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class))
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=7s")
			.run((context) -> assertThat(timeout(context)).isEqualTo(Duration.ofSeconds(7)));
	}

	private static Duration timeout(ApplicationContext context) {
		return context.getBean(LifecycleProperties.class).getTimeoutPerShutdownPhase();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPlaceholders {

		@Bean
		static PropertySourcesPlaceholderConfigurer placeholders() {
			PropertySourcesPlaceholderConfigurer configurer = new PropertySourcesPlaceholderConfigurer();
			Properties properties = new Properties();
			properties.setProperty("spring.lifecycle.timeout-per-shutdown-phase", "8s");
			configurer.setProperties(properties);
			return configurer;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Advised {

		@Bean
		static ConfigurationPropertiesBindHandlerAdvisor advisor() {
			return NineSeconds::new;
		}

	}

	static final class NineSeconds extends AbstractBindHandler {

		NineSeconds(BindHandler parent) {
			super(parent);
		}

		@Override
		public <T> Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
			if (target.getValue() != null && target.getValue().get() instanceof LifecycleProperties properties) {
				properties.setTimeoutPerShutdownPhase(Duration.ofSeconds(9));
			}
			return target;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(LifecycleProperties.class)
	static class Importing {

	}

}
