package io.golambda.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.golambda.event.EventRecord;

/**
 * A stream of Amazon Kinesis or Amazon DynamoDB: records of a shard are ordered. Only the
 * first failed one is reported, since Lambda resumes there.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html">Configuring
 * partial batch response with Kinesis Data Streams and Lambda</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
 * partial batch response with DynamoDB and Lambda</a>
 */
final class StreamPolicy implements BatchPolicy {

	@Override
	public Optional<Object> lane(EventRecord record) {
		Map<String, String> attributes = record.attributes();
		return Optional.of(switch (record.source()) {
			case KINESIS -> shard(attributes.getOrDefault("eventID", ""));
			// DynamoDB records do not name their shard, but an event comes from one shard
			default -> attributes.getOrDefault("eventSourceARN", "");
		});
	}

	// an event id is shard:sequenceNumber; records without one share a lane
	private static String shard(String eventId) {
		return eventId.substring(0, Math.max(eventId.indexOf(':'), 0));
	}

	@Override
	public boolean supportsPartialResponse() {
		return true;
	}

	@Override
	public List<BatchItem> reported(List<BatchItem> unsuccessful) {
		Set<Object> lanes = new HashSet<>();
		List<BatchItem> first = new ArrayList<>();
		for (BatchItem item : unsuccessful) {
			if (lanes.add(lane(item.outermost()))) {
				first.add(item);
			}
		}
		return first;
	}

}
