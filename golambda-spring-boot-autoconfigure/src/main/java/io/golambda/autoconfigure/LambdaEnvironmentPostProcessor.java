package io.golambda.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.lambda.LambdaApplication;
import io.golambda.logging.EnvironmentLevel;

/**
 * Adds defaults for Lambda, which the application's own properties override, and the log
 * level of the environment variables.
 */
final class LambdaEnvironmentPostProcessor implements EnvironmentPostProcessor {

	private static final String ROOT_LEVEL = "logging.level.root";

	private static final List<String> CONTEXTS = List.of(AnnotationConfigApplicationContext.class.getName(),
			GenericApplicationContext.class.getName());

	// Spring Boot's default
	private static final int SPAN_QUEUE_SIZE = 2048;

	private static final int SPANS_PER_INVOCATION = 512;

	private final Log log;

	LambdaEnvironmentPostProcessor(DeferredLogFactory logs) {
		this.log = logs.getLog(LambdaEnvironmentPostProcessor.class);
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		addDefaults(environment, application instanceof LambdaApplication, application.getClassLoader());
		if (!isLambda(environment)) {
			application.addListeners(new StartedByMainListener());
		}
	}

	/**
	 * Adds the defaults.
	 * @param environment the environment of the application
	 * @param underLambdaHandler whether {@code LambdaHandler} runs the application
	 * @param classLoader the class loader of the application
	 */
	void addDefaults(ConfigurableEnvironment environment, boolean underLambdaHandler,
			@Nullable ClassLoader classLoader) {
		Map<String, Object> defaults = new HashMap<>();
		if (underLambdaHandler) {
			defaults.put(LambdaHandlerImportFilter.PROPERTY, "true");
		}
		if (isLambda(environment)) {
			// validates the properties, which are read before Spring starts
			BoundProperties.value(environment, "golambda.class-preloading.enabled", true);
			BoundProperties.value(environment, DirectStartSettings.ENABLED, true);
			// three lines for each cold start
			defaults.put("spring.main.log-startup-info", "false");
			defaults.put("spring.main.banner-mode", "off");
			// the adapter logs the whole event at info, which costs and may hold
			// personal data
			defaults.put("logging.level.org.springframework.cloud.function.adapter.aws", "warn");
			defaults.put("logging.level.org.springframework.cloud.function.utils.FunctionClassUtils", "warn");
			// it logs each error of a function, which golambda logs
			defaults.put(
					"logging.level.org.springframework.cloud.function.context.catalog.BeanFactoryAwareFunctionRegistry",
					"off");
			// they log the failure of a start, which golambda logs without secrets
			CONTEXTS.forEach((context) -> defaults.put("logging.level." + context, "error"));
			int concurrency = LambdaEnvironment.current().maxConcurrency();
			if (concurrency > 1) {
				// spans that do not fit into the queue are dropped
				defaults.put("management.opentelemetry.tracing.export.max-queue-size",
						Math.max(SPAN_QUEUE_SIZE, SPANS_PER_INVOCATION * concurrency));
			}
			if (!environment.containsProperty("debug")) {
				// it logs how to enable the report of conditions after a failed start
				defaults.put(
						"logging.level."
								+ "org.springframework.boot.autoconfigure.logging.ConditionEvaluationReportLogger",
						"warn");
			}
			if (!ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", classLoader)) {
				this.log.warn("golambda writes its JSON lines by Logback, which is not on the class path. With "
						+ "another logging library there is no request id on the lines, no masking, no LOG_LEVEL "
						+ "without redeployment and no debug on failure: remove spring-boot-starter-log4j2 and the "
						+ "exclusion of spring-boot-starter-logging, or configure a JSON layout of your own.");
			}
		}
		setLevels(environment, defaults);
		setSentry(environment, defaults);
		if (!defaults.isEmpty()) {
			environment.getPropertySources().addLast(new MapPropertySource("golambda", defaults));
		}
	}

	private void setSentry(ConfigurableEnvironment environment, Map<String, Object> defaults) {
		if (environment.getProperty(AbstractAotProcessor.AOT_PROCESSING, Boolean.class, false)) {
			environment.getPropertySources()
				.addFirst(new MapPropertySource("golambdaSentry", Map.of(SentryDsn.PROPERTY, SentryDsn.ANY)));
			return;
		}
		String dsn = environment.getProperty(SentryDsn.PROPERTY);
		if (dsn != null && !dsn.equals(SentryDsn.NONE)) {
			SentryDefaults.apply(dsn, environment, defaults, this.log);
		}
	}

	private void setLevels(ConfigurableEnvironment environment, Map<String, Object> defaults) {
		EnvironmentLevel asked = EnvironmentLevel.of(LambdaEnvironment.current());
		if (asked.warning() != null) {
			this.log.warn(asked.warning());
		}
		asked.quietLoggers().forEach((library) -> defaults.put("logging.level." + library, "info"));
		if (asked.level() != null) {
			// a level set in the AWS console overrides the one in the zip
			PropertySourcePlacement.addBelowEnvironmentVariables(
					new MapPropertySource("golambdaLevels", Map.of(ROOT_LEVEL, asked.level())), environment);
		}
	}

	static boolean isLambda(Environment environment) {
		return environment.containsProperty(LambdaEnvironment.RUNTIME_API);
	}

}
