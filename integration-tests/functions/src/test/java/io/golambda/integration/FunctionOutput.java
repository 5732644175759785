package io.golambda.integration;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The output of a function, which may arrive after its answers. Thread-safe.
 */
final class FunctionOutput extends ByteArrayOutputStream {

	String text() {
		return toString(StandardCharsets.UTF_8);
	}

	/**
	 * Returns the complete lines of JSON; Lambda's runtime client writes plain text.
	 */
	List<JsonNode> jsonLines() {
		String text = text();
		return text.substring(0, text.lastIndexOf('\n') + 1)
			.lines()
			.filter((line) -> line.startsWith("{"))
			.map((line) -> JsonMapper.shared().readTree(line))
			.toList();
	}

	List<JsonNode> jsonLines(String level) {
		return jsonLines().stream().filter((line) -> line.path("level").asString().equals(level)).toList();
	}

}
