package io.golambda.autoconfigure;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.LogbackLoggingSystemProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LineFormat;

/**
 * Configures logging in Lambda for an application that starts without
 * {@code SpringApplication}, as Spring Boot's {@link LoggingApplicationListener} does
 * with golambda's logging system.
 */
final class DirectLogging {

	/**
	 * Spring Boot's groups of loggers, which it keeps to itself.
	 */
	static final Map<String, List<String>> GROUPS = Map.of("web",
			List.of("org.springframework.core.codec", "org.springframework.http", "org.springframework.web",
					"org.springframework.boot.actuate.endpoint.web",
					"org.springframework.boot.web.servlet.ServletContextInitializerBeans"),
			"sql", List.of("org.springframework.jdbc.core", "org.hibernate.SQL", "org.jooq.tools.LoggerListener"));

	private static final String INITIALIZED = LoggingSystem.class.getName();

	private final LoggerContext logback;

	private final ClassLoader classLoader;

	private final boolean bridged;

	private DirectLogging(LoggerContext logback, ClassLoader classLoader, boolean bridged) {
		this.logback = logback;
		this.classLoader = classLoader;
		this.bridged = bridged;
	}

	/**
	 * Configures logging for a complete environment.
	 * @return {@code null}, with nothing changed, if only Spring Boot's listener can do
	 * it
	 */
	static @Nullable DirectLogging start(ConfigurableEnvironment environment, ClassLoader classLoader) {
		if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext logback)
				|| System.getProperty(LoggingSystem.SYSTEM_PROPERTY) != null
				|| logback.getObject(INITIALIZED) != null) {
			return null;
		}
		SimpleLogging simple = SimpleLogging.of(environment);
		LineFormat format = (simple != null) ? format(environment, simple) : null;
		if (format == null || LogbackFiles.isAnyPresent(classLoader)) {
			return null;
		}
		new LogbackLoggingSystemProperties(environment).apply();
		boolean bridged = JulBridge.install(classLoader);
		logback.putObject(Environment.class.getName(), environment);
		GolambdaLoggingSystem.openLastingValues(logback);
		GolambdaLoggingSystem.installConsole(logback, format, classLoader);
		simple.levels().forEach((name, level) -> setLevel(logback, name, level));
		logback.putObject(INITIALIZED, new Object());
		SpringApplication.getShutdownHandlers().add(logback::stop);
		return new DirectLogging(logback, classLoader, bridged);
	}

	private static @Nullable LineFormat format(ConfigurableEnvironment environment, SimpleLogging simple) {
		try {
			boolean bind = simple.mayHaveGolambdaProperties();
			LoggingProperties logging = bind ? LoggingProperties.of(environment) : LoggingProperties.defaults();
			ErrorProperties error = bind ? ErrorProperties.of(environment) : ErrorProperties.defaults();
			return logging.isJson(environment) ? logging.lineFormat(LambdaEnvironment.current(), error.folding())
					: null;
		}
		catch (RuntimeException ex) {
			// the listener fails in the same way, and its failure is reported
			return null;
		}
	}

	private static void setLevel(LoggerContext logback, String name, Level level) {
		logback.getLogger(name.equalsIgnoreCase(Logger.ROOT_LOGGER_NAME) ? Logger.ROOT_LOGGER_NAME : name)
			.setLevel(level);
	}

	/**
	 * Registers the beans that Spring Boot's listener registers.
	 */
	void registerBeans(DefaultListableBeanFactory beanFactory) {
		if (!beanFactory.containsBean(LoggingApplicationListener.LOGGING_SYSTEM_BEAN_NAME)) {
			RootBeanDefinition system = new RootBeanDefinition(GolambdaLoggingSystem.class,
					() -> new GolambdaLoggingSystem(this.classLoader));
			system.setLazyInit(true);
			beanFactory.registerBeanDefinition(LoggingApplicationListener.LOGGING_SYSTEM_BEAN_NAME, system);
		}
		if (!beanFactory.containsBean(LoggingApplicationListener.LOGGER_GROUPS_BEAN_NAME)) {
			beanFactory.registerSingleton(LoggingApplicationListener.LOGGER_GROUPS_BEAN_NAME, new LoggerGroups(GROUPS));
		}
		if (!beanFactory.containsBean("springBootLoggingLifecycle")) {
			beanFactory.registerSingleton("springBootLoggingLifecycle", new Lifecycle(this));
		}
	}

	/**
	 * Lets a later application of this process configure logging anew.
	 */
	void cleanUp() {
		this.logback.removeObject(INITIALIZED);
		if (this.bridged) {
			JulBridge.uninstall();
		}
		this.logback.getStatusManager().clear();
	}

	/**
	 * Cleans up when the application's context is closed.
	 */
	private static final class Lifecycle implements SmartLifecycle {

		private final DirectLogging logging;

		private volatile boolean running;

		Lifecycle(DirectLogging logging) {
			this.logging = logging;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.logging.cleanUp();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		// after all others
		@Override
		public int getPhase() {
			return Integer.MIN_VALUE + 1;
		}

	}

}
