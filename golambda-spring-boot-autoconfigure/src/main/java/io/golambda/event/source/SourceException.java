package io.golambda.event.source;

import io.golambda.event.json.Excerpt;
import io.golambda.event.json.JsonType;

/**
 * Thrown for an event that a source cannot read. The message completes to a sentence when
 * the caller adds the name of the source.
 */
public final class SourceException extends RuntimeException {

	private static final long serialVersionUID = 1;

	private static final String SOURCE = "{source}";

	private final boolean foreign;

	private SourceException(String message, boolean foreign) {
		super(message);
		this.foreign = foreign;
	}

	private SourceException(String message) {
		this(message, false);
	}

	static SourceException notFromSource() {
		return new SourceException("The event is not from " + SOURCE + ".", true);
	}

	static SourceException recordNotFromSource(int index) {
		return (index == 0) ? notFromSource() : new SourceException(
				"Record " + index + " of the event is not from " + SOURCE + ", though the records before it are.");
	}

	static SourceException duplicateMember(String member) {
		return new SourceException("The event has its member \"" + Excerpt.of(member)
				+ "\" twice, and nothing says which one is meant; Event.bytes() gives the event as it is.");
	}

	static SourceException duplicateMember(int index, String member) {
		return new SourceException("Record " + index + " of the " + SOURCE + " event has its member \"" + member
				+ "\" twice, and nothing says which one is meant.");
	}

	static SourceException neitherEventNorRecord(String recordsMember, String payloadMember) {
		return new SourceException("The event is not from " + SOURCE + ": it names " + SOURCE
				+ " as its source, but has neither \"" + recordsMember + "\", as an event of it, nor \"" + payloadMember
				+ "\", as one of its records. Use bind(...) to read the whole event.");
	}

	static SourceException notARecord(int index, JsonType found) {
		return new SourceException("Record " + index + " of the " + SOURCE + " event is " + found + ", not an object.");
	}

	/**
	 * Whether the event as a whole is not from the source.
	 */
	public boolean isForeign() {
		return this.foreign;
	}

	/**
	 * Returns the message for a source.
	 * @param source the name of the source
	 */
	public String message(String source) {
		return String.valueOf(getMessage()).replace(SOURCE, source);
	}

}
