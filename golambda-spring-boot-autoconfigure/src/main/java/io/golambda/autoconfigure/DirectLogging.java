package io.golambda.autoconfigure;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LogbackSupport;

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

	private static final String LIFECYCLE = "springBootLoggingLifecycle";

	private final LoggerContext logback;

	private final ClassLoader classLoader;

	private final TurboFilter suppression = new Suppression();

	private @Nullable JulBridge bridge;

	private DirectLogging(LoggerContext logback, ClassLoader classLoader) {
		this.logback = logback;
		this.classLoader = classLoader;
	}

	/**
	 * Configures logging for a complete environment of an application that has no file
	 * for Logback.
	 * @return {@code null}, with nothing changed, if only Spring Boot's listener can do
	 * it
	 */
	static @Nullable DirectLogging start(ConfigurableEnvironment environment, ClassLoader classLoader) {
		DirectLogging logging = begin(classLoader);
		return (logging != null && logging.configure(environment)) ? logging : null;
	}

	/**
	 * Suppresses log lines while an environment is prepared, which may configure them.
	 * @return {@code null}, with nothing changed, if only Spring Boot's listener can do
	 * it
	 */
	static @Nullable DirectLogging begin(ClassLoader classLoader) {
		String system = System.getProperty(LoggingSystem.SYSTEM_PROPERTY);
		if ((system != null && !system.equals(GolambdaLoggingSystem.class.getName()))
				|| !(LoggerFactory.getILoggerFactory() instanceof LoggerContext logback)
				|| logback.getObject(INITIALIZED) != null) {
			return null;
		}
		DirectLogging logging = new DirectLogging(logback, classLoader);
		logging.bridge = JulBridge.install(classLoader);
		logback.addTurboFilter(logging.suppression);
		JsonLogging.openLastingValues(logback);
		return logging;
	}

	/**
	 * Configures logging for a complete environment.
	 * @return {@code false}, with nothing changed since before {@link #begin}, if only
	 * Spring Boot's listener can do it
	 */
	boolean complete(ConfigurableEnvironment environment) {
		if (LogbackFiles.isAnyPresent(this.classLoader)) {
			undo();
			return false;
		}
		if (!configure(environment)) {
			return false;
		}
		SpringApplication.getShutdownHandlers().add(this.logback::stop);
		return true;
	}

	private boolean configure(ConfigurableEnvironment environment) {
		SimpleLogging simple = SimpleLogging.of(environment);
		LineFormat format = (simple != null) ? format(environment, simple) : null;
		if (simple == null || format == null) {
			undo();
			return false;
		}
		ProcessProperties.set(this.classLoader);
		if (simple.mayNameTheApplication()) {
			ProcessProperties.setNames(environment);
		}
		this.logback.putObject(Environment.class.getName(), environment);
		// also removes the suppression
		List<LoggerContextListener> listeners = this.logback.getCopyOfListenerList();
		JsonLogging.installConsole(this.logback, format, this.classLoader);
		JsonLogging.restore(listeners, this.logback);
		LogbackSupport.applyFormat(this.logback, format);
		for (Map.Entry<String, Level> level : simple.levels().entrySet()) {
			setLevel(level.getKey(), level.getValue());
		}
		this.logback.putObject(INITIALIZED, new Object());
		return true;
	}

	private void undo() {
		this.logback.getTurboFilterList().remove(this.suppression);
		JulBridge installed = this.bridge;
		if (installed != null) {
			this.bridge = null;
			installed.uninstall();
		}
	}

	private static @Nullable LineFormat format(ConfigurableEnvironment environment, SimpleLogging simple) {
		try {
			boolean bind = simple.mayFormatLines();
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

	private void setLevel(String name, Level level) {
		this.logback.getLogger(name.equalsIgnoreCase(Logger.ROOT_LOGGER_NAME) ? Logger.ROOT_LOGGER_NAME : name)
			.setLevel(level);
	}

	/**
	 * Registers the beans that Spring Boot's listener registers.
	 */
	void registerBeans(ConfigurableApplicationContext context) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		if (!beans.containsBean(LoggingApplicationListener.LOGGING_SYSTEM_BEAN_NAME)) {
			registerSystem(beans);
		}
		if (!beans.containsBean(LoggingApplicationListener.LOGGER_GROUPS_BEAN_NAME)) {
			beans.registerSingleton(LoggingApplicationListener.LOGGER_GROUPS_BEAN_NAME, new LoggerGroups(GROUPS));
		}
		if (!beans.containsBean(LIFECYCLE) && context.getParent() == null) {
			beans.registerSingleton(LIFECYCLE, new Lifecycle(this));
		}
	}

	private void registerSystem(ConfigurableListableBeanFactory beans) {
		if (beans instanceof BeanDefinitionRegistry registry) {
			// few applications use it, and it loads XML configuration and time zones
			RootBeanDefinition system = new RootBeanDefinition(LoggingSystem.class,
					() -> new GolambdaLoggingSystem(this.classLoader));
			system.setLazyInit(true);
			registry.registerBeanDefinition(LoggingApplicationListener.LOGGING_SYSTEM_BEAN_NAME, system);
		}
		else {
			beans.registerSingleton(LoggingApplicationListener.LOGGING_SYSTEM_BEAN_NAME,
					new GolambdaLoggingSystem(this.classLoader));
		}
	}

	/**
	 * Returns whether closing a context cleans up without the help of a listener.
	 */
	boolean isCleanedUpBy(ConfigurableApplicationContext context) {
		return context.getParent() != null || context.containsBean(LIFECYCLE);
	}

	/**
	 * Stops logging at the end of the process.
	 */
	void stop() {
		this.logback.stop();
	}

	/**
	 * Lets a later application of this process configure logging anew.
	 */
	void cleanUp() {
		this.logback.removeObject(INITIALIZED);
		undo();
		this.logback.getStatusManager().clear();
	}

	/**
	 * Suppresses all log lines.
	 */
	private static final class Suppression extends TurboFilter {

		@Override
		public FilterReply decide(@Nullable Marker marker, ch.qos.logback.classic.Logger logger, Level level,
				@Nullable String format, Object @Nullable [] arguments, @Nullable Throwable thrown) {
			return FilterReply.DENY;
		}

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
