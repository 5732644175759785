package io.golambda.logging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.ObjectMapper;

import io.golambda.error.ErrorReport;
import io.golambda.invocation.Invocation;

/**
 * Writes the fields of a line into an open JSON object. Safe for use by several threads.
 */
final class LineWriter {

	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final LineFormat format;

	private final LogField[] order;

	private final SerializableString[] names;

	private final Set<String> fields = new HashSet<>();

	private final ValueWriter values;

	private final Context context;

	private final ErrorWriter errors;

	private volatile Second second = new Second(0, SECONDS.format(Instant.EPOCH));

	LineWriter(LineFormat format, ObjectMapper mapper, Context context) {
		this.format = format;
		this.order = format.order().toArray(LogField[]::new);
		this.names = format.order()
			.stream()
			.map((field) -> new SerializedString(ValueWriter.valid(format.name(field))))
			.toArray(SerializableString[]::new);
		format.order().forEach((field) -> this.fields.add(format.name(field)));
		this.values = new ValueWriter(mapper, new SecretKeys(format.maskedKeys()));
		this.context = context;
		this.errors = new ErrorWriter(this.values, format.folding());
	}

	void write(JsonGenerator out, ILoggingEvent event, Limits limits) {
		LineContext context = (event.getLoggerContextVO() instanceof LineContext kept) ? kept : null;
		Invocation invocation = (context != null) ? context.invocation() : Invocation.find().orElse(null);
		LogContext log = (invocation != null) ? invocation.attribute(LogContext.class).orElse(null) : null;
		ErrorReport error = ErrorWriter.find(event);
		for (int i = 0; i < this.order.length; i++) {
			SerializableString name = this.names[i];
			switch (this.order[i]) {
				case LEVEL -> {
					out.writeName(name);
					out.writeString(level(event.getLevel()));
				}
				case REQUEST_ID -> string(out, name, requestId(invocation, event));
				case COLD_START -> {
					if (log != null && log.isColdStart()) {
						out.writeName(name);
						out.writeBoolean(true);
					}
				}
				case TRACE_ID -> string(out, name, (log != null) ? log.traceId() : null);
				case CORRELATION_ID -> string(out, name, text((log != null) ? log.correlationId() : null, limits));
				case TIME -> {
					out.writeName(name);
					out.writeString(time(event.getTimeStamp()));
				}
				case LOGGER -> string(out, name, text(event.getLoggerName(), limits));
				case THREAD -> string(out, name, text(event.getThreadName(), limits));
				case VALUES -> values(event, context, invocation, log).write(out, limits);
				case MESSAGE -> {
					out.writeName(name);
					out.writeString(ValueWriter.string(message(event), limits.text()));
				}
				case ERROR_TYPE, ERROR_MESSAGE, ERROR_VALUES, ERROR_SENTRY_EVENT_ID, ERROR_STACK_TRACE, ERROR_CAUSES,
						ERROR_SUPPRESSED -> {
					if (error != null) {
						this.errors.write(out, name, this.order[i], error, event, limits);
					}
				}
				default -> constant(out, name, this.format.constants().get(this.order[i]));
			}
		}
	}

	private LogValues values(ILoggingEvent event, @Nullable LineContext context, @Nullable Invocation invocation,
			@Nullable LogContext log) {
		LogValues all = new LogValues(this.fields, this.values);
		all.addAll(LastingValues.valuesOf(this.context));
		Map<String, String> mdc = event.getMDCPropertyMap();
		if (!mdc.isEmpty()) {
			for (Map.Entry<String, String> entry : mdc.entrySet()) {
				if (!LogContextInterceptor.REQUEST_ID.equals(entry.getKey())) {
					all.add(entry.getKey(), entry.getValue());
				}
			}
		}
		if (invocation != null) {
			all.addAll((context != null) ? context.invocationValues() : invocation.values());
		}
		if (log != null) {
			all.addAll((context != null) ? context.logValues() : log.values());
		}
		all.addOf(event);
		return all;
	}

	private static String message(ILoggingEvent event) {
		try {
			return String.valueOf(event.getFormattedMessage());
		}
		catch (Throwable ex) {
			// an argument that throws
			return String.valueOf(event.getMessage());
		}
	}

	private static @Nullable String requestId(@Nullable Invocation invocation, ILoggingEvent event) {
		return (invocation != null && !invocation.requestId().isEmpty()) ? invocation.requestId()
				: event.getMDCPropertyMap().get(LogContextInterceptor.REQUEST_ID);
	}

	private static String level(Level level) {
		return switch (level.toInt()) {
			case Level.ERROR_INT -> "error";
			case Level.WARN_INT -> "warn";
			case Level.INFO_INT -> "info";
			case Level.DEBUG_INT -> "debug";
			case Level.TRACE_INT -> "trace";
			default -> level.toString().toLowerCase(Locale.ROOT);
		};
	}

	private String time(long millis) {
		long second = Math.floorDiv(millis, 1000L);
		Second known = this.second;
		if (known.epochSecond() != second) {
			known = new Second(second, SECONDS.format(Instant.ofEpochSecond(second)));
			this.second = known;
		}
		int milli = (int) Math.floorMod(millis, 1000L);
		return new StringBuilder(24).append(known.text())
			.append((char) ('0' + milli / 100))
			.append((char) ('0' + milli / 10 % 10))
			.append((char) ('0' + milli % 10))
			.append('Z')
			.toString();
	}

	private static @Nullable String text(@Nullable String text, Limits limits) {
		return (text != null && text.length() > limits.string()) ? ValueWriter.string(text, limits.string()) : text;
	}

	private static void string(JsonGenerator out, SerializableString name, @Nullable String value) {
		if (value != null) {
			out.writeName(name);
			out.writeString(ValueWriter.valid(value));
		}
	}

	private static void constant(JsonGenerator out, SerializableString name, @Nullable Object value) {
		if (value instanceof Integer number) {
			out.writeName(name);
			out.writeNumber(number);
		}
		else if (value != null) {
			string(out, name, value.toString());
		}
	}

	/**
	 * What the lines of one second have in common.
	 */
	private record Second(long epochSecond, String text) {

	}

}
