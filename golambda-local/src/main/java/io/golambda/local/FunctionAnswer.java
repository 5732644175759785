package io.golambda.local;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.json.JsonMapper;

/**
 * The response of a {@link LocalFunction} to one event: <pre>
 * FunctionAnswer answer = function.invoke(Event.encapSqs(new Color("blue"))).join();
 * assertThat(answer.isError()).isFalse();
 * assertThat(answer.text()).isEqualTo("\"blue\"");
 * </pre>
 *
 * @param requestId the request id of the invocation, or an empty string if no invocation
 * was started
 * @param isError whether the invocation failed
 * @param payload the response or, after a failure, AWS's error JSON with
 * {@code errorMessage}, {@code errorType} and {@code stackTrace}; must not be modified
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/java-exceptions.html">Lambda function
 * errors in Java</a>
 */
public record FunctionAnswer(String requestId, boolean isError, byte[] payload) {

	/**
	 * Decodes the payload as UTF-8.
	 * @return the response or the error JSON as text
	 */
	public String text() {
		return new String(this.payload, StandardCharsets.UTF_8);
	}

	static FunctionAnswer error(String requestId, String type, String message) {
		return new FunctionAnswer(requestId, true, JsonMapper.shared()
			.writeValueAsBytes(new TreeMap<>(Map.of("errorMessage", message, "errorType", type))));
	}

}
