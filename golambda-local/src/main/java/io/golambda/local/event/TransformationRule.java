package io.golambda.local.event;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Firehose: the response has a result for each record. Records that could not be
 * transformed are delivered to the location for failed records, and not again.
 */
record TransformationRule() implements BatchRule {

	@Override
	public boolean usesResponse() {
		return false;
	}

	@Override
	public @Nullable String apply(BatchAnswer batch, Answer answer, Verdicts verdicts) {
		JsonNode json = BatchAnswer.json(answer.bytes());
		JsonNode results = (json != null) ? json.path("records") : null;
		if (results == null || !results.isArray()) {
			return "The response has no records, which Firehose requires. It retries the whole event.";
		}
		Map<String, JsonNode> byId = new HashMap<>();
		results.forEach((result) -> byId.putIfAbsent(result.path("recordId").asString(""), result));
		for (int i = 0; i < verdicts.records().size(); i++) {
			apply(i, byId.get(verdicts.records().get(i).id().orElse("")), verdicts);
		}
		return null;
	}

	private static void apply(int index, @Nullable JsonNode result, Verdicts verdicts) {
		if (result == null) {
			verdicts.failedForGood(index, "The response has no result for this record.");
			return;
		}
		switch (result.path("result").asString("")) {
			case "Ok" -> {
				if (!result.path("data").isString() && !result.path("kafkaRecordValue").isString()) {
					verdicts.failedForGood(index, "The result has no data in base64.");
				}
			}
			case "Dropped" -> verdicts.done(index, "Dropped.");
			case "ProcessingFailed" ->
				verdicts.failedForGood(index, "ProcessingFailed: Firehose does not deliver it again.");
			default -> verdicts.failedForGood(index, "The result must be Ok, Dropped or ProcessingFailed.");
		}
	}

}
