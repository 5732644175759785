package io.golambda.autoconfigure;

import java.time.Clock;
import java.util.function.Supplier;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

import io.golambda.error.Redaction;
import io.golambda.secret.SecretPropertySource;

/**
 * Prepares an application context for properties from secrets: failures to bind one do
 * not quote it, and outdated ones are read again.
 */
final class SecretsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext>, Redaction {

	private final SecretPropertySource secrets;

	private final Supplier<SecretPropertySource> reading;

	private final SecretSettings settings;

	/**
	 * Creates an initializer.
	 * @param secrets the properties
	 * @param reading reads the properties again
	 * @param settings the settings
	 */
	SecretsInitializer(SecretPropertySource secrets, Supplier<SecretPropertySource> reading, SecretSettings settings) {
		this.secrets = secrets;
		this.reading = reading;
		this.settings = settings;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (context.getEnvironment().getPropertySources().get(SecretPropertySource.NAME) != this.secrets) {
			// the same SpringApplication runs again, with an initializer of its own
			return;
		}
		ConfigurationPropertiesBindHandlerAdvisor advisor = this.secrets::bindHandler;
		context.getBeanFactory().registerSingleton("golambdaSecretBindHandlerAdvisor", advisor);
		context.getBeanFactory()
			.registerSingleton("golambdaSecretsRefresh", new SecretsRefresh(context, this.secrets, this.reading,
					this.settings.timeToLive(), Clock.systemUTC()));
	}

	String masked(String text) {
		return this.secrets.masked(text);
	}

	@Override
	public Throwable redact(Throwable failure) {
		return new SecretRedaction(this.secrets::masked).redact(failure);
	}

}
