package io.golambda.test;

import java.util.Map;

import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Starts the stand-in for the secrets of a test, before golambda reads those that are
 * properties.
 */
final class LambdaSecretsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String NAME = SecretsStandIn.class.getName();

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 100;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		SecretDefinitions definitions = SecretDefinitions.ofStartingApplication().orElse(null);
		if (definitions == null) {
			return;
		}
		if (!ClassUtils.isPresent("io.awspring.cloud.autoconfigure.core.AwsProperties", null)) {
			throw new IllegalStateException("@LambdaSecrets requires Spring Cloud AWS. "
					+ "Add io.golambda:golambda-spring-boot-starter-secrets to the function's dependencies.");
		}
		SecretsStandIn standIn = definitions.start();
		environment.getPropertySources().addFirst(new MapPropertySource(NAME, Map.copyOf(standIn.endpoints())));
		environment.getPropertySources()
			.addLast(new MapPropertySource(NAME + ".defaults", Map.copyOf(SecretsStandIn.defaults())));
		application.addInitializers(new Registration(standIn));
	}

	private record Registration(
			SecretsStandIn standIn) implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			context.getBeanFactory().registerSingleton(NAME, this.standIn);
			if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry beans) {
				beans.registerDisposableBean(NAME, this.standIn::close);
			}
		}

		// before the customizers of the test
		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

}
