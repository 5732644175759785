package io.golambda.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.CodeCommitEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.amazonaws.services.lambda.runtime.events.MSKFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS's own event classes, and those of the answers to them, read and written as Lambda's
 * managed runtime does. Their members are named in ways that plain Jackson does not
 * guess.
 */
public final class AwsEventClasses {

	private AwsEventClasses() {
	}

	/**
	 * Whether a class is one of {@code aws-lambda-java-events}.
	 * @param type the class
	 * @return whether it is
	 */
	public static boolean isOne(Class<?> type) {
		return type.getName().startsWith("com.amazonaws.services.lambda.runtime.events.");
	}

	/**
	 * Writes an answer as Lambda's managed runtime does, whatever the application's
	 * mapper makes of other objects.
	 * @param answer an object of such a class
	 * @return JSON in UTF-8
	 */
	public static byte[] write(Object answer) {
		try {
			return Serializers.write(answer);
		}
		catch (NoClassDefFoundError ex) {
			// the next best: of most of these classes the members are named like the
			// getters
			return JsonMapper.builder()
				.changeDefaultPropertyInclusion((usual) -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
				.build()
				.writeValueAsBytes(answer);
		}
	}

	static <T> T readRecord(EventRecord record, Slice json, Class<T> type) {
		Object read;
		try {
			read = readRecord(record, json);
		}
		catch (NoClassDefFoundError ex) {
			throw new EventException("To have a record as " + type.getName()
					+ " add com.amazonaws:aws-lambda-java-events to the class path.");
		}
		if (!type.isInstance(read)) {
			throw EventException.badRecord(record, "is no " + type.getName() + " but a " + read.getClass().getName());
		}
		return type.cast(read);
	}

	// each in an event of its own, since AWS reads events only
	private static Object readRecord(EventRecord record, Slice json) {
		byte[] event = switch (record.source()) {
			case SQS, S3, DYNAMODB, CODECOMMIT -> wrapped("{'Records':[", json, "]}");
			case SNS -> sns(record, json);
			case KINESIS -> kinesis(record, json);
			case FIREHOSE -> wrapped("{'records':[", json, "]}");
			case KAFKA -> wrapped("{'records':{'':[", json, "]}}");
			case ACTIVEMQ -> wrapped("{'messages':[", json, "]}");
			case RABBITMQ -> wrapped("{'rmqMessagesByQueue':{'':[", json, "]}}");
			case EVENTBRIDGE, LAMBDA_DESTINATION -> json.copy();
			case CLOUDWATCH_LOGS, DOCUMENTDB, SES, UNKNOWN ->
				throw EventException.badRecord(record, "has no class of AWS's: use bind(...)");
		};
		return readOnly(record, event);
	}

	private static Object readOnly(EventRecord record, byte[] event) {
		return switch (record.source()) {
			case SQS -> read(record, event, SQSEvent.class).getRecords().get(0);
			case SNS -> read(record, event, SNSEvent.class).getRecords().get(0);
			case S3 -> read(record, event, S3Event.class).getRecords().get(0);
			case KINESIS -> read(record, event, KinesisEvent.class).getRecords().get(0);
			case DYNAMODB -> read(record, event, DynamodbEvent.class).getRecords().get(0);
			case CODECOMMIT -> read(record, event, CodeCommitEvent.class).getRecords().get(0);
			case FIREHOSE -> (record.at(Firehose.KAFKA_DATA).isPresent())
					? read(record, event, MSKFirehoseEvent.class).getRecords().get(0)
					: read(record, event, KinesisFirehoseEvent.class).getRecords().get(0);
			case KAFKA -> read(record, event, KafkaEvent.class).getRecords().get("").get(0);
			case ACTIVEMQ -> read(record, event, ActiveMQEvent.class).getMessages().get(0);
			case RABBITMQ -> read(record, event, RabbitMQEvent.class).getRmqMessagesByQueue().get("").get(0);
			case EVENTBRIDGE -> read(record, event, ScheduledEvent.class);
			case LAMBDA_DESTINATION -> read(record, event, LambdaDestinationEvent.class);
			case CLOUDWATCH_LOGS, DOCUMENTDB, SES, UNKNOWN -> throw new IllegalStateException("AWS has no class.");
		};
	}

	private static <T> T read(EventRecord record, byte[] event, Class<T> type) {
		return read(event, type, () -> EventException.badRecord(record, "does not fit the class that AWS has for it"));
	}

	// in a queue a notification is one level higher than in Lambda's record, and spells
	// its links otherwise
	private static byte[] sns(EventRecord record, Slice json) {
		if (record.text("EventSource") != null) {
			return wrapped("{'Records':[", json, "]}");
		}
		ObjectNode notification = tree(json);
		for (String link : List.of("SigningCert", "Unsubscribe")) {
			JsonNode value = notification.get(link + "URL");
			if (value != null && !notification.has(link + "Url")) {
				notification.set(link + "Url", value);
			}
		}
		ObjectNode whole = DefaultMapper.INSTANCE.createObjectNode().put("EventSource", "aws:sns");
		whole.set("Sns", notification);
		return wrapped("{'Records':[", whole(whole), "]}");
	}

	// so is in EventBridge Pipes what Lambda has in an object "kinesis"
	private static byte[] kinesis(EventRecord record, Slice json) {
		if (record.at("kinesis").isPresent()) {
			return wrapped("{'Records':[", json, "]}");
		}
		ObjectNode flat = tree(json);
		ObjectNode whole = flat.deepCopy();
		whole.set("kinesis", flat);
		return wrapped("{'Records':[", whole(whole), "]}");
	}

	private static ObjectNode tree(Slice json) {
		return (ObjectNode) DefaultMapper.INSTANCE.readTree(json.copy());
	}

	private static Slice whole(ObjectNode tree) {
		byte[] json = DefaultMapper.INSTANCE.writeValueAsBytes(tree);
		return new Slice(json, 0, json.length);
	}

	// JSON around JSON, with ' for " in what is around
	private static byte[] wrapped(String before, Slice json, String after) {
		ByteArrayOutputStream wrapped = new ByteArrayOutputStream();
		wrapped.writeBytes(before.replace('\'', '"').getBytes(StandardCharsets.US_ASCII));
		wrapped.write(json.bytes(), json.offset(), json.length());
		wrapped.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
		return wrapped.toByteArray();
	}

	static <T> T read(byte[] json, Class<T> type) {
		return read(json, type, () -> new EventException("The event does not fit " + type.getName() + "."));
	}

	private static <T> T read(byte[] json, Class<T> type, Supplier<EventException> misfit) {
		T event;
		try {
			event = type.cast(Serializers.read(json, type));
		}
		catch (NoClassDefFoundError ex) {
			throw new EventException("To bind an event to " + type.getName()
					+ " add com.amazonaws:aws-lambda-java-serialization to the class path.");
		}
		catch (RuntimeException ex) {
			// without the cause, which quotes the event
			throw misfit.get();
		}
		if (event == null) {
			throw EventException.isNull(null, type);
		}
		return event;
	}

	// made by much reflection, and good for all events of a class; in a class of its own,
	// since the library may be missing
	private static final class Serializers extends ClassValue<PojoSerializer<?>> {

		private static final Serializers ALL = new Serializers();

		static Object read(byte[] json, Class<?> type) {
			return ALL.get(type).fromJson(new ByteArrayInputStream(json));
		}

		@SuppressWarnings("unchecked")
		static byte[] write(Object answer) {
			ByteArrayOutputStream json = new ByteArrayOutputStream();
			((PojoSerializer<Object>) ALL.get(answer.getClass())).toJson(answer, json);
			return json.toByteArray();
		}

		@Override
		protected PojoSerializer<?> computeValue(Class<?> type) {
			return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
					? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
					: JacksonFactory.getInstance().getSerializer(type);
		}

	}

}
