package io.golambda.local.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The state of a record after an invocation, as its source treats the answer.
 *
 * @param index the index of the record in the event
 * @param id the id of the record, or {@code null} if it has none
 * @param state the state
 * @param message a sentence that explains the state, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordState(int index, @Nullable String id, State state, @Nullable String message) {

	/**
	 * The states of a record.
	 */
	public enum State {

		/**
		 * Acknowledged: the source does not deliver it again.
		 */
		DONE("done"),

		/**
		 * Reported as failed.
		 */
		FAILED("failed"),

		/**
		 * Delivered again because an earlier record failed.
		 */
		UNTRIED("untried");

		private final String text;

		State(String text) {
			this.text = text;
		}

		/**
		 * Returns the state in lower case.
		 * @return the text
		 */
		@JsonValue
		public String text() {
			return this.text;
		}

	}

}
