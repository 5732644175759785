package io.golambda.logging;

import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;

import io.golambda.error.ErrorReport;
import io.golambda.error.FrameFolding;
import io.golambda.error.ReportedThrowable;

/**
 * Writes the fields of a line that describe an exception. Safe for use by several
 * threads.
 */
final class ErrorWriter {

	private final ValueWriter values;

	private final FrameFolding folding;

	ErrorWriter(ValueWriter values, FrameFolding folding) {
		this.values = values;
		this.folding = folding;
	}

	/**
	 * Finds the error of a log event: the report that it carries, otherwise a report of
	 * its exception.
	 * @return the report, or {@code null} if the event has neither
	 */
	static @Nullable ErrorReport find(ILoggingEvent event) {
		List<Marker> markers = event.getMarkerList();
		if (markers != null) {
			for (Marker marker : markers) {
				if (marker instanceof ErrorMarker error) {
					return error.report();
				}
			}
		}
		return (event.getThrowableProxy() instanceof ThrowableProxy proxy) ? ErrorReport.of(proxy.getThrowable())
				: null;
	}

	void write(JsonGenerator out, SerializableString name, LogField field, ErrorReport error, ILoggingEvent event,
			Limits limits) {
		switch (field) {
			case ERROR_TYPE -> text(out, name, error.type(), limits);
			case ERROR_MESSAGE -> {
				if (!error.message().equals(event.getFormattedMessage()) && !error.message().equals(error.type())) {
					text(out, name, error.message(), limits);
				}
			}
			case ERROR_VALUES -> {
				if (!error.values().isEmpty()) {
					out.writeName(name);
					this.values.writeObject(out, error.values(), limits);
				}
			}
			case ERROR_SENTRY_EVENT_ID -> error.eventId().ifPresent((id) -> text(out, name, id, limits));
			case ERROR_STACK_TRACE -> {
				out.writeName(name);
				stackTrace(out, error.outermost(), limits);
			}
			case ERROR_CAUSES -> {
				if (!error.causes().isEmpty()) {
					out.writeName(name);
					throwables(out, error.causes(), error.omittedCauses(), limits);
				}
			}
			case ERROR_SUPPRESSED -> {
				if (!error.outermost().suppressed().isEmpty()) {
					out.writeName(name);
					suppressed(out, error.outermost(), limits);
				}
			}
			default -> throw new IllegalArgumentException(field.toString());
		}
	}

	private static void text(JsonGenerator out, SerializableString name, String text, Limits limits) {
		out.writeName(name);
		out.writeString(ValueWriter.string(text, limits.text()));
	}

	/**
	 * Writes the first and the last throwables, with the number of omitted ones between
	 * them.
	 */
	private void throwables(JsonGenerator out, List<ReportedThrowable> throwables, int omitted, Limits limits) {
		int missing = omitted + Math.max(0, throwables.size() - limits.causes());
		int shown = Math.min(throwables.size(), limits.causes());
		int first = (missing > 0) ? shown / 2 : shown;
		out.writeStartArray();
		for (int i = 0; i < first; i++) {
			throwable(out, throwables.get(i), false, limits);
		}
		if (missing > 0) {
			folded(out, missing);
		}
		for (int i = throwables.size() - (shown - first); i < throwables.size(); i++) {
			throwable(out, throwables.get(i), false, limits);
		}
		out.writeEndArray();
	}

	private void suppressed(JsonGenerator out, ReportedThrowable throwable, Limits limits) {
		out.writeStartArray();
		throwable.suppressed().stream().limit(limits.causes()).forEach((each) -> throwable(out, each, true, limits));
		out.writeEndArray();
	}

	private void throwable(JsonGenerator out, ReportedThrowable throwable, boolean withValues, Limits limits) {
		out.writeStartObject();
		out.writeStringProperty("type", ValueWriter.string(throwable.type(), limits.string()));
		if (throwable.message() != null) {
			out.writeStringProperty("message", ValueWriter.string(throwable.message(), limits.string()));
		}
		if (withValues && !throwable.values().isEmpty()) {
			out.writeName("values");
			this.values.writeObject(out, throwable.values(), limits);
		}
		out.writeName("stacktrace");
		stackTrace(out, throwable, limits);
		if (!throwable.causes().isEmpty()) {
			out.writeName("causes");
			throwables(out, throwable.causes(), 0, limits);
		}
		if (!throwable.suppressed().isEmpty()) {
			out.writeName("suppressed");
			suppressed(out, throwable, limits);
		}
		out.writeEndObject();
	}

	/**
	 * Writes the frame that threw and the frames of the application, with the number of
	 * folded frames between and after them.
	 */
	private void stackTrace(JsonGenerator out, ReportedThrowable throwable, Limits limits) {
		List<StackTraceElement> frames = throwable.stackTrace();
		int shown = 0;
		int folded = 0;
		out.writeStartArray();
		for (int i = 0; i < frames.size(); i++) {
			StackTraceElement frame = frames.get(i);
			if (shown == limits.frames() || (i > 0 && this.folding.isFolded(frame))) {
				folded++;
				continue;
			}
			if (folded > 0) {
				folded(out, folded);
				folded = 0;
			}
			frame(out, frame);
			shown++;
		}
		folded += throwable.framesInCommon();
		if (folded > 0) {
			folded(out, folded);
		}
		out.writeEndArray();
	}

	private static void frame(JsonGenerator out, StackTraceElement frame) {
		out.writeStartObject();
		out.writeStringProperty("func", frame.getClassName() + "." + frame.getMethodName());
		if (frame.getFileName() != null) {
			out.writeStringProperty("file", frame.getFileName());
		}
		if (frame.getLineNumber() >= 0) {
			out.writeNumberProperty("line", frame.getLineNumber());
		}
		out.writeEndObject();
	}

	private static void folded(JsonGenerator out, int count) {
		out.writeStartObject();
		out.writeNumberProperty("folded", count);
		out.writeEndObject();
	}

}
