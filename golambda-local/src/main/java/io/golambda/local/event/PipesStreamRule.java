package io.golambda.local.event;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stream behind EventBridge Pipes: exactly the records that are named by their event id
 * are delivered again.
 */
record PipesStreamRule() implements BatchRule {

	@Override
	public @Nullable String apply(BatchAnswer batch, Answer answer, Verdicts verdicts) {
		Set<String> failed = new HashSet<>();
		for (JsonNode identifier : batch.failures()) {
			failed.add(identifier.asString(""));
		}
		Set<String> found = new HashSet<>();
		for (int i = 0; i < verdicts.records().size(); i++) {
			String id = verdicts.records().get(i).attributes().getOrDefault("eventID", "");
			if (failed.contains(id)) {
				found.add(id);
				verdicts.failed(i, null);
			}
		}
		failed.removeAll(found);
		return failed.isEmpty() ? null : BatchRule.unknown(failed.iterator().next());
	}

}
