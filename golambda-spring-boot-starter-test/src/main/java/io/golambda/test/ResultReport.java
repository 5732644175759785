package io.golambda.test;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Describes a result for a failed assertion.
 */
final class ResultReport {

	private static final int MAX_LINES = 40;

	private static final int MAX_LENGTH = 2000;

	private ResultReport() {
	}

	static String of(LambdaResult result) {
		return "Invocation " + result.requestId() + " of " + result.duration().toMillis() + " ms "
				+ result.exception().map((error) -> "failed: " + cut(error.toString())).orElseGet(() -> answer(result))
				+ (result.isTimedOut() ? "\nIt ended after its deadline." : "") + "\n" + lines(result);
	}

	private static String answer(LambdaResult result) {
		return "answered: " + cut(result.answer());
	}

	private static String lines(LambdaResult result) {
		List<LogLine> lines;
		try {
			lines = result.lines();
		}
		catch (IllegalStateException ex) {
			return "Its log lines are unknown: " + ex.getMessage();
		}
		if (lines.isEmpty()) {
			return "It logged nothing.";
		}
		int skipped = Math.max(0, lines.size() - MAX_LINES);
		return "It logged" + ((skipped > 0) ? " (without the first " + skipped + " lines)" : "") + ":\n"
				+ lines.stream().skip(skipped).map((line) -> "  " + cut(line.json())).collect(Collectors.joining("\n"));
	}

	private static String cut(String text) {
		return (text.length() <= MAX_LENGTH) ? text
				: text.substring(0, MAX_LENGTH) + "… (" + text.length() + " characters)";
	}

}
