package io.golambda.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Handler;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerGroup;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A start without {@code SpringApplication} configures logging as Spring Boot's listener
 * does, or leaves it to the listener.
 */
class DirectLoggingTests {

	private static final List<String> SYSTEM_PROPERTIES = List.of("PID", "CONSOLE_LOG_CHARSET", "FILE_LOG_CHARSET",
			"APPLICATION_NAME", "LOGGED_APPLICATION_NAME", "APPLICATION_GROUP", "LOGGED_APPLICATION_GROUP",
			"org.jboss.logging.provider");

	private final ClassLoader classLoader = getClass().getClassLoader();

	private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();

	@BeforeEach
	void forgetEarlierStarts() {
		LoggingSystem.get(this.classLoader).cleanUp();
		SYSTEM_PROPERTIES.forEach(System::clearProperty);
		this.logback.reset();
		GolambdaLoggingSystem.openLastingValues(this.logback);
		for (Handler handler : java.util.logging.Logger.getLogger("").getHandlers()) {
			java.util.logging.Logger.getLogger("").removeHandler(handler);
		}
	}

	@AfterEach
	void restoreConsole() {
		LoggedApplication.restoreConsole();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "logging.level.com.acme=debug", "logging.level.root=error", "logging.level.ROOT=WARN",
			"logging.level.com.acme=off logging.level.com.acme.Orders=trace logging.level.com=fatal",
			"LOGGING_LEVEL_COM_ACME=debug", "LOGGING_LEVEL_ROOT=warn logging.level.root=debug",
			"spring.application.name=orders", "SPRING_APPLICATION_NAME=orders SPRING_APPLICATION_GROUP=shop",
			"spring.application.name=orders spring.application.group=shop",
			"golambda.logging.order=level,message golambda.logging.fields.level=severity",
			"golambda.error.fold-frames=false", "GOLAMBDA_LOGGING_MASKEDKEYS=iban" })
	void configuresWhatSpringBootsListenerConfigures(String properties) {
		Map<String, Object> expected = configuredBy(this::startListener, properties);
		forgetEarlierStarts();
		assertThat(configuredBy(this::startDirectly, properties)).containsExactlyEntriesOf(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "logging.config=classpath:logging/encoder.xml", "logging.file.name=target/x.log",
			"logging.file.path=target", "logging.group.shop=com.acme", "logging.level.web=debug",
			"logging.level.sql=debug", "logging.level.com.acme=loud", "logging.level.com.acme=${LEVEL:debug}",
			"logging.level[com.acme]=debug", "logging.level.com_acme=debug", "LOGGING_LEVEL_COM_ACME1_2=debug",
			"LOGGING_CONFIG=classpath:logging/encoder.xml", "logging.structured.format.console=ecs",
			"logging.pattern.console=%m", "logging.register-shutdown-hook=false", "logging.console.enabled=false",
			"debug=true", "trace=", "DEBUG=1", "golambda.logging.format=console", "golambda.logging.format=yaml",
			"golambda.logging.debug-sample-rate=2", "golambda.error.ignored=no.such.Type",
			"logging.level.com.acme=debug logging.level.com.Acme=info" })
	void leavesEverythingElseToTheListener(String properties) {
		Map<String, Object> before = state();
		assertThat(DirectLogging.start(environment(properties), this.classLoader)).isNull();
		assertThat(state()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "logback.xml", "logback-test.xml", "logback-spring.xml", "logback-test-spring.xml" })
	void leavesAConfigurationOfTheApplicationToTheListener(String file) {
		ClassLoader withFile = new ClassLoader(this.classLoader) {
			@Override
			public java.net.URL getResource(String name) {
				return super.getResource(name.equals(file) ? "logging/encoder.xml" : name);
			}
		};
		Map<String, Object> before = state();
		assertThat(DirectLogging.begin(withFile).complete(environment(""))).isFalse();
		assertThat(state()).isEqualTo(before);
	}

	@Test
	void configuresTheEnvironmentOfADirectStart() {
		DirectEnvironment environment = new DirectEnvironment(getClass(),
				List.of(new MapPropertySource("application", Map.of("logging.level.com.acme", "debug"))));
		environment.getPropertySources()
			.addFirst(new MapPropertySource("lambda", Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1")));
		environment.complete();
		assertThat(DirectLogging.start(environment, this.classLoader)).isNotNull();
		assertThat(this.logback.getLogger("com.acme").isDebugEnabled()).isTrue();
	}

	@Test
	void leavesAnotherLoggingSystemToTheListener() {
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
		try {
			assertThat(DirectLogging.start(environment(""), this.classLoader)).isNull();
		}
		finally {
			System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
		}
	}

	@Test
	void registersTheBeansOfTheListener() {
		GenericApplicationContext expected = new GenericApplicationContext();
		LoggingApplicationListener listener = new LoggingApplicationListener();
		SpringApplication application = new SpringApplication(getClass());
		listener.onApplicationEvent(
				new ApplicationStartingEvent(new DefaultBootstrapContext(), application, new String[0]));
		listener.onApplicationEvent(new ApplicationEnvironmentPreparedEvent(new DefaultBootstrapContext(), application,
				new String[0], environment("")));
		listener.onApplicationEvent(new ApplicationPreparedEvent(application, new String[0], expected));
		forgetEarlierStarts();

		GenericApplicationContext context = new GenericApplicationContext();
		DirectLogging.start(environment(""), this.classLoader).registerBeans(context);
		DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
		assertThat(names(beans)).containsAll(loggingBeans(expected)).isNotEmpty();
		assertThat(groups(beans.getBean(LoggerGroups.class)))
			.isEqualTo(groups(expected.getBeanFactory().getBean(LoggerGroups.class)));
		beans.getBean(LoggingSystem.class).setLogLevel("com.acme", LogLevel.TRACE);
		assertThat(this.logback.getLogger("com.acme").isTraceEnabled()).isTrue();
	}

	@Test
	void anotherStartAfterCleaningUpConfiguresAgain() {
		DirectLogging first = DirectLogging.start(environment("logging.level.com.acme=debug"), this.classLoader);
		assertThat(DirectLogging.start(environment(""), this.classLoader)).as("two at the same time").isNull();
		first.cleanUp();
		assertThat(DirectLogging.start(environment("logging.level.com.globex=debug"), this.classLoader)).isNotNull();
		assertThat(this.logback.getLogger("com.acme").getLevel()).isNull();
		assertThat(this.logback.getLogger("com.globex").isDebugEnabled()).isTrue();
	}

	private Map<String, Object> configuredBy(Function<ConfigurableEnvironment, @Nullable Object> start,
			String properties) {
		assertThat(start.apply(environment(properties))).isNotNull();
		return state();
	}

	private @Nullable Object startDirectly(ConfigurableEnvironment environment) {
		DirectLogging logging = DirectLogging.begin(this.classLoader);
		assertThat(this.logback.getTurboFilterList()).as("suppression of lines").hasSize(1);
		return logging.complete(environment) ? logging : null;
	}

	private Object startListener(ConfigurableEnvironment environment) {
		LoggingApplicationListener listener = new LoggingApplicationListener();
		SpringApplication application = new SpringApplication(getClass());
		listener.onApplicationEvent(
				new ApplicationStartingEvent(new DefaultBootstrapContext(), application, new String[0]));
		listener.onApplicationEvent(new ApplicationEnvironmentPreparedEvent(new DefaultBootstrapContext(), application,
				new String[0], environment));
		return listener;
	}

	// names in upper case are environment variables
	private static ConfigurableEnvironment environment(String properties) {
		Map<String, Object> variables = new LinkedHashMap<>(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1"));
		Map<String, Object> others = new LinkedHashMap<>();
		for (String property : properties.isEmpty() ? new String[0] : properties.split(" ")) {
			String[] parts = property.split("=", 2);
			(parts[0].matches("[A-Z0-9_]+") ? variables : others).put(parts[0], parts[1]);
		}
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		environment.getPropertySources().addLast(new MapPropertySource("application", others));
		return environment;
	}

	private Map<String, Object> state() {
		Map<String, Object> state = new TreeMap<>();
		for (Logger logger : this.logback.getLoggerList()) {
			if (logger.getLevel() != null) {
				state.put("level of " + logger.getName(), logger.getLevel());
				state.put("level in java.util.logging of " + logger.getName(),
						String.valueOf(java.util.logging.Logger
							.getLogger(logger.getName().equals(Logger.ROOT_LOGGER_NAME) ? "" : logger.getName())
							.getLevel()));
			}
			List<String> appenders = new ArrayList<>();
			for (Iterator<Appender<ILoggingEvent>> all = logger.iteratorForAppenders(); all.hasNext();) {
				Appender<ILoggingEvent> appender = all.next();
				appenders.add(appender.getName() + " " + appender.getClass().getName() + " " + appender.isStarted()
						+ ((OutputStreamAppender<?>) appender).getEncoder().getClass().getName());
			}
			if (!appenders.isEmpty()) {
				state.put("appenders of " + logger.getName(), appenders);
			}
		}
		state.put("started", this.logback.isStarted());
		state.put("turbo filters", this.logback.getTurboFilterList().size());
		state.put("listeners",
				this.logback.getCopyOfListenerList()
					.stream()
					.map((each) -> each.getClass().getName())
					.sorted()
					.toList());
		state.put("format", io.golambda.logging.LogbackSupport.formatOf(this.logback));
		state.put("initialized", this.logback.getObject(LoggingSystem.class.getName()) != null);
		state.put("handlers of java.util.logging",
				Arrays.stream(java.util.logging.Logger.getLogger("").getHandlers())
					.map((each) -> each.getClass().getName())
					.toList());
		SYSTEM_PROPERTIES.forEach((name) -> state.put("system property " + name, "" + System.getProperty(name)));
		return state;
	}

	private static List<String> loggingBeans(GenericApplicationContext context) {
		return names((DefaultListableBeanFactory) context.getBeanFactory()).stream()
			.filter((name) -> name.startsWith("springBootLog"))
			.toList();
	}

	private static List<String> names(DefaultListableBeanFactory beans) {
		List<String> names = new ArrayList<>(List.of(beans.getBeanDefinitionNames()));
		names.addAll(List.of(beans.getSingletonNames()));
		return names;
	}

	private static Map<String, List<String>> groups(LoggerGroups groups) {
		Map<String, List<String>> members = new TreeMap<>();
		for (LoggerGroup group : groups) {
			members.put(group.getName(), group.getMembers());
		}
		return members;
	}

}
