package io.golambda.integration;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The output of the process of a function, which may arrive later than its answer.
 */
final class FunctionOutput extends ByteArrayOutputStream {

	/**
	 * The handlers under which every function behaves the same.
	 */
	static final String LAMBDA_HANDLER = "io.golambda.lambda.LambdaHandler";

	static final String FUNCTION_INVOKER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker"
			+ "::handleRequest";

	String text() {
		return toString(StandardCharsets.UTF_8);
	}

	String completeLines() {
		String text = text();
		return text.substring(0, text.lastIndexOf('\n') + 1);
	}

	/**
	 * Returns the complete lines that are JSON. Lambda's runtime client prints plain
	 * text.
	 */
	List<JsonNode> jsonLines() {
		return completeLines().lines()
			.filter((line) -> line.startsWith("{"))
			.map((line) -> JsonMapper.shared().readTree(line))
			.toList();
	}

	List<JsonNode> jsonLines(String level) {
		return jsonLines().stream().filter((line) -> line.path("level").asString().equals(level)).toList();
	}

	List<String> plainLines() {
		return text().lines().filter((line) -> !line.startsWith("{") && !line.isBlank()).toList();
	}

	/**
	 * Waits until the assertion holds for the output that has arrived.
	 */
	static void eventually(ThrowingRunnable assertion) {
		Awaitility.await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
	}

}
