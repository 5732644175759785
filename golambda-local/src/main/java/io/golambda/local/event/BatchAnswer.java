package io.golambda.local.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The response of a function to a batch.
 *
 * @param failures the identifiers of the failed records
 * @param problem why Lambda rejects the response and retries the whole batch, or
 * {@code null} if it is valid
 */
record BatchAnswer(List<JsonNode> failures, @Nullable String problem) {

	private static final BatchAnswer NOTHING_FAILED = new BatchAnswer(List.of(), null);

	/**
	 * Reads a response by the rules of Lambda.
	 * @param answer the response
	 * @param windowed whether the event is in a tumbling window, whose response must have
	 * a state
	 */
	static BatchAnswer read(byte[] answer, boolean windowed) {
		JsonNode json = json(answer);
		if (json == null) {
			return invalid("The response is not JSON.");
		}
		if (windowed && !json.path("state").isObject()) {
			return invalid("The response has no state, which a tumbling window requires.");
		}
		JsonNode failures = json.path("batchItemFailures");
		if (!json.isObject() || failures.isMissingNode() || failures.isNull()) {
			return NOTHING_FAILED;
		}
		if (!failures.isArray()) {
			return invalid("batchItemFailures is not an array.");
		}
		List<JsonNode> identifiers = new ArrayList<>();
		for (JsonNode failure : failures) {
			JsonNode identifier = failure.path("itemIdentifier");
			if (identifier.isMissingNode()) {
				return invalid("An element of batchItemFailures has no itemIdentifier.");
			}
			if (identifier.isNull() || (identifier.isString() && identifier.asString().isEmpty())) {
				return invalid("An itemIdentifier is null or empty.");
			}
			identifiers.add(identifier);
		}
		return new BatchAnswer(identifiers, null);
	}

	static @Nullable JsonNode json(byte[] answer) {
		String text = new String(answer, StandardCharsets.UTF_8);
		try {
			return JsonMapper.shared().readTree(text.isBlank() ? "null" : text);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	static BatchAnswer invalid(String problem) {
		return new BatchAnswer(List.of(), problem + " Lambda retries the whole batch.");
	}

}
