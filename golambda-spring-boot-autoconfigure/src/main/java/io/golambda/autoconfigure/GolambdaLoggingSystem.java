package io.golambda.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemFactory;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LambdaJsonEncoder;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LogbackSupport;

/**
 * Extends Spring Boot's Logback logging with JSON lines in Lambda, unless the application
 * has a {@code logback-spring.xml} or configures a structured format.
 */
final class GolambdaLoggingSystem extends LogbackLoggingSystem {

	private static final String STRUCTURED_FORMAT = "logging.structured.format.console";

	/**
	 * Called by Spring Boot.
	 */
	public GolambdaLoggingSystem(ClassLoader classLoader) {
		super(classLoader);
	}

	@Override
	public void beforeInitialize() {
		super.beforeInitialize();
		JsonLogging.openLastingValues(logback());
	}

	/**
	 * In Lambda, defers a failure to {@link JsonLogging#throwFailure} and logs with
	 * default settings until then. Otherwise Spring Boot and Logback print the failure as
	 * plain text.
	 */
	@Override
	public void initialize(LoggingInitializationContext context, @Nullable String configLocation,
			@Nullable LogFile logFile) {
		if (!LambdaEnvironment.current().isLambda()) {
			configure(context, configLocation, logFile);
			return;
		}
		PrintStream err = System.err;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
		try {
			configure(context, configLocation, logFile);
			err.print(printed.toString(StandardCharsets.UTF_8));
		}
		catch (RuntimeException | LinkageError ex) {
			LoggerContext logback = logback();
			LogbackSupport.installConsole(logback, LineFormat.of(LambdaEnvironment.current()));
			JsonLogging.deferFailure(ex, logback);
		}
		finally {
			System.setErr(err);
		}
	}

	private void configure(LoggingInitializationContext context, @Nullable String configLocation,
			@Nullable LogFile logFile) {
		LoggerContext logback = logback();
		List<LoggerContextListener> listeners = logback.getCopyOfListenerList();
		super.initialize(context, configLocation, logFile);
		JsonLogging.restore(listeners, logback);
		Environment environment = context.getEnvironment();
		if (environment != null) {
			LoggingProperties properties = LoggingProperties.of(environment);
			LogbackSupport.applyFormat(logback,
					properties.lineFormat(LambdaEnvironment.current(), ErrorProperties.of(environment).folding()));
			List<String> settings = properties.namesOfLineSettings();
			if (!settings.isEmpty() && LambdaEnvironmentPostProcessor.isLambda(environment)
					&& !LogbackSupport.hasEncoder(logback)) {
				logback.getLogger(GolambdaLoggingSystem.class)
					.warn("{} have no effect on log lines, because no appender uses {}. Configure it as the encoder in "
							+ "the application's Logback configuration, or remove logging.structured.format.console "
							+ "and golambda.logging.format.", settings, LambdaJsonEncoder.class.getName());
			}
		}
	}

	@Override
	protected void loadDefaults(LoggingInitializationContext context, @Nullable LogFile logFile) {
		Environment environment = context.getEnvironment();
		if (environment == null || environment.containsProperty(STRUCTURED_FORMAT)) {
			super.loadDefaults(context, logFile);
			return;
		}
		LoggingProperties properties = LoggingProperties.of(environment);
		if (!properties.isJson(environment)) {
			super.loadDefaults(context, logFile);
			return;
		}
		LineFormat format = properties.lineFormat(LambdaEnvironment.current(),
				ErrorProperties.of(environment).folding());
		JsonLogging.installConsole(logback(), format, getClassLoader());
	}

	private static LoggerContext logback() {
		return (LoggerContext) LoggerFactory.getILoggerFactory();
	}

	/**
	 * Takes precedence over Spring Boot's factory if Logback and the encoder are present.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE + 1024)
	static final class Factory implements LoggingSystemFactory {

		@Override
		public @Nullable LoggingSystem getLoggingSystem(ClassLoader classLoader) {
			return (ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", classLoader) && ClassUtils
				.isPresent("net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder", classLoader))
						? new GolambdaLoggingSystem(classLoader) : null;
		}

	}

}
