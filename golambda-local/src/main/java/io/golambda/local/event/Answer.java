package io.golambda.local.event;

import java.nio.charset.StandardCharsets;

/**
 * The response of a function to an event, or its error.
 *
 * @param bytes the response or, if the invocation failed, AWS's error JSON; must not be
 * modified
 * @param error whether the invocation failed, or timed out
 */
public record Answer(byte[] bytes, boolean error) {

	/**
	 * Creates the answer of an invocation that succeeded.
	 * @param bytes the response
	 * @return the answer
	 */
	public static Answer success(byte[] bytes) {
		return new Answer(bytes, false);
	}

	/**
	 * Creates the answer of an invocation that failed.
	 * @param bytes AWS's error JSON
	 * @return the answer
	 */
	public static Answer failure(byte[] bytes) {
		return new Answer(bytes, true);
	}

	String text() {
		return new String(this.bytes, StandardCharsets.UTF_8);
	}

}
