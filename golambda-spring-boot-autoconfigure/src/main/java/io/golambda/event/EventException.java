package io.golambda.event;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;

import io.golambda.error.GolambdaException;
import io.golambda.event.json.Excerpt;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.source.EventSignature;
import io.golambda.event.source.SourceException;
import io.golambda.event.source.StoredObject;

/**
 * Thrown if an event or a record cannot be read as the function asked: it is from another
 * source, is not valid JSON, or does not fit the type that it is bound to.
 * <p>
 * The message names the source, the index and id of the record, the type and the JSON
 * path, and says what to do. It never shows the payload. {@link #values()} has the same
 * as {@code record.source}, {@code record.index}, {@code record.id}, {@code type} and
 * {@code path}. An exception that the type itself throws is the cause; those of Jackson
 * and the JDK, which quote their input, are not.
 */
public final class EventException extends GolambdaException {

	private static final long serialVersionUID = 1;

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
			case MALFORMED -> "The event is not JSON: it is incomplete or malformed at " + ex.position()
					+ ". Lambda delivers JSON in UTF-8; Event.bytes() returns the event unchanged.";
			case SEVERAL_VALUES -> "The event is not JSON: " + secondValue(ex.position())
					+ ". Lambda delivers one value for each invocation; Event.bytes() returns the event unchanged.";
			case UTF_16 -> "The event is UTF-16, but Lambda delivers JSON in UTF-8; "
					+ "Event.bytes() returns the event unchanged.";
			case NESTED_TOO_DEEP -> "The event is nested deeper than " + JsonScanner.MAX_DEPTH + " levels.";
		});
	}

	static String secondValue(String position) {
		return "it holds more than one JSON value, the second at " + position;
	}

	static EventException notFrom(EventSource expected, Event event) {
		EventSignature signature = event.signature();
		return new EventException("The event is not from " + expected + ": " + signature.describe() + ". "
				+ advice(EventSource.of(signature), expected));
	}

	static EventException withoutRecords(Event event) {
		return new EventException("The event is not from a source with records: " + event.signature().describe()
				+ ". Use bind(...) to read the whole event.");
	}

	static EventException notReadable(SourceException ex, EventSource expected, Event event) {
		return ex.isForeign() ? notFrom(expected, event) : new EventException(ex.message(expected.name()));
	}

	static EventException tooManyRecords(EventSource source, int max) {
		return new EventException("The " + source + " event has more records than fit the memory (" + max
				+ "); give the function more memory, or use smaller batches.");
	}

	/**
	 * Creates the exception for a record that cannot be processed: <pre>
	 * throw EventException.forRecord(record, "has no customer");
	 * </pre>
	 * @param record the record, which the message names
	 * @param problem the second half of the sentence, without a full stop
	 * @return the exception
	 */
	public static EventException forRecord(EventRecord record, String problem) {
		return of(record, describe(record) + " " + problem + ".", null);
	}

	/**
	 * Creates the exception for a payload that cannot be read from its store.
	 */
	static EventException notStored(EventRecord record, StoredObject object, IOException ex) {
		String name = "s3://" + Excerpt.of(object.bucket()) + "/" + Excerpt.of(object.key());
		return of(record,
				describe(record) + " has its content in " + name + ", which cannot be read: " + ex.getMessage() + ".",
				ex.getCause());
	}

	/**
	 * Creates the exception for a stream that broke.
	 */
	static EventException notStreamed(EventRecord record, IOException ex) {
		String problem = (ex instanceof CharacterCodingException) ? "it is not text in the charset"
				: (ex instanceof ZipException || ex instanceof EOFException)
						? "it is not compressed by gzip, or damaged or incomplete" : String.valueOf(ex.getMessage());
		return of(record, describe(record) + " has content that cannot be read: " + problem + ".", ex.getCause());
	}

	EventException adding(String sentence) {
		return withMessage(getMessage() + " " + sentence);
	}

	/**
	 * Adds on which line of a payload with several documents one is that cannot be read.
	 */
	EventException onLine(long line) {
		EventException result = adding("This is line " + line + " of the payload.");
		result.with("line", line);
		return result;
	}

	/**
	 * Attributes the error of binding a function's result to this function.
	 * @param function the name of the function, within a composition
	 * @param ex the error that binding its result caused
	 * @return an exception with the same values and cause
	 */
	public static EventException ofResult(String function, EventException ex) {
		return ex.withSubject("The result of the function \"" + function + "\"");
	}

	/**
	 * Attributes the error of binding the state of a tumbling window.
	 */
	static EventException badState(EventException ex) {
		return ex.withSubject("The state of the event's tumbling window");
	}

	private EventException withSubject(String subject) {
		return withMessage(getMessage().replaceFirst("^The event ", Matcher.quoteReplacement(subject + " ")));
	}

	private EventException withMessage(String message) {
		EventException result = new EventException(message, getCause());
		values().forEach(result::with);
		return result;
	}

	static EventException of(@Nullable EventRecord record, String message, @Nullable Throwable cause) {
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

	static String describe(@Nullable EventRecord record) {
		return (record != null) ? "Record " + place(record) : "The event";
	}

	// every level of nested events has a record 0
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

}
