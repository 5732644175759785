package io.golambda.event.source;

import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;

/**
 * Writes the events of one source for tests, in the form in which Lambda delivers them.
 * Writers are stateless.
 */
public interface EventWriter {

	/**
	 * The message of the exception for records that exceed what any JSON parser accepts.
	 */
	String LIMIT_EXCEEDED = "This exceeds what an event can hold " + "(nested too deep, or a number or name too long).";

	/**
	 * Creates a writer for SNS notifications that a topic sends to an SQS queue.
	 * @return the writer
	 */
	static EventWriter snsOverSqs() {
		return new SnsOverSqsWriter();
	}

	/**
	 * Creates a writer for changes of items that DynamoDB writes into a Kinesis stream.
	 * @return the writer
	 */
	static EventWriter dynamoDbOverKinesis() {
		return new DynamoDbOverKinesisWriter();
	}

	/**
	 * Creates a writer for one Kinesis record that aggregates all records, as the Kinesis
	 * Producer Library does.
	 * @return the writer
	 */
	static EventWriter kinesisAggregated() {
		return new KinesisAggregatedWriter();
	}

	/**
	 * Returns what records of this source can have.
	 * @return the capabilities
	 */
	RecordCapabilities capabilities();

	/**
	 * Writes an event.
	 * @param records the records of the event, at least one
	 * @return the event as JSON
	 * @throws IllegalArgumentException if the source cannot carry one of the records
	 */
	default byte[] write(List<OutgoingRecord> records) {
		records.forEach(capabilities()::check);
		try {
			byte[] event = EventJson.write((json) -> write(json, new OutgoingBatch(records)));
			// JSON that was copied may be nested too deep within the event
			new JsonScanner(event).skip();
			return event;
		}
		catch (JacksonException | JsonException ex) {
			throw new IllegalArgumentException(LIMIT_EXCEEDED, ex);
		}
	}

	/**
	 * Writes the event as one JSON object. The records have only what
	 * {@link #capabilities()} allows.
	 * @param json where to write
	 * @param batch the records
	 * @throws IllegalArgumentException if the source cannot carry one of the records
	 */
	void write(JsonGenerator json, OutgoingBatch batch);

}
