package io.golambda.local;

import java.nio.charset.StandardCharsets;

/**
 * What a function answered.
 *
 * @param requestId the id of the invocation
 * @param isError whether the function failed
 * @param payload the answer, or AWS's error JSON ({@code errorMessage},
 * {@code errorType}, {@code stackTrace}); not to be changed
 */
public record FunctionAnswer(String requestId, boolean isError, byte[] payload) {

	/**
	 * The answer as text.
	 * @return the payload as UTF-8
	 */
	public String text() {
		return new String(this.payload, StandardCharsets.UTF_8);
	}

}
