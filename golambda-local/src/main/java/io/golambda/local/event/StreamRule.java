package io.golambda.local.event;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.event.EventRecord;

/**
 * A stream of Kinesis or DynamoDB: everything from the lowest named sequence number on is
 * delivered again.
 */
record StreamRule() implements BatchRule {

	@Override
	public @Nullable String apply(BatchAnswer batch, Answer answer, Verdicts verdicts) {
		Map<String, Integer> positions = new HashMap<>();
		for (int i = 0; i < verdicts.records().size(); i++) {
			EventRecord record = verdicts.records().get(i);
			positions.putIfAbsent(record.id().orElse(""), i);
		}
		int first = Integer.MAX_VALUE;
		BigInteger lowest = null;
		for (JsonNode identifier : batch.failures()) {
			Integer position = identifier.isString() ? positions.get(identifier.asString()) : null;
			BigInteger number = number(identifier);
			if (position == null || number == null) {
				return BatchRule.unknown(identifier);
			}
			if (lowest == null || number.compareTo(lowest) < 0) {
				lowest = number;
				first = position;
			}
		}
		for (int i = first; i < verdicts.records().size(); i++) {
			if (i == first) {
				verdicts.failed(i, null);
			}
			else {
				verdicts.untried(i, "An earlier record of the shard failed.");
			}
		}
		return null;
	}

	// sequence numbers exceed 64 bits
	private static @Nullable BigInteger number(JsonNode identifier) {
		String digits = identifier.asString("");
		return (!digits.isEmpty() && digits.length() <= 200 && digits.chars().allMatch((c) -> c >= '0' && c <= '9'))
				? new BigInteger(digits) : null;
	}

}
