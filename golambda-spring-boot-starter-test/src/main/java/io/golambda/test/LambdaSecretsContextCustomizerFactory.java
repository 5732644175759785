package io.golambda.test;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Makes the secrets of a test part of the key of Spring's context cache.
 */
final class LambdaSecretsContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		return SecretDefinitions.of(testClass).map(SecretsCustomizer::new).orElse(null);
	}

	private record SecretsCustomizer(SecretDefinitions definitions) implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
			// the secrets are read before, when the environment is prepared
			if (!context.getBeanFactory().containsSingleton(SecretsStandIn.class.getName())) {
				throw new IllegalStateException("@LambdaSecrets requires an application of Spring Boot: annotate the "
						+ "test with @SpringBootTest, and do not load its context before the test class starts.");
			}
		}

	}

}
