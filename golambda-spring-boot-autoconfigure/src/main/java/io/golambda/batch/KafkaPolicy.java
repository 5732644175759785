package io.golambda.batch;

import java.util.Optional;

import io.golambda.batch.BatchResponse.KafkaIdentifier;
import io.golambda.event.EventRecord;

/**
 * Apache Kafka: records of a partition are ordered, and reported by partition and offset.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html">Configuring
 * error handling for Kafka event sources</a>
 */
final class KafkaPolicy implements BatchPolicy {

	@Override
	public Optional<Object> lane(EventRecord record) {
		// records of an unknown partition share a lane
		return Optional.of(place(record).map(KafkaIdentifier::partition).orElse(""));
	}

	@Override
	public boolean supportsPartialResponse() {
		return true;
	}

	@Override
	public Optional<Object> identifier(EventRecord record) {
		return place(record).map(Object.class::cast);
	}

	// the id is topic-partition-offset, in which the topic may contain hyphens
	private static Optional<KafkaIdentifier> place(EventRecord record) {
		String id = record.id().orElse("");
		int hyphen = id.lastIndexOf('-');
		try {
			return (hyphen > 0)
					? Optional
						.of(new KafkaIdentifier(id.substring(0, hyphen), Long.parseLong(id.substring(hyphen + 1))))
					: Optional.empty();
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

}
