package io.golambda.logging;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.LambdaEnvironment;

/**
 * The log level that the environment variables {@code LOG_LEVEL} and
 * {@code AWS_LAMBDA_LOG_LEVEL} set.
 *
 * @param level the less verbose of the two, in lower case, or {@code null} if none is set
 * @param warning the problem with a variable, or {@code null} for none
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">Configuring
 * the log level</a>
 */
public record EnvironmentLevel(@Nullable String level, @Nullable String warning) {

	private static final String LOG_LEVEL = "LOG_LEVEL";

	// from the most verbose to the least
	private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");

	/**
	 * Reads the level from the environment variables.
	 * @param environment the environment variables
	 * @return the level
	 */
	public static EnvironmentLevel of(LambdaEnvironment environment) {
		Optional<String> aws = set(environment.logLevel()).map((level) -> level.equals("fatal") ? "error" : level)
			.filter(LEVELS::contains);
		Optional<String> own = set(environment.variable(LOG_LEVEL));
		String warning = null;
		if (own.isPresent() && !LEVELS.contains(own.get())) {
			warning = LOG_LEVEL + " is \"" + environment.variable(LOG_LEVEL).orElse("") + "\", which is none of "
					+ String.join(", ", LEVELS) + ": info is used.";
			own = Optional.of("info");
		}
		if (own.isPresent() && aws.isPresent()) {
			return new EnvironmentLevel(LEVELS.get(Math.max(LEVELS.indexOf(own.get()), LEVELS.indexOf(aws.get()))),
					warning);
		}
		return new EnvironmentLevel(own.or(() -> aws).orElse(null), warning);
	}

	private static Optional<String> set(Optional<String> variable) {
		return variable.map((level) -> level.trim().toLowerCase(Locale.ROOT)).filter((level) -> !level.isEmpty());
	}

	/**
	 * Returns the loggers that stay at {@code info} although the level is more verbose:
	 * those of libraries whose debug lines are rarely wanted.
	 * @return the names of the loggers, none if the level is not more verbose
	 */
	public List<String> quietLoggers() {
		boolean verbose = this.level != null && LEVELS.indexOf(this.level) < LEVELS.indexOf("info");
		return verbose ? QuietLoggers.NAMES : List.of();
	}

}
