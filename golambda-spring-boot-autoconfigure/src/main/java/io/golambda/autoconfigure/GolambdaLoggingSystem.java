package io.golambda.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.LoggerContextListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
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
import io.golambda.logging.LastingValues;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LogbackSupport;

/**
 * Extends Spring Boot's Logback logging with JSON lines in Lambda, unless the application
 * has a {@code logback-spring.xml} or configures a structured format.
 */
final class GolambdaLoggingSystem extends LogbackLoggingSystem {

	private static final String STRUCTURED_FORMAT = "logging.structured.format.console";

	private static final String FAILURE = GolambdaLoggingSystem.class.getName() + ".failure";

	/**
	 * Called by Spring Boot.
	 */
	public GolambdaLoggingSystem(ClassLoader classLoader) {
		super(classLoader);
	}

	@Override
	public void beforeInitialize() {
		super.beforeInitialize();
		LastingValues lasting = LastingValues.of(logback());
		if (lasting != null) {
			lasting.open();
		}
	}

	/**
	 * In Lambda, defers a failure to {@link #throwFailure} and logs with default settings
	 * until then. Otherwise Spring Boot and Logback print the failure as plain text.
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
			logback.putObject(FAILURE, ex);
		}
		finally {
			System.setErr(err);
		}
	}

	/**
	 * Sets logging up as Spring Boot's listener does.
	 */
	void start(org.springframework.core.env.ConfigurableEnvironment environment) {
		getSystemProperties(environment).apply();
		initialize(new LoggingInitializationContext(environment), null, null);
		org.springframework.boot.context.properties.bind.Binder.get(environment)
			.bind("logging.level",
					org.springframework.boot.context.properties.bind.Bindable.mapOf(String.class,
							org.springframework.boot.logging.LogLevel.class))
			.ifBound((levels) -> levels
				.forEach((name, level) -> setLogLevel(name.equalsIgnoreCase("root") ? null : name, level)));
	}

	/**
	 * Throws the failure to set up logging, if there was one.
	 */
	static void throwFailure(LoggerContext logback) {
		Object failure = logback.getObject(FAILURE);
		logback.removeObject(FAILURE);
		if (failure instanceof RuntimeException exception) {
			throw exception;
		}
		if (failure instanceof Error error) {
			throw error;
		}
	}

	private void configure(LoggingInitializationContext context, @Nullable String configLocation,
			@Nullable LogFile logFile) {
		LoggerContext logback = logback();
		List<LoggerContextListener> listeners = logback.getCopyOfListenerList();
		super.initialize(context, configLocation, logFile);
		for (LoggerContextListener listener : listeners) {
			// Spring Boot stops the context, which removes these as well
			if (listener.isResetResistant() && !logback.getCopyOfListenerList().contains(listener)) {
				logback.addListener(listener);
				listener.onStart(logback);
			}
		}
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
		LoggerContext logback = logback();
		LogbackSupport.installConsole(logback,
				properties.lineFormat(LambdaEnvironment.current(), ErrorProperties.of(environment).folding()));
		if (ClassUtils.isPresent("org.slf4j.bridge.SLF4JBridgeHandler", getClassLoader())
				&& SLF4JBridgeHandler.isInstalled()) {
			LevelChangePropagator propagator = new LevelChangePropagator();
			propagator.setContext(logback);
			propagator.setResetJUL(true);
			logback.addListener(propagator);
			propagator.start();
		}
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
