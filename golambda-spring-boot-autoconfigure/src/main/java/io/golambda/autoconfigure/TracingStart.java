package io.golambda.autoconfigure;

import java.lang.reflect.Constructor;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryEventPublisherBeansApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.golambda.invocation.LambdaEnvironment;

/**
 * The part that Spring Boot's modules for tracing and OpenTelemetry have in a start, for
 * a {@link io.golambda.lambda.DirectStart DirectStart}.
 */
final class TracingStart {

	private static final String CORRELATION = "org.springframework.boot.micrometer.tracing.autoconfigure.LogCorrelationEnvironmentPostProcessor";

	private static final String LISTENER = "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryEventPublisherBeansApplicationListener";

	// since Spring Boot 4.1
	private static final String VARIABLES = "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetryEnvironmentVariableEnvironmentPostProcessor";

	/**
	 * The classes in {@code spring.factories} whose work this class does.
	 */
	static final Set<String> KNOWN = Set.of(CORRELATION, LISTENER, VARIABLES);

	private final ClassLoader loader;

	private final boolean correlation;

	private final boolean listener;

	TracingStart(ClassLoader loader) {
		this.loader = loader;
		this.correlation = isPresent(CORRELATION, loader) && isPresent("io.micrometer.tracing.Tracer", loader);
		this.listener = isPresent(LISTENER, loader);
	}

	/**
	 * Returns whether any of the classes is on a class path.
	 */
	static boolean isPresent(ClassLoader loader) {
		return KNOWN.stream().anyMatch((name) -> isPresent(name, loader));
	}

	private static boolean isPresent(String name, ClassLoader loader) {
		return ClassUtils.isPresent(name, loader);
	}

	/**
	 * Adds properties to an environment that is otherwise complete.
	 * @param logs for warnings about invalid variables
	 * @param application creates the application that is started
	 */
	void addProperties(ConfigurableEnvironment environment, DeferredLogFactory logs,
			Supplier<? extends SpringApplication> application) {
		if (this.correlation) {
			environment.getPropertySources().addLast(new LogCorrelation(environment));
		}
		if (LambdaEnvironment.current().variables().keySet().stream().anyMatch((name) -> name.startsWith("OTEL_"))) {
			EnvironmentPostProcessor variables = variables(logs);
			if (variables != null) {
				variables.postProcessEnvironment(environment, application.get());
				// is first again
				ConfigurationPropertySources.attach(environment);
			}
		}
	}

	private @Nullable EnvironmentPostProcessor variables(DeferredLogFactory logs) {
		if (!isPresent(VARIABLES, this.loader)) {
			return null;
		}
		try {
			Constructor<?> constructor = ClassUtils.forName(VARIABLES, this.loader)
				.getConstructor(DeferredLogFactory.class);
			return (EnvironmentPostProcessor) constructor.newInstance(logs);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(
					"The environment variables of OpenTelemetry cannot be read: this version of "
							+ "Spring Boot is not supported. Set the environment variable GOLAMBDA_DIRECTSTART_ENABLED=false.",
					ex);
		}
	}

	/**
	 * Adds the listener by which log lines have the ids of their span.
	 */
	void addListener(ConfigurableApplicationContext context) {
		if (this.listener) {
			OpenTelemetry.addListener(context);
		}
	}

	// a class of its own, which is only loaded if OpenTelemetry is present
	private static final class OpenTelemetry {

		static void addListener(ConfigurableApplicationContext context) {
			OpenTelemetryEventPublisherBeansApplicationListener.addWrapper();
			context.addApplicationListener(new OpenTelemetryEventPublisherBeansApplicationListener());
		}

	}

	/**
	 * Log lines may have the ids of a span, unless tracing is switched off.
	 */
	private static final class LogCorrelation extends EnumerablePropertySource<Object> {

		private final Environment environment;

		LogCorrelation(Environment environment) {
			// Spring Boot would search an environment as a source again, without end
			super("logCorrelation", new Object());
			this.environment = environment;
		}

		@Override
		public String[] getPropertyNames() {
			return new String[] { LoggingSystem.EXPECT_CORRELATION_ID_PROPERTY };
		}

		@Override
		public @Nullable Object getProperty(String name) {
			return name.equals(LoggingSystem.EXPECT_CORRELATION_ID_PROPERTY)
					? this.environment.getProperty("management.tracing.export.enabled", Boolean.class, true) : null;
		}

	}

}
