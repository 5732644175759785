package io.golambda.event;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A single record of each source as AWS writes it into a record of another source, which
 * EventBridge Pipes does, and the members without which it is a sender's own message.
 */
enum BareRecord {

	SQS(EventSource.SQS, (text) -> first(Event.encapSqs(text)), "eventSource", "messageId", "body"),

	SNS(EventSource.SNS, (text) -> first(Event.encapSns(text)), "EventSource", "Sns", "Sns.Message", "Sns.MessageId"),

	SNS_NOTIFICATION(EventSource.SNS, (text) -> {
		return tree(Event.encapSnsOverSqs(text).decapSqs().get(0).text());
	}, "Type", "TopicArn", "Message", "MessageId"),

	KINESIS(EventSource.KINESIS, (text) -> first(Event.encapKinesis(text)), "eventSource", "kinesis", "kinesis.data",
			"kinesis.sequenceNumber"),

	KINESIS_OF_PIPES(EventSource.KINESIS, (text) -> {
		ObjectNode record = first(Event.encapKinesis(text));
		record.setAll((ObjectNode) record.remove("kinesis"));
		return record;
	}, "eventSource", "data", "sequenceNumber"),

	DYNAMODB(EventSource.DYNAMODB, (text) -> first(Event.encapDynamoDb(item(text))), "eventSource", "eventName",
			"dynamodb", "dynamodb.Keys", "dynamodb.SequenceNumber"),

	DYNAMODB_OF_KINESIS(EventSource.DYNAMODB, (text) -> {
		return tree(Event.encapDynamoDbOverKinesis(item(text)).decapKinesis().get(0).text());
	}, "eventSource", "eventName", "eventID", "tableName", "recordFormat", "dynamodb", "dynamodb.Keys"),

	S3(EventSource.S3, (text) -> first(Event.encapS3(text)), "eventSource", "s3.bucket.name", "s3.object.key"),

	SES(EventSource.SES, (text) -> first(Event.encapSes("{\"mail\":{\"messageId\":\"1\"}}")), "eventSource", "ses",
			"ses.mail.messageId"),

	SES_NOTIFICATION(EventSource.SES, (text) -> tree("""
			{"notificationType":"Received","receipt":{"action":{"type":"S3","bucketName":"b","objectKey":"k"}},
			"mail":{"messageId":"1"}}"""), "notificationType", "receipt", "mail", "mail.messageId",
			"receipt.action.type"),

	KAFKA(EventSource.KAFKA, (text) -> ofPipes(Event.encapKafka(text), "records", "aws:kafka"), "eventSource", "topic",
			"partition", "offset"),

	ACTIVEMQ(EventSource.ACTIVEMQ, (text) -> ofPipes(Event.encapActiveMq(text), "messages", "aws:amq"), "eventSource",
			"messageID", "data"),

	RABBITMQ(EventSource.RABBITMQ, (text) -> ofPipes(Event.encapRabbitMq(text), "rmqMessagesByQueue", "aws:rmq"),
			"eventSource", "basicProperties", "data"),

	EVENTBRIDGE(EventSource.EVENTBRIDGE, (text) -> tree(Event.encapEventBridge(item(text)).json()), "detail-type",
			"source", "id", "detail"),

	EVENTBRIDGE_CUSTOM_BUS(EventSource.EVENTBRIDGE_CUSTOM_BUS,
			(text) -> (ObjectNode) Event.encapEventBridgeCustomBus(item(text)).bind(JsonNode.class).get(0),
			"SystemMetadata", "SystemMetadata.aws:DeliveryType"),

	CLOUDWATCH_LOGS(EventSource.CLOUDWATCH_LOGS, (text) -> tree("""
			{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"/g","logStream":"s","subscriptionFilters":["f"],
			"logEvents":[{"id":"1","timestamp":1700000000123,"message":"hi"}]}"""), "messageType", "owner", "logGroup",
			"logStream", "subscriptionFilters", "logEvents");

	private static final JsonMapper MAPPER = new JsonMapper();

	private final EventSource source;

	private final Function<String, ObjectNode> writer;

	private final List<String> required;

	BareRecord(EventSource source, Function<String, ObjectNode> writer, String... required) {
		this.source = source;
		this.writer = writer;
		this.required = List.of(required);
	}

	EventSource source() {
		return this.source;
	}

	/**
	 * Returns the members without which the record is a sender's own message.
	 */
	List<String> required() {
		return this.required;
	}

	/**
	 * Writes the record.
	 * @param payload its payload
	 */
	String of(String payload) {
		return this.writer.apply(payload).toString();
	}

	/**
	 * Writes the record without one of its members.
	 */
	String without(String member, String payload) {
		ObjectNode record = this.writer.apply(payload);
		ObjectNode parent = record;
		String[] path = member.split("\\.");
		for (String step : Arrays.copyOf(path, path.length - 1)) {
			parent = (ObjectNode) parent.get(step);
		}
		parent.remove(path[path.length - 1]);
		return record.toString();
	}

	private static String item(String text) {
		return MAPPER.createObjectNode().put("id", text).toString();
	}

	private static ObjectNode first(Event event) {
		return (ObjectNode) event.bind(JsonNode.class).get("Records").get(0);
	}

	private static ObjectNode ofPipes(Event event, String member, String source) {
		JsonNode json = event.bind(JsonNode.class);
		JsonNode records = json.get(member);
		JsonNode group = records.isArray() ? records : records.iterator().next();
		ObjectNode record = (ObjectNode) group.get(0);
		return record.put("eventSource", source).put("eventSourceArn", json.path("eventSourceArn").asString());
	}

	private static ObjectNode tree(String json) {
		return (ObjectNode) MAPPER.readTree(json);
	}

}
