package io.golambda.autoconfigure;

import java.util.List;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

import io.golambda.error.StackTraces;
import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.lambda.StartFailureReporter;
import io.golambda.logging.LoggingSupport;

/**
 * Reports the failure of a start in Lambda like the error of an invocation: to the error
 * services, and in one log line with the analysis as its message.
 */
final class StartFailureListener implements ApplicationListener<SpringApplicationEvent>, StartFailureReporter, Ordered {

	private final List<?> initializers;

	private @Nullable SpringApplication application;

	private @Nullable ConfigurableEnvironment environment;

	private @Nullable ConfigurableApplicationContext context;

	private @Nullable String reported;

	/**
	 * Called by Spring Boot.
	 */
	StartFailureListener() {
		this.initializers = List.of();
	}

	/**
	 * Creates a reporter for a start without a {@link SpringApplication}.
	 * @param environment the environment, if it is prepared
	 * @param context the context, if it is created
	 * @param initializers the initializers of the context
	 */
	StartFailureListener(@Nullable ConfigurableEnvironment environment,
			@Nullable ConfigurableApplicationContext context, List<?> initializers) {
		this.environment = environment;
		this.context = context;
		this.initializers = initializers;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		this.application = event.getSpringApplication();
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			this.environment = prepared.getEnvironment();
			throwLoggingFailure();
		}
		else if (event instanceof ApplicationFailedEvent failed && LambdaEnvironment.current().isLambda()) {
			this.context = failed.getApplicationContext();
			report(failed.getException());
		}
	}

	private static void throwLoggingFailure() {
		if (ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", null)
				&& LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
			GolambdaLoggingSystem.throwFailure(logback);
		}
	}

	@Override
	public String report(Throwable failure) {
		String message = this.reported;
		if (message == null) {
			ConfigurableEnvironment known = environment();
			StartFailureMasking masking = StartFailureMasking.of(failure, known,
					(this.application != null) ? this.application.getInitializers() : this.initializers);
			StartFailureAnalysis analysis = StartFailureAnalysis.of(failure, this.context, known);
			message = masking.masked(analysis.message());
			LoggingSupport.logStartFailure(masking.redact(analysis.reported()), message, reporters(known));
			StackTraces.remove(failure);
			this.reported = message;
		}
		return message;
	}

	private ConfigurableEnvironment environment() {
		if (this.context != null) {
			return this.context.getEnvironment();
		}
		return (this.environment != null) ? this.environment : new StandardEnvironment();
	}

	private static List<ErrorReporter> reporters(ConfigurableEnvironment environment) {
		try {
			if (SentryDsn.isUsable(environment)) {
				ErrorReporter sentry = SentrySetup.startFailureReporter(environment);
				return (sentry != null) ? List.of(sentry) : List.of();
			}
		}
		catch (RuntimeException | LinkageError ex) {
			// possibly the failure itself, which is logged
		}
		return List.of();
	}

	// after logging is set up, and after it is closed on a failure
	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER + 1;
	}

}
