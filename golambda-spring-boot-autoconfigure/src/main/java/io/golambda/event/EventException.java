package io.golambda.event;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;

import io.golambda.error.GolambdaException;
import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Excerpt;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.EventSignature;
import io.golambda.event.source.SourceException;

/**
 * An event or a record is not what the function asked for. The message says what was
 * found, what was expected and what to do; it never holds anything of the payload but the
 * names in a JSON path. Neither Jackson's exceptions nor the JDK's, which quote what they
 * were given, are kept as the cause; what a type throws in words of its own is.
 */
public final class EventException extends GolambdaException {

	private static final long serialVersionUID = 1;

	private static final int NAME_LENGTH = 40;

	private static final int STEPS_AT_END = 3;

	// Kafka's ids have the name of a topic, which has up to 249 characters
	private static final int ID_LENGTH = 300;

	EventException(String message) {
		this(message, null);
	}

	private EventException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	static EventException notJson(JsonException ex) {
		return new EventException(switch (ex.problem()) {
			case MALFORMED -> "The event is not JSON: it breaks off or goes wrong at " + ex.position()
					+ ". Lambda's events are JSON in UTF-8; Event.bytes() gives this one as it is.";
			case SEVERAL_VALUES -> "The event is not JSON: " + secondValue(ex.position())
					+ ". Lambda delivers one value for each invocation; Event.bytes() gives this as it is.";
			case UTF_16 -> "The event is UTF-16, and Lambda's events are JSON in UTF-8; "
					+ "Event.bytes() gives this one as it is.";
			case NESTED_TOO_DEEP -> "The event is nested deeper than " + JsonScanner.MAX_DEPTH + " levels.";
		});
	}

	private static String secondValue(String position) {
		return "it holds more than one JSON value, the second at " + position;
	}

	private static String readOneByOne(@Nullable EventRecord record) {
		return "; send each in a record of its own, or read them by JsonMapper.readerFor(...).readValues("
				+ ((record != null) ? "record" : "event") + ".bytes())";
	}

	private static String readAsIs(@Nullable EventRecord record) {
		return (record != null) ? "; text() and bytes() give it as it is" : "; Event.bytes() gives it as it is";
	}

	/**
	 * The event as a whole is not one of this source.
	 */
	static EventException notFrom(EventSource expected, Event event) {
		EventSignature signature = event.signature();
		return new EventException("The event is not from " + expected + ": " + signature.describe() + ". "
				+ advice(EventSource.of(signature), expected));
	}

	static EventException withoutRecords(Event event) {
		return new EventException("The event is from no source that has records: " + event.signature().describe()
				+ ". Use bind(...) to read the whole event.");
	}

	static EventException notReadable(SourceException ex, EventSource expected, Event event) {
		return ex.isForeign() ? notFrom(expected, event) : new EventException(ex.message(expected.name()));
	}

	static EventException tooManyRecords(EventSource source, int max) {
		return new EventException("The " + source + " event has more records than there is memory for (" + max
				+ "); give the function more memory, or have smaller batches.");
	}

	/**
	 * A record, or what it carries, is not as it should be.
	 */
	/**
	 * Creates the exception for a record that cannot be processed: <pre>
	 * throw EventException.forRecord(record, "has no customer");
	 * </pre>
	 * @param record the record, which the message names
	 * @param problem the second half of the sentence, without a full stop
	 * @return the exception
	 */
	public static EventException forRecord(EventRecord record, String problem) {
		return badRecord(record, problem);
	}

	static EventException badRecord(EventRecord record, String what) {
		return of(record, describe(record) + " " + what + ".", null);
	}

	static EventException unbindable(@Nullable EventRecord record, Type type, ByteSlice json, JacksonException ex) {
		// each reason in a line of its own, so that stack traces tell them apart
		if (json.isBlank()) {
			return unbindable(record, type, ex, "it is empty, which is not JSON" + readAsIs(record), null);
		}
		if (ex instanceof StreamConstraintsException) {
			return unbindable(record, type, ex,
					"it is beyond what Jackson reads (nesting, name or number too long) at " + position(ex), null);
		}
		if (ex instanceof InputCoercionException coercion) {
			return unbindable(record, type, ex,
					"the number at " + position(ex) + " is beyond what " + name(coercion.getTargetType()) + " holds",
					null);
		}
		if (ex instanceof StreamReadException) {
			return unbindable(record, type, ex, "it is not JSON at " + position(ex), null);
		}
		String path = path(ex);
		if (ex instanceof AwsModule.Unreadable unreadable) {
			return unbindable(record, type, ex,
					path + " cannot be read as " + name(unreadable.getTargetType()) + ": " + unreadable.what(), null);
		}
		if (ex instanceof PropertyBindingException binding) {
			return unbindable(record, type, ex, path + " is unknown to " + name(binding.getReferringClass()), null);
		}
		if (ex instanceof ValueInstantiationException) {
			return refused(record, type, ex, path);
		}
		if (ex instanceof InvalidDefinitionException) {
			// speaks of types only
			return unbindable(record, type, ex,
					path + " has a type that Jackson cannot make: " + ex.getOriginalMessage(), null);
		}
		int second = ex.getPath().isEmpty() ? json.secondValue() : -1;
		if (second >= 0) {
			return unbindable(record, type, ex, secondValue(json.position(second)) + readOneByOne(record), null);
		}
		if (ex instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return unbindable(record, type, ex,
					path + " cannot be read as " + name(mismatch.getTargetType()) + from(mismatch.getCurrentToken()),
					null);
		}
		return unbindable(record, type, ex, path + " failed with " + ex.getClass().getSimpleName(), null);
	}

	private static EventException unbindable(@Nullable EventRecord record, Type type, JacksonException ex,
			String reason, @Nullable Throwable cause) {
		EventException result = of(record,
				describe(record) + " does not fit " + type.getTypeName() + ": " + reason + ".", cause);
		result.with("type", type.getTypeName()).with("path", path(ex));
		return result;
	}

	// the JDK quotes what it was given; what a type says itself is meant to be read
	private static EventException refused(@Nullable EventRecord record, Type type, JacksonException ex, String path) {
		String reason = path + " was refused by the type itself";
		Throwable cause = ex.getCause();
		StackTraceElement[] trace = (cause != null) ? cause.getStackTrace() : new StackTraceElement[0];
		if (cause != null && trace.length > 0 && trace[0].getClassName().startsWith("java.")) {
			String where = Arrays.stream(trace)
				.filter((frame) -> !frame.getClassName().startsWith("java."))
				.findFirst()
				.map((frame) -> " at " + frame)
				.orElse("");
			return unbindable(record, type, ex, reason + ", by a " + cause.getClass().getName() + where, null);
		}
		return unbindable(record, type, ex, reason, cause);
	}

	/**
	 * A number that no memory holds, such as 1e999999999 with all its digits.
	 */
	static EventException numberBeyond(@Nullable EventRecord record, Type type) {
		EventException result = of(record, describe(record) + " does not fit " + type.getTypeName()
				+ ": it has a number that is too large, or has too many digits.", null);
		result.with("type", type.getTypeName());
		return result;
	}

	/**
	 * The same with one more sentence.
	 */
	EventException adding(String sentence) {
		EventException result = new EventException(getMessage() + " " + sentence, getCause());
		values().forEach(result::with);
		return result;
	}

	/**
	 * A type takes nothing of what it is to be read from, or not in this form.
	 */
	static EventException unfit(@Nullable EventRecord record, Type type, String reason) {
		String end = reason.endsWith(".") ? "" : ".";
		EventException result = of(record,
				describe(record) + " does not fit " + type.getTypeName() + ": " + reason + end, null);
		result.with("type", type.getTypeName());
		return result;
	}

	static EventException isNull(@Nullable EventRecord record, Type type) {
		EventException result = of(record, describe(record) + " does not fit " + type.getTypeName()
				+ ": it is null, the JSON literal" + readAsIs(record) + ".", null);
		result.with("type", type.getTypeName()).with("path", "$");
		return result;
	}

	/**
	 * Attributes an error to what one function of a composition gave to the next.
	 * @param function the name of the function
	 * @param ex the error that binding its result caused
	 * @return an exception with the same values
	 */
	public static EventException ofResult(String function, EventException ex) {
		EventException result = new EventException(ex.getMessage()
			.replaceFirst("^The event ", Matcher.quoteReplacement("The result of the function \"" + function + "\" ")),
				ex.getCause());
		ex.values().forEach(result::with);
		return result;
	}

	/**
	 * What was found wrong with an event is wrong with the state of its window.
	 */
	static EventException badState(EventException ex) {
		EventException result = new EventException(
				ex.getMessage().replaceFirst("^The event ", "The state of the event's tumbling window "),
				ex.getCause());
		ex.values().forEach(result::with);
		return result;
	}

	private static EventException of(@Nullable EventRecord record, String message, @Nullable Throwable cause) {
		EventException result = new EventException(message, cause);
		if (record != null) {
			result.with("record.source", record.source().name()).with("record.index", record.index());
			idOf(record).ifPresent((id) -> result.with("record.id", Excerpt.of(id, ID_LENGTH)));
			if (record.envelope().isPresent()) {
				idOf(record.outermost())
					.ifPresent((id) -> result.with("record.envelope.id", Excerpt.of(id, ID_LENGTH)));
			}
		}
		return result;
	}

	private static String describe(@Nullable EventRecord record) {
		return (record != null) ? "Record " + place(record) : "The event";
	}

	// of several events that carry one another, each has a record 0
	private static String place(EventRecord record) {
		String place = record.index() + idOf(record).map((id) -> " (id " + Excerpt.of(id) + ")").orElse("") + " of the "
				+ record.source() + " event";
		EventRecord outermost = record.outermost();
		return (outermost != record) ? place + " in record " + place(outermost) : place;
	}

	private static Optional<String> idOf(EventRecord record) {
		try {
			return record.id();
		}
		catch (EventException ex) {
			return Optional.empty();
		}
	}

	private static String advice(EventSource found, EventSource expected) {
		if (found == expected) {
			return "An event of " + expected + " has at least one record.";
		}
		if (found == EventSource.UNKNOWN) {
			return "Use bind(...) to read the whole event.";
		}
		return "Use " + found.decapMethod() + "(), or records() to take any source.";
	}

	private static String name(@Nullable Class<?> type) {
		return (type != null) ? type.getTypeName() : "the type";
	}

	private static String path(JacksonException ex) {
		StringBuilder path = new StringBuilder("$");
		int left = ex.getPath().size();
		for (JacksonException.Reference step : ex.getPath()) {
			if (left-- > STEPS_AT_END && path.length() > Excerpt.MAX_LENGTH) {
				// the end says more than the middle of a path into deep nesting
				if (path.charAt(path.length() - 1) != '…') {
					path.append('…');
				}
				continue;
			}
			if (step.getPropertyName() != null) {
				// the key of a map is data, and of any length
				path.append('.').append(Excerpt.of(step.getPropertyName(), NAME_LENGTH));
			}
			else {
				path.append('[').append(step.getIndex()).append(']');
			}
		}
		return path.toString();
	}

	private static String from(@Nullable JsonToken token) {
		if (token == null) {
			return "";
		}
		return switch (token) {
			case START_OBJECT -> " from " + JsonType.OBJECT;
			case START_ARRAY -> " from " + JsonType.ARRAY;
			case VALUE_STRING -> " from " + JsonType.STRING;
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> " from " + JsonType.NUMBER;
			case VALUE_TRUE, VALUE_FALSE -> " from " + JsonType.BOOLEAN;
			case VALUE_NULL -> " from " + JsonType.NULL;
			default -> "";
		};
	}

	private static String position(JacksonException ex) {
		TokenStreamLocation location = ex.getLocation();
		return (location != null) ? "line " + location.getLineNr() + ", column " + location.getColumnNr()
				: "an unknown place";
	}

}
