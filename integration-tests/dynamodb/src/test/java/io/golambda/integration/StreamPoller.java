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
 * Lambda's poller between the stream of a table and a function: goes on behind what the
 * function has done, and goes back to what its answer names, or to the first record if it
 * failed.
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

	private @Nullable String goBackTo;

	private @Nullable String goOnAfter;

	StreamPoller(DynamoDbLocal dynamoDb, String streamArn) throws IOException, InterruptedException {
		this.dynamoDb = dynamoDb;
		this.streamArn = streamArn;
		JsonNode shards = call("DescribeStream", this.mapper.createObjectNode().put("StreamArn", streamArn))
			.at("/StreamDescription/Shards");
		this.shardId = shards.get(shards.size() - 1).path("ShardId").stringValue();
	}

	/**
	 * Invokes the function until it has done with all that is in the stream.
	 * @param batchSize how many records it is given at the most
	 * @param function takes an event and answers as a function in Lambda does
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
		if (this.goBackTo != null) {
			request.put("ShardIteratorType", "AT_SEQUENCE_NUMBER").put("SequenceNumber", this.goBackTo);
		}
		else if (this.goOnAfter != null) {
			request.put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER").put("SequenceNumber", this.goOnAfter);
		}
		else {
			request.put("ShardIteratorType", "TRIM_HORIZON");
		}
		String iterator = call("GetShardIterator", request).path("ShardIterator").stringValue();
		return (ArrayNode) call("GetRecords",
				this.mapper.createObjectNode().put("ShardIterator", iterator).put("Limit", batchSize))
			.path("Records");
	}

	// what the stream says, and in addition the stream itself, as Lambda has it
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
			this.goBackTo = sequenceNumber(records.get(0));
			return;
		}
		this.goBackTo = failures.isEmpty() ? null : failures.get(0).path("itemIdentifier").stringValue();
		this.goOnAfter = sequenceNumber(records.get(records.size() - 1));
	}

	private static String sequenceNumber(JsonNode record) {
		return record.at("/dynamodb/SequenceNumber").stringValue();
	}

	private JsonNode call(String operation, ObjectNode request) throws IOException, InterruptedException {
		return this.mapper.readTree(this.dynamoDb.call(STREAMS + operation, request.toString()));
	}

}
