package io.golambda.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.CodeCommitEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

/**
 * AWS's own event classes, read as Lambda's managed runtime reads them. Their members are
 * named in ways that plain Jackson does not guess.
 */
final class AwsEventClasses {

	private AwsEventClasses() {
	}

	static boolean isOne(Class<?> type) {
		return type.getName().startsWith("com.amazonaws.services.lambda.runtime.events.");
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
			case FIREHOSE -> read(record, event, KinesisFirehoseEvent.class).getRecords().get(0);
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

	// a notification in a queue's message is one level higher than in Lambda's record
	private static byte[] sns(EventRecord record, Slice json) {
		return (record.text("EventSource") != null) ? wrapped("{'Records':[", json, "]}")
				: wrapped("{'Records':[{'EventSource':'aws:sns','Sns':", json, "}]}");
	}

	// so is in EventBridge Pipes what Lambda has in an object "kinesis"
	private static byte[] kinesis(EventRecord record, Slice json) {
		if (record.at("kinesis").isPresent()) {
			return wrapped("{'Records':[", json, "]}");
		}
		String before = "{'Records':[{'kinesis':"
				+ Utf8.decode(json.bytes(), json.offset(), json.length()).orElse("{}");
		return wrapped(before + ",", new Slice(json.bytes(), json.offset() + 1, json.length() - 1), "]}");
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
			event = LambdaEventSerializers.serializerFor(type, type.getClassLoader())
				.fromJson(new ByteArrayInputStream(json));
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

}
