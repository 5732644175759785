package io.golambda.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import io.golambda.error.ErrorReport;
import io.golambda.error.ReportedThrowable;
import io.golambda.lambda.FunctionNotFoundException;

/**
 * The analysis of the failure of a start in one line, by the {@link FailureAnalyzer}s of
 * Spring Boot, golambda and the application, or from the failure itself.
 *
 * @param message the description of the failure and the action to fix it
 * @param reported the throwable to report
 */
record StartFailureAnalysis(String message, Throwable reported) {

	private static final int LONGEST = 8 * 1024;

	// causes may be circular
	private static final int MOST_CAUSES = 100;

	static StartFailureAnalysis of(Throwable failure, @Nullable ConfigurableApplicationContext context,
			Environment environment) {
		FailureAnalysis analysis = analyze(failure, context, environment);
		if (analysis == null) {
			return new StartFailureAnalysis(line(describe(failure)), failure);
		}
		String message = (analysis.getAction() != null) ? analysis.getDescription() + "\n" + analysis.getAction()
				: analysis.getDescription();
		return new StartFailureAnalysis(line(message),
				(analysis.getCause() instanceof FunctionNotFoundException cause) ? cause : failure);
	}

	private static @Nullable FailureAnalysis analyze(Throwable failure,
			@Nullable ConfigurableApplicationContext context, Environment environment) {
		ArgumentResolver arguments = ArgumentResolver.of(Environment.class, environment);
		if (context != null) {
			arguments = arguments.and(BeanFactory.class, context.getBeanFactory());
		}
		SpringFactoriesLoader factories = SpringFactoriesLoader
			.forDefaultResourceLocation((context != null) ? context.getClassLoader() : null);
		for (FailureAnalyzer analyzer : factories.load(FailureAnalyzer.class, arguments, (type, name, ignored) -> {
		})) {
			try {
				FailureAnalysis analysis = analyzer.analyze(failure);
				if (analysis != null) {
					return analysis;
				}
			}
			catch (RuntimeException | LinkageError ex) {
				// another analyzer may succeed
			}
		}
		return null;
	}

	/**
	 * Describes a failure by the bean, and the outermost and innermost causes that are
	 * not of Spring, whose messages repeat each other.
	 */
	private static String describe(Throwable failure) {
		ErrorReport report = ErrorReport.of(failure);
		List<ReportedThrowable> chain = new ArrayList<>(List.of(report.outermost()));
		chain.addAll(report.causes());
		ReportedThrowable root = chain.get(chain.size() - 1);
		ReportedThrowable first = chain.stream()
			.filter((link) -> !link.type().startsWith("org.springframework.beans."))
			.findFirst()
			.orElse(root);
		String description = (first != root) ? text(first) + "\nCaused by " + text(root, failure) : text(root, failure);
		String bean = bean(failure);
		return (bean != null) ? "The bean " + bean + " cannot be created: " + description : description;
	}

	private static String text(ReportedThrowable throwable) {
		return (throwable.message() != null) ? throwable.type() + ": " + throwable.message() : throwable.type();
	}

	// toString() if it adds to the message, such as the line of a file
	private static String text(ReportedThrowable root, Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
			if (cause.getCause() == null && root.message() != null) {
				String text = String.valueOf(cause);
				if (text.startsWith(root.type()) && text.contains(root.message())) {
					return text;
				}
			}
			cause = cause.getCause();
		}
		return text(root);
	}

	// the innermost bean is the one that failed first
	private static @Nullable String bean(Throwable failure) {
		String bean = null;
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth++ < MOST_CAUSES; cause = cause.getCause()) {
			if (cause instanceof BeanCreationException creation && creation.getBeanName() != null) {
				bean = "'" + creation.getBeanName() + "'" + ((creation.getResourceDescription() != null)
						? " (" + creation.getResourceDescription() + ")" : "");
			}
		}
		return bean;
	}

	/**
	 * Joins the lines of a text, because Lambda's runtime client logs each line of a
	 * message separately.
	 */
	private static String line(String text) {
		StringBuilder line = new StringBuilder();
		for (String part : text.strip().split("\\s*\\R\\s*")) {
			if (!line.isEmpty()) {
				line.append((".:;,!?".indexOf(line.charAt(line.length() - 1)) >= 0) ? " " : ". ");
			}
			line.append(part);
		}
		return (line.length() > LONGEST) ? line.substring(0, LONGEST) + "…" : line.toString();
	}

}
