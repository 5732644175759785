package io.golambda.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.secret.NamedSecrets;
import io.golambda.secret.SecretException;
import io.golambda.secret.SecretPropertySource;
import io.golambda.secret.SecretReader;

/**
 * Reads the secrets and parameters that properties name into a property source below the
 * environment variables.
 */
final class SecretsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	// property sources above the system properties that are not those of a test
	private static final Set<String> NOT_OF_TESTS = Set.of("configurationProperties", "commandLineArgs",
			"spring.application.json", SecretPropertySource.NAME);

	private final Log log;

	private final ConfigurableBootstrapContext bootstrap;

	SecretsEnvironmentPostProcessor(DeferredLogFactory logs, ConfigurableBootstrapContext bootstrap) {
		this.log = logs.getLog(SecretsEnvironmentPostProcessor.class);
		this.bootstrap = bootstrap;
	}

	// after the application's files, before those that may need a secret
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 10;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		SecretsInitializer initializer = read(environment);
		if (initializer != null) {
			application.addInitializers(initializer);
		}
	}

	/**
	 * Adds the properties of secrets and parameters to an environment.
	 * @param environment the environment
	 * @return the initializer for the application context, or {@code null} if no secret
	 * or parameter is named
	 */
	@Nullable SecretsInitializer read(ConfigurableEnvironment environment) {
		boolean named = BoundProperties.isAnySet(environment, NamedSecrets.SECRETS)
				|| BoundProperties.isAnySet(environment, NamedSecrets.PARAMETERS);
		if (!named && !BoundProperties.isAnySet(environment, SecretSettings.PREFIX)) {
			return null;
		}
		SecretSettings settings = SecretSettings.of(environment);
		return (named && settings.enabled() && !Boolean.getBoolean("spring.aot.processing"))
				? read(environment, settings) : null;
	}

	private @Nullable SecretsInitializer read(ConfigurableEnvironment environment, SecretSettings settings) {
		NamedSecrets named = NamedSecrets.of(Binder.get(environment))
			.without((prefix) -> isSetByTest(environment, prefix));
		if (named.isEmpty()) {
			return null;
		}
		long start = System.nanoTime();
		SecretPropertySource properties = read(named, environment, "it is skipped");
		Supplier<SecretPropertySource> reading = () -> read(named, environment, "its previous values are kept");
		PropertySourcePlacement.addBelowEnvironmentVariables(properties, environment);
		environment.getConversionService().addConverter(properties.converter());
		this.log.debug(properties + " read in " + (System.nanoTime() - start) / 1_000_000 + " ms");
		return new SecretsInitializer(properties, reading, settings);
	}

	private SecretPropertySource read(NamedSecrets named, Environment environment, String consequence) {
		try (SecretReader reader = new SecretReader(environment, this::registered,
				LambdaEnvironment.current().region().orElse(null))) {
			return named.read(reader, (failure) -> logSkipped(failure, consequence));
		}
	}

	private List<?> registered(Class<?> type) {
		return this.bootstrap.isRegistered(type) ? List.of(this.bootstrap.get(type)) : List.of();
	}

	private void logSkipped(SecretException failure, String consequence) {
		if (failure.isMissing()) {
			this.log.info(failure.description() + " It is optional, so " + consequence + ".");
		}
		else {
			this.log.warn(failure.description() + " It is optional, so " + consequence + ". " + failure.action());
		}
	}

	/**
	 * Returns whether a test sets a property that the secret holds, and so replaces the
	 * secret.
	 */
	private static boolean isSetByTest(ConfigurableEnvironment environment, ConfigurationPropertyName prefix) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
				return false;
			}
			ConfigurationPropertySource properties = NOT_OF_TESTS.contains(source.getName()) ? null
					: ConfigurationPropertySource.from(source);
			if (properties != null && (properties.getConfigurationProperty(prefix) != null
					|| properties.containsDescendantOf(prefix) == ConfigurationPropertyState.PRESENT)) {
				return true;
			}
		}
		return false;
	}

}
