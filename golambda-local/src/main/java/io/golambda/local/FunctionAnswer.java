package io.golambda.local;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.json.JsonMapper;

/**
 * The answer of a function.
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

	static FunctionAnswer error(String requestId, String type, String message) {
		return new FunctionAnswer(requestId, true, JsonMapper.shared()
			.writeValueAsBytes(new TreeMap<>(Map.of("errorMessage", message, "errorType", type))));
	}

}
