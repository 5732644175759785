package io.golambda.test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Acknowledgement;
import io.golambda.event.EventRecord;

/**
 * The answer to a batch, understood as its source understands it.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
 * errors for an SQS event source in Lambda</a>
 */
final class BatchAnswer {

	private final Set<Integer> reported;

	private final Set<Integer> deliveredAgain;

	private BatchAnswer(Set<Integer> reported, Set<Integer> deliveredAgain) {
		this.reported = reported;
		this.deliveredAgain = deliveredAgain;
	}

	/**
	 * Returns whether the answer reports a record as failed.
	 */
	boolean isReported(EventRecord record) {
		return this.reported.contains(record.index());
	}

	/**
	 * Returns whether the source delivers a record again, because it is reported, or
	 * behind a reported one.
	 */
	boolean isDeliveredAgain(EventRecord record) {
		return this.deliveredAgain.contains(record.index());
	}

	/**
	 * Reads an answer.
	 * @param answer the answer
	 * @param records the records that Lambda delivered
	 * @param pipes whether EventBridge Pipes delivered them
	 */
	static BatchAnswer read(byte[] answer, List<EventRecord> records, boolean pipes) {
		Acknowledgement kind = records.isEmpty() ? Acknowledgement.NONE : records.get(0).source().acknowledgement();
		JsonNode json;
		try {
			json = JsonMapper.shared().readTree(answer);
		}
		catch (JacksonException ex) {
			return (isPartial(kind) && answer.length > 0) ? all(records) : none();
		}
		return switch (kind) {
			case BY_RECORD -> ofFailures(json, records, new RecordIdentity(pipes), false);
			case BY_SHARD -> ofFailures(json, records, new RecordIdentity(pipes), !pipes);
			case BY_PARTITION -> pipes ? none() : ofFailures(json, records, new RecordIdentity(false), true);
			case BY_RESULT -> ofResults(json, records);
			case NONE, NONE_ORDERED -> none();
		};
	}

	private static boolean isPartial(Acknowledgement kind) {
		return kind != Acknowledgement.NONE && kind != Acknowledgement.NONE_ORDERED;
	}

	private static BatchAnswer none() {
		return new BatchAnswer(Set.of(), Set.of());
	}

	private static BatchAnswer all(List<EventRecord> records) {
		Set<Integer> indexes = new HashSet<>(records.stream().map(EventRecord::index).toList());
		return new BatchAnswer(indexes, indexes);
	}

	private static BatchAnswer ofFailures(JsonNode answer, List<EventRecord> records, RecordIdentity identity,
			boolean resumes) {
		Set<Integer> reported = new HashSet<>();
		for (JsonNode failure : answer.path("batchItemFailures")) {
			JsonNode id = failure.path("itemIdentifier");
			List<Integer> named = records.stream()
				.filter((record) -> identity.is(record, id))
				.map(EventRecord::index)
				.toList();
			if (named.isEmpty()) {
				// an identifier that the source does not know fails the whole batch
				return all(records);
			}
			reported.addAll(named);
		}
		return new BatchAnswer(reported, resumes ? behind(reported, records, identity) : reported);
	}

	private static Set<Integer> behind(Set<Integer> reported, List<EventRecord> records, RecordIdentity identity) {
		Set<Integer> again = new HashSet<>();
		Set<String> failedLanes = new HashSet<>();
		for (EventRecord record : records) {
			String lane = identity.lane(record);
			if (reported.contains(record.index())) {
				failedLanes.add(lane);
			}
			if (failedLanes.contains(lane)) {
				again.add(record.index());
			}
		}
		return again;
	}

	// Firehose expects a result for each record
	private static BatchAnswer ofResults(JsonNode answer, List<EventRecord> records) {
		Set<String> processed = new HashSet<>();
		for (JsonNode result : answer.path("records")) {
			String status = result.path("result").asString("");
			if (status.equals("Ok") || status.equals("Dropped")) {
				processed.add(result.path("recordId").asString(""));
			}
		}
		Set<Integer> failed = new HashSet<>();
		for (EventRecord record : records) {
			if (!processed.contains(record.id().orElse(""))) {
				failed.add(record.index());
			}
		}
		return new BatchAnswer(failed, failed);
	}

	/**
	 * How a source identifies its records.
	 *
	 * @param pipes whether EventBridge Pipes delivered them
	 */
	private record RecordIdentity(boolean pipes) {

		boolean is(EventRecord record, JsonNode identifier) {
			if (record.source().acknowledgement() == Acknowledgement.BY_PARTITION) {
				return identifier.isObject() && record.id()
					.orElse("")
					.equals(identifier.path("partition").asString("") + "-" + identifier.path("offset").asString(""));
			}
			String id = (this.pipes && record.source().acknowledgement() == Acknowledgement.BY_SHARD)
					? record.attributes().getOrDefault("eventID", "") : record.id().orElse("");
			return identifier.isString() && !id.isEmpty() && id.equals(identifier.stringValue());
		}

		/**
		 * Returns the shard or the partition, whose records are in order.
		 */
		String lane(EventRecord record) {
			return switch (record.source()) {
				case KAFKA -> record.attributes().get("topic") + "-" + record.attributes().get("partition");
				case KINESIS -> record.attributes().getOrDefault("eventID", "").replaceFirst(":.*", "");
				default -> record.attributes().getOrDefault("eventSourceARN", "");
			};
		}

	}

}
