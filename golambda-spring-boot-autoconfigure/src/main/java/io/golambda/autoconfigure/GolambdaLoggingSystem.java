package io.golambda.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemFactory;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.golambda.logging.JsonConsole;
import io.golambda.logging.LineFormat;
import io.golambda.logging.VisibleLevels;

/**
 * Spring Boot's logging by Logback, with JSON lines in Lambda where the application has
 * no {@code logback-spring.xml} and no structured format of its own.
 */
final class GolambdaLoggingSystem extends LogbackLoggingSystem {

	/**
	 * The level that is visible where loggers are set to a more verbose one.
	 */
	static final String VISIBLE_LEVEL = "golambda.internal.visible-level";

	private static final String FAILURE = GolambdaLoggingSystem.class.getName() + ".failure";

	/**
	 * Creates the logging system, as Spring Boot does.
	 */
	public GolambdaLoggingSystem(ClassLoader classLoader) {
		super(classLoader);
	}

	/**
	 * In Lambda, keeps a failure for {@link #throwFailure}, and logs as by default until
	 * then: Spring Boot and Logback print plain text otherwise.
	 */
	@Override
	public void initialize(LoggingInitializationContext context, @Nullable String configLocation,
			@Nullable LogFile logFile) {
		if (System.getenv("AWS_LAMBDA_RUNTIME_API") == null) {
			super.initialize(context, configLocation, logFile);
			return;
		}
		PrintStream err = System.err;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
		try {
			super.initialize(context, configLocation, logFile);
			err.print(printed.toString(StandardCharsets.UTF_8));
		}
		catch (RuntimeException | LinkageError ex) {
			LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
			JsonConsole.install(logback, LineFormat.of(System.getenv()), null, false);
			logback.putObject(FAILURE, ex);
		}
		finally {
			System.setErr(err);
		}
	}

	/**
	 * Throws why logging could not be set up, if it could not.
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

	@Override
	protected void loadDefaults(LoggingInitializationContext context, @Nullable LogFile logFile) {
		Environment environment = context.getEnvironment();
		if (environment == null || environment.containsProperty("logging.structured.format.console")) {
			super.loadDefaults(context, logFile);
			return;
		}
		LoggingProperties properties = LoggingProperties.of(environment);
		if (!properties.isJson(environment)) {
			super.loadDefaults(context, logFile);
			return;
		}
		LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
		JsonConsole.install(logback, properties.lineFormat(System.getenv(), ErrorProperties.of(environment).folding()),
				properties.isDebugHeldBack() ? visibleLevels(environment) : null, properties.debugOnFailure());
		if (ClassUtils.isPresent("org.slf4j.bridge.SLF4JBridgeHandler", getClassLoader())
				&& SLF4JBridgeHandler.isInstalled()) {
			LevelChangePropagator propagator = new LevelChangePropagator();
			propagator.setContext(logback);
			propagator.setResetJUL(true);
			logback.addListener(propagator);
			propagator.start();
		}
	}

	private static Predicate<ILoggingEvent> visibleLevels(Environment environment) {
		Map<String, String> levels = Binder.get(environment)
			.bind("logging.level", Bindable.mapOf(String.class, String.class))
			.orElse(Map.of());
		levels.remove("root");
		return new VisibleLevels(environment.getProperty(VISIBLE_LEVEL, "info"), levels);
	}

	/**
	 * Goes before Spring Boot's own, where Logback and the encoder are there.
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
