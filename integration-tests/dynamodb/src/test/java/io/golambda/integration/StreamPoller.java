package io.golambda.integration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Polls the stream of a table for a function, as Lambda does: continues after the records
 * that the function has processed, retries from the record that the response names, or
 * from the first record if the function failed.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
 * partial batch response with DynamoDB and Lambda</a>
 */
final class StreamPoller {

	private static final String STREAMS = "DynamoDBStreams_20120810.";

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final DynamoDbLocal dynamoDb;

	private final String streamArn;

	private final String shardId;

	private @Nullable String retryFrom;

	private @Nullable String continueAfter;

	StreamPoller(DynamoDbLocal dynamoDb, String streamArn) throws IOException, InterruptedException {
		this.dynamoDb = dynamoDb;
		this.streamArn = streamArn;
		JsonNode shards = call("DescribeStream", this.mapper.createObjectNode().put("StreamArn", streamArn))
			.at("/StreamDescription/Shards");
		this.shardId = shards.get(shards.size() - 1).path("ShardId").stringValue();
	}

	/**
	 * Invokes the function until it has processed all records of the stream.
	 * @param batchSize the maximum number of records in an event
	 * @param function the function, from event to response
	 * @return the events
	 */
	List<byte[]> drain(int batchSize, Function<byte[], byte[]> function) throws IOException, InterruptedException {
		List<byte[]> events = new ArrayList<>();
		ArrayNode records = records(batchSize);
		while (!records.isEmpty()) {
			byte[] event = event(records);
			events.add(event);
			invoke(function, event, records);
			records = records(batchSize);
		}
		return events;
	}

	private ArrayNode records(int batchSize) throws IOException, InterruptedException {
		ObjectNode request = this.mapper.createObjectNode()
			.put("StreamArn", this.streamArn)
			.put("ShardId", this.shardId);
		if (this.retryFrom != null) {
			request.put("ShardIteratorType", "AT_SEQUENCE_NUMBER").put("SequenceNumber", this.retryFrom);
		}
		else if (this.continueAfter != null) {
			request.put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER").put("SequenceNumber", this.continueAfter);
		}
		else {
			request.put("ShardIteratorType", "TRIM_HORIZON");
		}
		String iterator = call("GetShardIterator", request).path("ShardIterator").stringValue();
		return (ArrayNode) call("GetRecords",
				this.mapper.createObjectNode().put("ShardIterator", iterator).put("Limit", batchSize))
			.path("Records");
	}

	// Lambda adds the ARN of the stream to each record
	private byte[] event(ArrayNode records) {
		for (JsonNode each : records) {
			((ObjectNode) each).put("eventSourceARN", this.streamArn);
		}
		return this.mapper.writeValueAsBytes(this.mapper.createObjectNode().set("Records", records));
	}

	private void invoke(Function<byte[], byte[]> function, byte[] event, ArrayNode records) {
		JsonNode failures;
		try {
			failures = this.mapper.readTree(function.apply(event)).path("batchItemFailures");
		}
		catch (RuntimeException ex) {
			this.retryFrom = sequenceNumber(records.get(0));
			return;
		}
		this.retryFrom = failures.isEmpty() ? null : failures.get(0).path("itemIdentifier").stringValue();
		this.continueAfter = sequenceNumber(records.get(records.size() - 1));
	}

	private static String sequenceNumber(JsonNode record) {
		return record.at("/dynamodb/SequenceNumber").stringValue();
	}

	private JsonNode call(String operation, ObjectNode request) throws IOException, InterruptedException {
		return this.mapper.readTree(this.dynamoDb.call(STREAMS + operation, request.toString()));
	}

}
