package io.golambda.event;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Excerpt;
import io.golambda.event.json.JsonType;

/**
 * Explains why an event or a record does not bind to a type. Of the payload, the messages
 * show only the names in a JSON path, because Jackson's own messages quote it.
 *
 * @param record the record, or {@code null} for the whole event
 * @param type the type
 */
record BindingFailure(@Nullable EventRecord record, Type type) {

	private static final int NAME_LENGTH = 40;

	private static final int STEPS_AT_END = 3;

	private static final int MAX_VIOLATIONS = 10;

	private static final int PROBLEM_LENGTH = 200;

	/**
	 * Creates the exception for a reason.
	 * @param reason one or more sentences, the last with or without its full stop
	 */
	EventException because(String reason) {
		return because(reason, null, null);
	}

	/**
	 * Creates the exception for a reason that has a cause, which must not quote the
	 * payload.
	 */
	EventException because(String reason, @Nullable Throwable cause) {
		return because(reason, null, cause);
	}

	private EventException because(String reason, @Nullable String path, @Nullable Throwable cause) {
		String end = reason.endsWith(".") ? "" : ".";
		EventException result = EventException.of(this.record,
				EventException.describe(this.record) + " does not fit " + this.type.getTypeName() + ": " + reason + end,
				cause);
		result.with("type", this.type.getTypeName());
		if (path != null) {
			result.with("path", path);
		}
		return result;
	}

	/**
	 * Creates the exception for a value that violates constraints of its type.
	 */
	EventException becauseInvalid(List<PayloadValidator.Violation> violations) {
		List<PayloadValidator.Violation> shown = violations.subList(0, Math.min(violations.size(), MAX_VIOLATIONS));
		String more = (shown.size() < violations.size()) ? "; and " + (violations.size() - shown.size()) + " more" : "";
		EventException result = EventException.of(this.record,
				EventException.describe(this.record) + " is not a valid " + this.type.getTypeName() + ": "
						+ shown.stream().map(BindingFailure::text).collect(Collectors.joining("; ")) + more + ".",
				null);
		result.with("type", this.type.getTypeName());
		result.with("path",
				shown.stream()
					.map((violation) -> violation.path().isEmpty() ? "$" : Excerpt.of(violation.path()))
					.distinct()
					.collect(Collectors.joining(", ")));
		return result;
	}

	private static String text(PayloadValidator.Violation violation) {
		String problem = Excerpt.of(violation.problem(), PROBLEM_LENGTH);
		return violation.path().isEmpty() ? problem : Excerpt.of(violation.path()) + ": " + problem;
	}

	EventException becauseNull() {
		return because("it is null, the JSON literal" + unread(), "$", null);
	}

	/**
	 * Creates the exception for a number like 1e999999999, whose digits fit no memory.
	 */
	EventException becauseOfNumber() {
		return because("it has a number that is too large, or has too many digits");
	}

	/**
	 * Translates Jackson's exception.
	 * @param json the JSON that Jackson read
	 */
	EventException because(JacksonException ex, ByteSlice json) {
		String path = path(ex);
		// one line for each reason, so that their stack traces differ
		if (json.isBlank()) {
			return because("it is empty, which is not JSON" + unread(), path, null);
		}
		if (ex instanceof StreamConstraintsException) {
			return because("it is beyond what Jackson reads (nesting, name or number too long) at " + position(ex),
					path, null);
		}
		if (ex instanceof InputCoercionException coercion) {
			return because(
					"the number at " + position(ex) + " is beyond what " + name(coercion.getTargetType()) + " holds",
					path, null);
		}
		if (ex instanceof StreamReadException) {
			return because("it is not JSON at " + position(ex), path, null);
		}
		if (ex instanceof AwsModule.Unreadable unreadable) {
			return because(
					path + " cannot be read as " + name(unreadable.getTargetType()) + ": " + unreadable.problem(), path,
					null);
		}
		if (ex instanceof PropertyBindingException binding) {
			return because(path + " is unknown to " + name(binding.getReferringClass()), path, null);
		}
		if (ex instanceof ValueInstantiationException) {
			return becauseOfConstructor(ex.getCause(), path);
		}
		if (ex instanceof InvalidDefinitionException) {
			// this message of Jackson's names types only
			return because(path + " has a type that Jackson cannot create: " + ex.getOriginalMessage(), path, null);
		}
		int second = ex.getPath().isEmpty() ? json.secondValue() : -1;
		if (second >= 0) {
			return because(EventException.secondValue(json.position(second)) + oneByOne(), path, null);
		}
		if (ex instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return because(
					path + " cannot be read as " + name(mismatch.getTargetType()) + from(mismatch.getCurrentToken()),
					path, null);
		}
		return because(path + " failed with " + ex.getClass().getSimpleName(), path, null);
	}

	// exceptions of the JDK quote their input; those of the type itself are its own words
	private EventException becauseOfConstructor(@Nullable Throwable cause, String path) {
		String reason = path + " was rejected by the type itself";
		StackTraceElement[] trace = (cause != null) ? cause.getStackTrace() : new StackTraceElement[0];
		if (cause != null && trace.length > 0 && trace[0].getClassName().startsWith("java.")) {
			String where = Arrays.stream(trace)
				.filter((frame) -> !frame.getClassName().startsWith("java."))
				.findFirst()
				.map((frame) -> " at " + frame)
				.orElse("");
			return because(reason + ", by a " + cause.getClass().getName() + where, path, null);
		}
		return because(reason, path, cause);
	}

	private String unread() {
		return (this.record != null) ? "; text() and bytes() return it unchanged"
				: "; Event.bytes() returns it unchanged";
	}

	private String oneByOne() {
		return (this.record != null) ? "; lines(...) reads them one after the other"
				: "; read them with JsonMapper.readerFor(...).readValues(event.bytes())";
	}

	private static String name(@Nullable Class<?> type) {
		return (type != null) ? type.getTypeName() : "the type";
	}

	private static String path(JacksonException ex) {
		StringBuilder path = new StringBuilder("$");
		int left = ex.getPath().size();
		for (JacksonException.Reference step : ex.getPath()) {
			if (left-- > STEPS_AT_END && path.length() > Excerpt.MAX_LENGTH) {
				// of a deep path, the end says more than the middle
				if (path.charAt(path.length() - 1) != '…') {
					path.append('…');
				}
				continue;
			}
			if (step.getPropertyName() != null) {
				// the keys of a map are data, and of any length
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
