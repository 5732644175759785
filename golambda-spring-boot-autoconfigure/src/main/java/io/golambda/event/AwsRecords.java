package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.CodeCommitEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.amazonaws.services.lambda.runtime.events.MSKFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.S3BatchEvent;
import com.amazonaws.services.lambda.runtime.events.S3BatchEventV2;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.source.Firehose;
import io.golambda.event.source.NamedLayout;
import io.golambda.event.source.RecordJson;
import io.golambda.event.source.RecordLayout;
import io.golambda.event.source.S3Batch;
import io.golambda.event.source.SingleLayout;

/**
 * Writes records as events of Lambda and reads these as AWS's classes.
 */
final class AwsRecords {

	private AwsRecords() {
	}

	/**
	 * Reads a record as AWS's classes.
	 * @return the record, the event with this record alone, and the parts of the record
	 * @throws DecodingException if the record does not fit AWS's classes
	 * @throws EventException if AWS has no class for a record of this source
	 */
	static List<Object> read(EventRecord record) throws DecodingException {
		return read(record, event(List.of(record)));
	}

	/**
	 * Reads a record like {@link #read(EventRecord)}, but a user record that is
	 * aggregated in a Kinesis record with its own data and partition key.
	 */
	static List<Object> readOwn(EventRecord record) throws DecodingException {
		return (record.packedInto() != null) ? read(record, event(record, unpacked(record))) : read(record);
	}

	private static ByteSlice unpacked(EventRecord record) throws DecodingException {
		ObjectNode whole = tree(lambdas(record.recordJson().value(), record.source()));
		ObjectNode kinesis = (ObjectNode) whole.get("kinesis");
		kinesis.put("data", record.bytes());
		String partitionKey = record.recordJson().shared().get("partitionKey");
		if (partitionKey != null) {
			kinesis.put("partitionKey", partitionKey);
		}
		return slice(DefaultMapper.INSTANCE.writeValueAsBytes(whole));
	}

	private static List<Object> read(EventRecord record, ByteSlice json) throws DecodingException {
		Stream<@Nullable Object> parts = switch (record.source()) {
			case SQS -> {
				SQSEvent event = read(json, SQSEvent.class);
				yield Stream.of(event.getRecords().get(0), event);
			}
			case SNS -> {
				SNSEvent event = read(json, SNSEvent.class);
				SNSEvent.SNSRecord only = event.getRecords().get(0);
				yield Stream.of(only, event, only.getSNS());
			}
			case S3 -> {
				S3Event event = read(json, S3Event.class);
				S3EventNotificationRecord only = event.getRecords().get(0);
				yield Stream.of(only, event, only.getS3(), only.getS3().getObject(), only.getS3().getBucket(),
						only.getUserIdentity(), only.getRequestParameters(), only.getResponseElements());
			}
			case KINESIS -> {
				KinesisEvent event = read(json, KinesisEvent.class);
				KinesisEvent.KinesisEventRecord only = event.getRecords().get(0);
				yield Stream.of(only, event, only.getKinesis());
			}
			case DYNAMODB -> {
				DynamodbEvent event = read(json, DynamodbEvent.class);
				DynamodbEvent.DynamodbStreamRecord only = event.getRecords().get(0);
				yield Stream.of(only, event, only.getDynamodb());
			}
			case CODECOMMIT -> {
				CodeCommitEvent event = read(json, CodeCommitEvent.class);
				CodeCommitEvent.Record only = event.getRecords().get(0);
				yield Stream.of(only, event, only.getCodeCommit());
			}
			case FIREHOSE -> firehose(record, json);
			case S3_BATCH -> s3Batch(record, json);
			case KAFKA -> {
				KafkaEvent event = read(json, KafkaEvent.class);
				yield Stream.of(event.getRecords().values().iterator().next().get(0), event);
			}
			case ACTIVEMQ -> {
				ActiveMQEvent event = read(json, ActiveMQEvent.class);
				yield Stream.of(event.getMessages().get(0), event);
			}
			case RABBITMQ -> {
				RabbitMQEvent event = read(json, RabbitMQEvent.class);
				RabbitMQEvent.RabbitMessage only = event.getRmqMessagesByQueue().values().iterator().next().get(0);
				yield Stream.of(only, event, only.getBasicProperties());
			}
			case EVENTBRIDGE -> Stream.of(read(json, ScheduledEvent.class));
			case LAMBDA_DESTINATION -> {
				LambdaDestinationEvent event = read(json, LambdaDestinationEvent.class);
				yield Stream.of(event, event.getRequestContext());
			}
			default -> throw withoutClass(record);
		};
		return parts.filter(Objects::nonNull).map(Object.class::cast).toList();
	}

	private static Stream<@Nullable Object> firehose(EventRecord record, ByteSlice json) throws DecodingException {
		if (isOfKafka(record)) {
			MSKFirehoseEvent event = read(json, MSKFirehoseEvent.class);
			return Stream.of(event.getRecords().get(0), event);
		}
		KinesisFirehoseEvent event = read(json, KinesisFirehoseEvent.class);
		return Stream.of(event.getRecords().get(0), event);
	}

	private static Stream<@Nullable Object> s3Batch(EventRecord record, ByteSlice json) throws DecodingException {
		if (isOfFirstVersion(record)) {
			S3BatchEvent event = read(json, S3BatchEvent.class);
			return Stream.of(event.getTasks().get(0), event, event.getJob());
		}
		S3BatchEventV2 event = read(json, S3BatchEventV2.class);
		return Stream.of(event.getTasks().get(0), event, event.getJob());
	}

	/**
	 * Checks that a class is the one of AWS's two classes for events of the source that
	 * has the members of this event.
	 * @throws DecodingException if it is the other one
	 */
	static void checkClass(EventRecord record, Class<?> type) throws DecodingException {
		if (record.source() == EventSource.FIREHOSE) {
			boolean ofKafka = isOfKafka(record);
			checkClass(ofKafka ? MSKFirehoseEvent.class : KinesisFirehoseEvent.class, type,
					"its records are " + (ofKafka ? "" : "not ") + "from Kafka");
		}
		else {
			boolean first = isOfFirstVersion(record);
			checkClass(first ? S3BatchEvent.class : S3BatchEventV2.class, type,
					"its tasks have " + (first ? "no " : "") + S3Batch.BUCKET);
		}
	}

	private static void checkClass(Class<?> expected, Class<?> type, String reason) throws DecodingException {
		if (expected != type) {
			throw new DecodingException(reason + ", for which AWS has " + expected.getName());
		}
	}

	private static boolean isOfKafka(EventRecord record) {
		return record.recordJson().has(Firehose.KAFKA_DATA);
	}

	private static boolean isOfFirstVersion(EventRecord record) {
		return !record.recordJson().has(S3Batch.BUCKET);
	}

	private static <T> T read(ByteSlice json, Class<T> type) throws DecodingException {
		return type.cast(AwsEventClasses.read(json, type));
	}

	private static EventException withoutClass(EventRecord record) {
		return EventException.forRecord(record, "has no class of AWS's; use bind(...)");
	}

	/**
	 * Writes the event that Lambda would deliver with these records.
	 * @param records records from one source, and from one topic or queue
	 */
	static ByteSlice event(List<EventRecord> records) throws DecodingException {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		for (EventRecord record : records) {
			if (joined.size() > 0) {
				joined.write(',');
			}
			ByteSlice json = lambdas(record.recordJson().value(), record.source());
			joined.write(json.bytes(), json.offset(), json.length());
		}
		return event(records.get(0), slice(joined.toByteArray()));
	}

	private static ByteSlice event(EventRecord first, ByteSlice records) {
		RecordLayout layout = first.source().format().layout();
		if (layout instanceof SingleLayout) {
			return records;
		}
		if (layout instanceof NamedLayout named) {
			String member = "{" + common(first) + quoted(named.member()) + ":";
			return named.grouped() ? wrapped(member + "{" + group(first) + ":[", records, "]}}")
					: wrapped(member + "[", records, "]}");
		}
		return wrapped("{\"Records\":[", records, "]}");
	}

	// members that an event has once for all of its records
	private static String common(EventRecord record) {
		StringBuilder members = new StringBuilder();
		String eventSource = eventSource(record);
		if (eventSource != null) {
			members.append("\"eventSource\":").append(quoted(eventSource)).append(',');
		}
		if (record.source() == EventSource.S3_BATCH) {
			appendJob(record, members);
		}
		record.recordJson().shared().forEach((name, value) -> {
			if (!name.equals(NamedLayout.GROUP)) {
				members.append(quoted(name)).append(':').append(quoted(value)).append(',');
			}
		});
		return members.toString();
	}

	private static void appendJob(EventRecord record, StringBuilder members) {
		ByteSlice job = new RecordJson(record.event().rawBytes(), 0, Map.of()).at(S3Batch.JOB).orElseThrow().value();
		members.append(quoted(S3Batch.JOB))
			.append(':')
			.append(new String(job.bytes(), job.offset(), job.length(), StandardCharsets.UTF_8))
			.append(',');
	}

	// EventBridge Pipes writes it into each record, Lambda once into the event
	private static @Nullable String eventSource(EventRecord record) {
		String eventSource = record.event().signature().texts().get("eventSource");
		return (eventSource != null) ? eventSource : record.recordJson().text("eventSource");
	}

	private static String group(EventRecord record) {
		return quoted(record.recordJson().shared().getOrDefault(NamedLayout.GROUP, ""));
	}

	private static String quoted(String text) {
		return DefaultMapper.INSTANCE.writeValueAsString(text);
	}

	private static ByteSlice lambdas(ByteSlice record, EventSource source) throws DecodingException {
		return switch (source) {
			case SNS -> lambdas(record, SNSEvent.SNSRecord.class);
			case KINESIS -> lambdas(record, KinesisEvent.KinesisEventRecord.class);
			default -> record;
		};
	}

	/**
	 * Converts JSON to the form in which Lambda delivers it. A notification in a queue
	 * has no record around it and other names for its links, and a Kinesis record from
	 * EventBridge Pipes is flat.
	 */
	static ByteSlice lambdas(ByteSlice json, Class<?> type) throws DecodingException {
		if (type == SNSEvent.SNSRecord.class && !has(json, "Sns") && has(json, "Message")) {
			ObjectNode record = DefaultMapper.INSTANCE.createObjectNode().put("EventSource", "aws:sns");
			record.set("Sns", withLinks(tree(json)));
			return slice(DefaultMapper.INSTANCE.writeValueAsBytes(record));
		}
		if (type == SNSEvent.SNS.class && (has(json, "SigningCertURL") || has(json, "UnsubscribeURL"))) {
			return slice(DefaultMapper.INSTANCE.writeValueAsBytes(withLinks(tree(json))));
		}
		if (type == KinesisEvent.KinesisEventRecord.class && !has(json, "kinesis") && has(json, "sequenceNumber")) {
			ObjectNode flat = tree(json);
			ObjectNode record = flat.deepCopy();
			record.set("kinesis", flat);
			return slice(DefaultMapper.INSTANCE.writeValueAsBytes(record));
		}
		return json;
	}

	private static ObjectNode withLinks(ObjectNode notification) {
		for (String link : List.of("SigningCert", "Unsubscribe")) {
			JsonNode value = notification.get(link + "URL");
			if (value != null && !notification.has(link + "Url")) {
				notification.set(link + "Url", value);
			}
		}
		return notification;
	}

	private static boolean has(ByteSlice object, String member) {
		JsonScanner json = new JsonScanner(object);
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed(member)) {
				return true;
			}
			json.skip();
		}
		return false;
	}

	private static ObjectNode tree(ByteSlice json) throws DecodingException {
		try {
			return (ObjectNode) DefaultMapper.INSTANCE.readTree(json.copy());
		}
		catch (StreamConstraintsException ex) {
			throw new DecodingException("it is beyond what Jackson reads (nesting, name or number too long)");
		}
		catch (JacksonException ex) {
			throw new DecodingException("it is not JSON in UTF-8");
		}
	}

	static ByteSlice slice(byte[] json) {
		return new ByteSlice(json, 0, json.length);
	}

	static ByteSlice wrapped(String before, ByteSlice json, String after) {
		ByteArrayOutputStream wrapped = new ByteArrayOutputStream();
		wrapped.writeBytes(before.getBytes(StandardCharsets.UTF_8));
		wrapped.write(json.bytes(), json.offset(), json.length());
		wrapped.writeBytes(after.getBytes(StandardCharsets.UTF_8));
		return slice(wrapped.toByteArray());
	}

	/**
	 * Returns the records that Lambda or EventBridge Pipes delivered, before they were
	 * split into user records.
	 */
	static List<EventRecord> delivered(List<EventRecord> records) {
		List<EventRecord> delivered = new ArrayList<>();
		EventRecord last = null;
		for (EventRecord record : records) {
			EventRecord packedInto = record.packedInto();
			EventRecord whole = (packedInto != null) ? packedInto : record;
			if (whole != last) {
				delivered.add(whole);
			}
			last = whole;
		}
		return delivered;
	}

}
