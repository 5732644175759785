package io.golambda.autoconfigure;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.golambda.error.Redaction;
import io.golambda.secret.AwsClientCustomizer;
import io.golambda.secret.SecretBindHandler;
import io.golambda.secret.SecretException;
import io.golambda.secret.SecretProperties;
import io.golambda.secret.SecretPropertySource;
import io.golambda.secret.SecretReader;
import io.golambda.secret.SecretRedaction;
import io.golambda.secret.SecretTextConverter;

/**
 * Reads the secrets and parameters that the properties name, before there are beans, into
 * a property source below the environment variables and above the application's files.
 */
final class SecretsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	// where tests and command lines put theirs; of these only tests stand in for a secret
	private static final Set<String> NO_TEST = Set.of("configurationProperties", "commandLineArgs",
			"spring.application.json", SecretPropertySource.NAME);

	private final Log log;

	private final ConfigurableBootstrapContext bootstrap;

	SecretsEnvironmentPostProcessor(DeferredLogFactory logs, ConfigurableBootstrapContext bootstrap) {
		this.log = logs.getLog(SecretsEnvironmentPostProcessor.class);
		this.bootstrap = bootstrap;
	}

	// after the application's files are read, before who may want what the secrets hold
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 10;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!isNamed(environment) || !SecretsSettings.isEnabled(environment)
				|| Boolean.getBoolean("spring.aot.processing")) {
			return;
		}
		// fails early where the value is not valid
		SecretsSettings.timeToLive(environment);
		SecretProperties named = new SecretProperties(named(environment, SecretProperties.SECRETS),
				named(environment, SecretProperties.PARAMETERS));
		if (named.isEmpty()) {
			return;
		}
		long start = System.nanoTime();
		ClassLoader classLoader = application.getClassLoader();
		SecretPropertySource properties = read(named, environment, classLoader, "it is left out");
		Supplier<SecretPropertySource> reading = () -> read(named, environment, classLoader,
				"what was read before stays");
		BelowVariables.add(properties, environment);
		environment.getConversionService().addConverter(new SecretTextConverter());
		application.addInitializers(new SecretsInitializer(properties, reading));
		this.log.debug(properties + " read in " + (System.nanoTime() - start) / 1_000_000 + " ms");
	}

	private static boolean isNamed(ConfigurableEnvironment environment) {
		return BoundProperties.isAnySet(environment, SecretProperties.SECRETS)
				|| BoundProperties.isAnySet(environment, SecretProperties.PARAMETERS);
	}

	private SecretPropertySource read(SecretProperties named, Environment environment,
			@Nullable ClassLoader classLoader, String consequence) {
		try (SecretReader reader = new SecretReader(SecretsSettings.clientSettings(environment),
				() -> customizers(classLoader), this::registered)) {
			return named.read(reader, (failure) -> skip(failure, consequence));
		}
	}

	private void skip(SecretException failure, String consequence) {
		if (failure.isMissing()) {
			this.log.info(failure.description() + " It is optional, so " + consequence + ".");
		}
		else {
			this.log.warn(failure.description() + " It is optional, so " + consequence + ". " + failure.action());
		}
	}

	static List<AwsClientCustomizer> customizers(@Nullable ClassLoader classLoader) {
		return SpringFactoriesLoader.forDefaultResourceLocation(classLoader).load(AwsClientCustomizer.class);
	}

	private @Nullable Object registered(Class<?> type) {
		return this.bootstrap.isRegistered(type) ? this.bootstrap.get(type) : null;
	}

	/**
	 * What the properties name, but for what a test stands in for.
	 */
	private static Map<String, String> named(ConfigurableEnvironment environment, String prefix) {
		Map<String, String> named = new LinkedHashMap<>(
				Binder.get(environment).bind(prefix, Bindable.mapOf(String.class, String.class)).orElse(Map.of()));
		named.keySet().removeIf((key) -> isSetByTest(environment, key));
		return named;
	}

	private static boolean isSetByTest(ConfigurableEnvironment environment, String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key.replaceFirst("\\.value$", ""), '.');
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
				return false;
			}
			ConfigurationPropertySource properties = NO_TEST.contains(source.getName()) ? null
					: ConfigurationPropertySource.from(source);
			if (properties != null && (properties.getConfigurationProperty(name) != null
					|| properties.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Sees to it that no failure quotes a secret, and that none is older than it may be.
	 */
	static final class SecretsInitializer
			implements ApplicationContextInitializer<ConfigurableApplicationContext>, Redaction {

		private final SecretPropertySource secrets;

		private final Supplier<SecretPropertySource> reading;

		SecretsInitializer(SecretPropertySource secrets, Supplier<SecretPropertySource> reading) {
			this.secrets = secrets;
			this.reading = reading;
		}

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			if (context.getEnvironment().getPropertySources().get(SecretPropertySource.NAME) != this.secrets) {
				// the application runs once more, with others
				return;
			}
			ConfigurationPropertiesBindHandlerAdvisor advisor = (handler) -> new SecretBindHandler(handler,
					this.secrets);
			context.getBeanFactory().registerSingleton("golambdaSecretBindHandlerAdvisor", advisor);
			context.getBeanFactory()
				.registerSingleton("golambdaSecretsRefresh", new SecretsRefresh(context, this.secrets, this.reading,
						SecretsSettings.timeToLive(context.getEnvironment()), Clock.systemUTC()));
		}

		String masked(String text) {
			return this.secrets.masked(text);
		}

		@Override
		public Throwable redact(Throwable failure) {
			return new SecretRedaction(this.secrets::masked).redact(failure);
		}

	}

}
