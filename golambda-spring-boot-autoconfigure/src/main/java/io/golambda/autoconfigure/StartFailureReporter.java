package io.golambda.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import io.golambda.invocation.ErrorReporter;
import io.golambda.lambda.FunctionNotFoundException;
import io.golambda.logging.ErrorLog;
import io.golambda.secret.SecretPropertySource;
import io.golambda.secret.SecretRedaction;

/**
 * In Lambda, tells why the application failed to start as the error of an invocation is
 * told: in one line, with Spring Boot's own analysis as its message. Elsewhere Spring
 * Boot's box is better to read.
 */
@Order(0)
final class StartFailureReporter implements SpringBootExceptionReporter {

	private final @Nullable ConfigurableApplicationContext context;

	StartFailureReporter(@Nullable ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public boolean reportException(Throwable thrown) {
		if (System.getenv("AWS_LAMBDA_RUNTIME_API") == null) {
			return false;
		}
		SecretPropertySource secrets = secrets();
		Throwable failure = (secrets != null) ? new SecretRedaction(secrets).redact(thrown) : thrown;
		ErrorLog log = new ErrorLog(reporters(), List.of());
		FailureAnalysis analysis = analyze(thrown);
		if (analysis == null) {
			log.writeStartFailure(failure, null);
		}
		else {
			// which is also what Lambda shows then
			boolean withoutFunction = analysis.getCause() instanceof FunctionNotFoundException;
			String message = message(analysis);
			log.writeStartFailure(withoutFunction ? analysis.getCause() : failure,
					(secrets != null) ? secrets.masked(message) : message);
		}
		return true;
	}

	private @Nullable SecretPropertySource secrets() {
		return (this.context != null && this.context.getEnvironment()
			.getPropertySources()
			.get(SecretPropertySource.NAME) instanceof SecretPropertySource secrets) ? secrets : null;
	}

	private List<ErrorReporter> reporters() {
		try {
			// without a context, the start failed while properties were read
			ConfigurableEnvironment environment = (this.context != null) ? this.context.getEnvironment()
					: new StandardEnvironment();
			if (SentryDsn.isUsable(environment)) {
				ErrorReporter sentry = SentryStart.start(environment, null);
				return (sentry != null) ? List.of(sentry) : List.of();
			}
		}
		catch (RuntimeException | LinkageError ex) {
			// perhaps what the start failed of; the log tells
		}
		return List.of();
	}

	private @Nullable FailureAnalysis analyze(Throwable failure) {
		ArgumentResolver arguments = ArgumentResolver.none();
		if (this.context != null) {
			arguments = ArgumentResolver.of(BeanFactory.class, this.context.getBeanFactory())
				.and(Environment.class, this.context.getEnvironment());
		}
		SpringFactoriesLoader factories = SpringFactoriesLoader
			.forDefaultResourceLocation((this.context != null) ? this.context.getClassLoader() : null);
		for (FailureAnalyzer analyzer : factories.load(FailureAnalyzer.class, arguments, (type, name, ignored) -> {
		})) {
			try {
				FailureAnalysis analysis = analyzer.analyze(failure);
				if (analysis != null) {
					return analysis;
				}
			}
			catch (RuntimeException | LinkageError ex) {
				// then another one may know
			}
		}
		return null;
	}

	private static String message(FailureAnalysis analysis) {
		return (analysis.getAction() != null) ? analysis.getDescription() + "\n\n" + analysis.getAction()
				: analysis.getDescription();
	}

}
