package io.golambda.local.event;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * S3 Batch Operations: the response has a result for each task. Only those that failed
 * temporarily are delivered again.
 */
record TaskRule() implements BatchRule {

	private static final String TEMPORARY_FAILURE = "TemporaryFailure";

	@Override
	public boolean usesResponse() {
		return false;
	}

	@Override
	public @Nullable String apply(BatchAnswer batch, Answer answer, Verdicts verdicts) {
		JsonNode json = BatchAnswer.json(answer.bytes());
		JsonNode results = (json != null) ? json.path("results") : null;
		boolean invalid = results == null || !results.isArray();
		Map<String, JsonNode> byId = new HashMap<>();
		if (!invalid) {
			results.forEach((result) -> byId.putIfAbsent(result.path("taskId").asString(""), result));
		}
		for (int i = 0; i < verdicts.records().size(); i++) {
			if (invalid) {
				verdicts.failedForGood(i, "The response has no results, which S3 requires.");
			}
			else {
				JsonNode result = byId.get(verdicts.records().get(i).id().orElse(""));
				String missing = json.path("treatMissingKeysAs").asString(TEMPORARY_FAILURE);
				apply(i, (result != null) ? result.path("resultCode").asString("") : missing,
						(result != null) ? "" : "The response has no result for this task: ", verdicts);
			}
		}
		return null;
	}

	private static void apply(int index, String code, String prefix, Verdicts verdicts) {
		switch (code) {
			case "Succeeded" -> {
				if (!prefix.isEmpty()) {
					verdicts.done(index, prefix + "treatMissingKeysAs is Succeeded.");
				}
			}
			case TEMPORARY_FAILURE -> verdicts.failed(index, prefix + "S3 delivers it again before the job completes.");
			case "PermanentFailure" -> verdicts.failedForGood(index, prefix + "S3 does not deliver it again.");
			default -> verdicts.failedForGood(index,
					"The resultCode must be Succeeded, TemporaryFailure or PermanentFailure.");
		}
	}

}
