package io.golambda.lambda;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.golambda.error.ErrorReport;
import io.golambda.error.ReportedThrowable;
import io.golambda.invocation.LambdaEnvironment;

/**
 * Writes the log line of a start that fails before a logging library can be used, or
 * because of it.
 */
final class PlainErrorLine {

	private static final DateTimeFormatter TIME = DateTimeFormatter
		.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final int MOST_FRAMES = 20;

	private PlainErrorLine() {
	}

	/**
	 * Writes the line.
	 * @param failure the failure
	 * @return the message of the line
	 */
	static String write(Throwable failure) {
		ErrorReport report = ErrorReport.of(failure);
		String message = message(report);
		StringBuilder line = new StringBuilder("{\"level\":\"error\"");
		property(line, LambdaEnvironment.current().isJsonLogFormat() ? "timestamp" : "time",
				TIME.format(Instant.now()));
		property(line, "logger", LambdaHandler.class.getName());
		property(line, "message", message);
		property(line, "error.type", report.type());
		line.append(",\"error.stacktrace\":");
		frames(line, report.outermost());
		if (!report.causes().isEmpty()) {
			line.append(",\"error.causes\":[");
			for (ReportedThrowable cause : report.causes()) {
				line.append("{\"type\":");
				string(line, cause.type());
				property(line, "message", String.valueOf(cause.message()));
				line.append(",\"stacktrace\":");
				frames(line, cause);
				line.append("},");
			}
			line.setCharAt(line.length() - 1, ']');
		}
		System.out.println(line.append('}'));
		return message;
	}

	private static String message(ErrorReport report) {
		String message = (report.throwable() instanceof IllegalStateException
				|| report.throwable() instanceof ExceptionInInitializerError) ? report.message()
						: report.type() + ": " + report.message();
		if (!report.causes().isEmpty()) {
			ReportedThrowable root = report.causes().get(report.causes().size() - 1);
			message += " (" + root.type() + ": " + root.message() + ")";
		}
		return message.replaceAll("\\s+", " ");
	}

	private static void property(StringBuilder line, String name, String value) {
		line.append(",\"").append(name).append("\":");
		string(line, value);
	}

	private static void frames(StringBuilder line, ReportedThrowable throwable) {
		line.append('[');
		int shown = Math.min(throwable.stackTrace().size(), MOST_FRAMES);
		for (StackTraceElement frame : throwable.stackTrace().subList(0, shown)) {
			line.append("{\"func\":");
			string(line, frame.getClassName() + "." + frame.getMethodName());
			if (frame.getFileName() != null) {
				property(line, "file", frame.getFileName());
			}
			if (frame.getLineNumber() >= 0) {
				line.append(",\"line\":").append(frame.getLineNumber());
			}
			line.append("},");
		}
		int folded = throwable.stackTrace().size() - shown + throwable.framesInCommon();
		if (folded > 0) {
			line.append("{\"folded\":").append(folded).append("},");
		}
		if (line.charAt(line.length() - 1) == ',') {
			line.setLength(line.length() - 1);
		}
		line.append(']');
	}

	private static void string(StringBuilder line, String text) {
		line.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				line.append('\\').append(c);
			}
			else if (c < ' ' || Character.isSurrogate(c)) {
				line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
			}
			else {
				line.append(c);
			}
		}
		line.append('"');
	}

}
