package io.golambda.local.event;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Kafka: in each named partition everything from the lowest named offset on is delivered
 * again.
 */
record PartitionRule() implements BatchRule {

	@Override
	public @Nullable String apply(BatchAnswer batch, Answer answer, Verdicts verdicts) {
		Set<String> ids = new HashSet<>();
		verdicts.records().forEach((record) -> record.id().ifPresent(ids::add));
		Map<String, Long> lowest = new HashMap<>();
		for (JsonNode identifier : batch.failures()) {
			JsonNode partition = identifier.path("partition");
			JsonNode offset = identifier.path("offset");
			// the id of a record is topic, partition and offset
			if (!partition.isString() || !offset.isIntegralNumber() || !offset.canConvertToLong()
					|| !ids.contains(partition.asString() + "-" + offset.asLong())) {
				return BatchRule.unknown(identifier);
			}
			lowest.merge(partition.asString(), offset.asLong(), Math::min);
		}
		for (int i = 0; i < verdicts.records().size(); i++) {
			String id = verdicts.records().get(i).id().orElse("");
			int hyphen = id.lastIndexOf('-');
			Long failed = (hyphen > 0) ? lowest.get(id.substring(0, hyphen)) : null;
			if (failed == null) {
				continue;
			}
			long offset = Long.parseLong(id.substring(hyphen + 1));
			if (offset == failed) {
				verdicts.failed(i, null);
			}
			else if (offset > failed) {
				verdicts.untried(i, "An earlier record of the partition failed.");
			}
		}
		return null;
	}

}
