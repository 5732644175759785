package io.golambda.local.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An event that was found in pasted text.
 *
 * @param event the event as indented JSON
 * @param source the name of its source, or {@code null} if it has none
 * @param records the number of its records
 * @param found where the event was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PastedEvent(String event, @Nullable String source, int records, Found found) {

	static PastedEvent of(EventText event, Found found) {
		return new PastedEvent(event.event(), event.source(), event.records(), found);
	}

	/**
	 * The places where an event can be found.
	 */
	public enum Found {

		/**
		 * The text is the event.
		 */
		EVENT("event"),

		/**
		 * The event is in a log line.
		 */
		LOG_LINE("log line");

		private final String text;

		Found(String text) {
			this.text = text;
		}

		/**
		 * Returns the place in words.
		 * @return the text
		 */
		@JsonValue
		public String text() {
			return this.text;
		}

	}

}
