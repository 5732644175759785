package io.golambda.local.event;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.event.EventRecord;

/**
 * A queue of SQS: exactly the named messages are delivered again.
 *
 * @param fifo whether the messages of a group are ordered
 */
record MessageRule(boolean fifo) implements BatchRule {

	@Override
	public @Nullable String apply(BatchAnswer batch, Answer answer, Verdicts verdicts) {
		Set<String> ids = new HashSet<>();
		verdicts.records().forEach((record) -> record.id().ifPresent(ids::add));
		Set<String> failed = new HashSet<>();
		for (JsonNode identifier : batch.failures()) {
			if (!identifier.isString() || !ids.contains(identifier.asString())) {
				return BatchRule.unknown(identifier);
			}
			failed.add(identifier.asString());
		}
		Set<String> blockedGroups = new HashSet<>();
		for (int i = 0; i < verdicts.records().size(); i++) {
			apply(i, verdicts, failed, blockedGroups);
		}
		return null;
	}

	private void apply(int index, Verdicts verdicts, Set<String> failed, Set<String> blockedGroups) {
		EventRecord record = verdicts.records().get(index);
		boolean named = failed.contains(record.id().orElse(""));
		String group = record.attributes().getOrDefault("MessageGroupId", "");
		if (!this.fifo || !blockedGroups.contains(group)) {
			if (named) {
				blockedGroups.add(group);
				verdicts.failed(index, null);
			}
		}
		else if (named) {
			verdicts.untried(index, "An earlier message of its group failed.");
		}
		else {
			verdicts.done(index, "Acknowledged although an earlier message of its group failed, "
					+ "so that the group is out of order.");
		}
	}

}
