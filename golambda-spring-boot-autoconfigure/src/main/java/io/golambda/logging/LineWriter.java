package io.golambda.logging;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

	private final LineFormat format;

	private final LogField[] order;

	private final SerializableString[] names;

	private final Set<String> fields = new HashSet<>();

	private final ValueWriter values;

	private final Context context;

	private final ErrorWriter errors;

	private final Map<String, SerializableString> loggers = new ConcurrentHashMap<>();

	private volatile LineSecond second = LineSecond.of(0);

	LineWriter(LineFormat format, ObjectMapper mapper, Context context) {
		this.format = format;
		this.order = format.order().toArray(new LogField[0]);
		this.names = new SerializableString[this.order.length];
		for (int i = 0; i < this.order.length; i++) {
			String name = format.name(this.order[i]);
			this.names[i] = new SerializedString(LoneSurrogates.replaceIn(name));
			this.fields.add(name);
		}
		this.values = new ValueWriter(mapper, new MaskedWords(format.maskedKeys()));
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
					if (invocation != null && invocation.isColdStart()) {
						out.writeName(name);
						out.writeBoolean(true);
					}
				}
				case TENANT_ID -> string(out, name, text((log != null) ? log.tenantId() : null, limits));
				case TRACE_ID -> string(out, name, (log != null) ? log.traceId() : null);
				case CORRELATION_ID -> string(out, name, text((log != null) ? log.correlationId() : null, limits));
				case TIME -> {
					out.writeName(name);
					char[] time = time(event.getTimeStamp());
					out.writeString(time, 0, time.length);
				}
				case LOGGER -> {
					String logger = event.getLoggerName();
					if (logger != null) {
						out.writeName(name);
						out.writeString(this.loggers.computeIfAbsent(logger, LineWriter::quoted));
					}
				}
				case THREAD -> string(out, name, text(event.getThreadName(), limits));
				case VALUES -> values(event, context, invocation).write(out, limits);
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

	private LogValues values(ILoggingEvent event, @Nullable LineContext context, @Nullable Invocation invocation) {
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
			all.addAll((context != null) ? context.values() : invocation.values());
		}
		all.addValuesOf(event);
		return all;
	}

	private static String message(ILoggingEvent event) {
		try {
			return String.valueOf(event.getFormattedMessage());
		}
		catch (Throwable ex) {
			// an argument's toString() throws
			return String.valueOf(event.getMessage());
		}
	}

	private static SerializableString quoted(String logger) {
		return new SerializedString(ValueWriter.name(logger));
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

	private char[] time(long millis) {
		long second = Math.floorDiv(millis, 1000L);
		LineSecond known = this.second;
		if (known.epochSecond() != second) {
			known = LineSecond.of(second);
			this.second = known;
		}
		return known.with((int) Math.floorMod(millis, 1000L));
	}

	private static @Nullable String text(@Nullable String text, Limits limits) {
		return (text != null && text.length() > limits.string()) ? ValueWriter.string(text, limits.string()) : text;
	}

	private static void string(JsonGenerator out, SerializableString name, @Nullable String value) {
		if (value != null) {
			out.writeName(name);
			out.writeString(value);
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

}
