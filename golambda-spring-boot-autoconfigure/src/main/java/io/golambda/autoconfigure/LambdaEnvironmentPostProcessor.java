package io.golambda.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets what suits Lambda as defaults that the application's own properties override.
 */
final class LambdaEnvironmentPostProcessor implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		boolean lambda = environment.containsProperty("AWS_LAMBDA_RUNTIME_API");
		Map<String, Object> defaults = new HashMap<>();
		LoggingProperties.Format format = Binder.get(environment)
			.bind(LoggingProperties.PREFIX + ".format", LoggingProperties.Format.class)
			.orElse(LoggingProperties.Format.AUTO);
		if (format == LoggingProperties.Format.JSON || (format == LoggingProperties.Format.AUTO && lambda)) {
			defaults.put("logging.structured.format.console", JsonLineLogFormatter.class.getName());
		}
		if (lambda) {
			// three lines for each cold start that nobody asked for
			defaults.put("spring.main.log-startup-info", "false");
			// Spring Cloud Function's adapter logs the whole event at info: cost, and
			// personal data
			defaults.put("logging.level.org.springframework.cloud.function.adapter.aws", "warn");
			defaults.put("logging.level.org.springframework.cloud.function.utils.FunctionClassUtils", "warn");
		}
		if (!defaults.isEmpty()) {
			environment.getPropertySources().addLast(new MapPropertySource("golambda", defaults));
		}
	}

}
