package io.golambda.local.event;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventSource;
import io.golambda.event.NewRecord;
import io.golambda.event.source.ActiveMq;
import io.golambda.event.source.CloudWatchLogs;
import io.golambda.event.source.CodeCommit;
import io.golambda.event.source.DocumentDb;
import io.golambda.event.source.DynamoDb;
import io.golambda.event.source.EventBridge;
import io.golambda.event.source.EventBridgeCustomBus;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.Firehose;
import io.golambda.event.source.Kafka;
import io.golambda.event.source.Kinesis;
import io.golambda.event.source.LambdaDestination;
import io.golambda.event.source.RabbitMq;
import io.golambda.event.source.RecordCapabilities;
import io.golambda.event.source.S3;
import io.golambda.event.source.S3Batch;
import io.golambda.event.source.Ses;
import io.golambda.event.source.Sns;
import io.golambda.event.source.Sqs;

/**
 * A source for which there is a form. The capabilities of its records are those of the
 * writer that makes the event.
 *
 * @param id the id of the form
 * @param label the name of the source
 * @param payload the payload of a record
 * @param capabilities what else a record can have, or {@code null} for an event without
 * records
 * @param batch whether an event can have several records
 * @param presets attributes that differ from the synthetic ones of the writer
 * @param event makes the event of records
 */
record FormSource(String id, String label, EventForm.Payload payload, @Nullable RecordCapabilities capabilities,
		boolean batch, Map<String, String> presets, Function<@Nullable Object[], Event> event) {

	private static final Map<String, String> SCHEDULED = Map.of("source", "aws.events", "detail-type",
			"Scheduled Event");

	/**
	 * Returns all sources in the order of the list from which users choose.
	 */
	static List<FormSource> all(FormHints hints) {
		List<FormSource> all = new ArrayList<>();
		FormSource sqs = of(hints, EventSource.SQS, "SQS", "Body", new Sqs().writer());
		FormSource sns = of(hints, EventSource.SNS, "SNS", "Message", new Sns().writer());
		FormSource s3 = of(hints, EventSource.S3, "S3", "Key of the object", new S3().writer());
		FormSource eventBridge = of(hints, EventSource.EVENTBRIDGE, "EventBridge", "Detail", new EventBridge().writer())
			.single();
		FormSource logs = of(hints, EventSource.CLOUDWATCH_LOGS, "CloudWatch Logs", "Message",
				new CloudWatchLogs().writer());
		FormSource destination = of(hints, EventSource.LAMBDA_DESTINATION, "Lambda destination", "Request payload",
				new LambdaDestination().writer())
			.single();
		FormSource kinesis = of(hints, EventSource.KINESIS, "Kinesis", "Data", new Kinesis().writer());
		FormSource dynamoDb = of(hints, EventSource.DYNAMODB, "DynamoDB", "Item", new DynamoDb().writer());
		FormSource kafka = of(hints, EventSource.KAFKA, "Kafka", "Value", new Kafka().writer());
		FormSource activeMq = of(hints, EventSource.ACTIVEMQ, "Amazon MQ, ActiveMQ", "Data", new ActiveMq().writer());
		FormSource rabbitMq = of(hints, EventSource.RABBITMQ, "Amazon MQ, RabbitMQ", "Data", new RabbitMq().writer());
		FormSource customBus = of(hints, EventSource.EVENTBRIDGE_CUSTOM_BUS, "EventBridge, Custom Event Bus", "Data",
				new EventBridgeCustomBus().writer());
		all.add(sqs);
		all.add(sns);
		all.add(new FormSource("SNS_OVER_SQS", "SNS over SQS", sns.payload, EventWriter.snsOverSqs().capabilities(),
				true, Map.of(), Event::encapSnsOverSqs));
		all.add(kinesis);
		all.add(new FormSource("KINESIS_AGGREGATED", "Kinesis, aggregated by the Kinesis Producer Library",
				hints.payload("KINESIS", "Data"), EventWriter.kinesisAggregated().capabilities(), true, Map.of(),
				Event::encapKinesisAggregated));
		all.add(dynamoDb);
		all.add(new FormSource("DYNAMODB_OVER_KINESIS", "DynamoDB over Kinesis", hints.payload("DYNAMODB", "Item"),
				EventWriter.dynamoDbOverKinesis().capabilities(), true, Map.of(), Event::encapDynamoDbOverKinesis));
		all.add(s3);
		all.add(s3.within("SQS", Event::encapSqs));
		all.add(s3.within("SNS", Event::encapSns));
		all.add(s3.within("SNS over SQS", Event::encapSnsOverSqs));
		all.add(eventBridge);
		all.add(new FormSource("EVENTBRIDGE_SCHEDULE", "EventBridge, scheduled rule",
				hints.payload("SCHEDULE", "Detail"), eventBridge.capabilities, false, SCHEDULED, eventBridge.event));
		all.add(eventBridge.within("SQS", Event::encapSqs));
		all.add(eventBridge.within("SNS", Event::encapSns));
		all.add(customBus);
		all.add(customBus.carried("SQS", Event::encapSqs, (array) -> array.bind(JsonNode.class).get(0)));
		all.add(eventBridge.within("EventBridge Custom Bus", Event::encapEventBridgeCustomBus)
			.labelled("EventBridge, Custom Event Bus, published with PutEvents"));
		all.add(logs);
		all.add(logs.compressedWithin("Kinesis", Event::encapKinesis));
		all.add(logs.compressedWithin("Firehose", Event::encapFirehose));
		all.add(of(hints, EventSource.FIREHOSE, "Firehose, transformation", "Data", new Firehose().writer()));
		all.add(kafka);
		all.add(activeMq);
		all.add(rabbitMq);
		for (FormSource source : List.of(sqs, kinesis, dynamoDb, kafka, activeMq, rabbitMq)) {
			all.add(source.throughPipes());
		}
		all.add(of(hints, EventSource.S3_BATCH, "S3 Batch Operations", "Key of the object", new S3Batch().writer()));
		all.add(of(hints, EventSource.DOCUMENTDB, "DocumentDB", "Full document", new DocumentDb().writer()));
		all.add(of(hints, EventSource.SES, "SES", "Mail and receipt", new Ses().writer()));
		all.add(of(hints, EventSource.CODECOMMIT, "CodeCommit", "References", new CodeCommit().writer()));
		all.add(destination);
		all.add(destination.within("SQS", Event::encapSqs));
		all.add(destination.within("SNS", Event::encapSns));
		all.add(new FormSource("JSON", "JSON, without a source", hints.payload("JSON", "Event"), null, false, Map.of(),
				(records) -> Event.of(String.valueOf(records[0]))));
		return List.copyOf(all);
	}

	private static FormSource of(FormHints hints, EventSource source, String label, String payloadLabel,
			EventWriter writer) {
		return new FormSource(source.name(), label, hints.payload(source.name(), payloadLabel), writer.capabilities(),
				true, Map.of(), (records) -> Event.of(source, records));
	}

	private FormSource single() {
		return new FormSource(this.id, this.label, this.payload, this.capabilities, false, this.presets, this.event);
	}

	private FormSource labelled(String label) {
		return new FormSource(this.id, label, this.payload, this.capabilities, this.batch, this.presets, this.event);
	}

	/**
	 * Returns the source for records of this one that EventBridge Pipes delivers.
	 */
	private FormSource throughPipes() {
		return new FormSource("PIPES_" + this.id, this.label + ", through EventBridge Pipes", this.payload,
				this.capabilities, true, this.presets, (records) -> PipesEvent.of(this.event.apply(records)));
	}

	/**
	 * Returns the source for events of this one that another service delivers, each as
	 * the payload of a record of its own.
	 */
	private FormSource within(String carrier, Function<@Nullable Object[], Event> outer) {
		return carried(carrier, outer, (inner) -> inner);
	}

	/**
	 * Returns the source for log events that another service delivers, whose payload is
	 * the compressed data alone.
	 */
	private FormSource compressedWithin(String carrier, Function<@Nullable Object[], Event> outer) {
		return carried(carrier, outer, (inner) -> Base64.getDecoder()
			.decode(JsonMapper.shared().readTree(inner.bytes()).path("awslogs").path("data").asString()));
	}

	private FormSource carried(String carrier, Function<@Nullable Object[], Event> outer,
			Function<Event, Object> payload) {
		String suffix = carrier.toUpperCase(Locale.ROOT).replace(' ', '_');
		return new FormSource(this.id + "_OVER_" + suffix, this.label + " over " + carrier, this.payload,
				this.capabilities, true, this.presets,
				(records) -> outer.apply(Arrays.stream(records)
					.map((record) -> payload.apply(this.event.apply(new @Nullable Object[] { record })))
					.toArray()));
	}

	/**
	 * Returns a record with the presets of this source.
	 */
	NewRecord newRecord(@Nullable Object payload) {
		NewRecord record = NewRecord.of(payload);
		for (Map.Entry<String, String> preset : this.presets.entrySet()) {
			record = record.with(preset.getKey(), preset.getValue());
		}
		return record;
	}

	EventForm form(FormHints hints) {
		if (this.capabilities == null) {
			return new EventForm(this.id, this.label, this.payload, List.of(), false, false, List.of(), false, false,
					null, this.batch);
		}
		RecordCapabilities.SenderAttributes sender = this.capabilities.senderAttributes();
		return new EventForm(this.id, this.label, this.payload,
				fields(hints, this.capabilities, this.capabilities.attributes()),
				sender != RecordCapabilities.SenderAttributes.NONE,
				sender == RecordCapabilities.SenderAttributes.TEXT_OR_BINARY,
				fields(hints, this.capabilities, this.capabilities.parts()), this.capabilities.headers(),
				this.capabilities.id(), precision(this.capabilities), this.batch);
	}

	private static @Nullable String precision(RecordCapabilities capabilities) {
		if (capabilities.timePrecision() == null) {
			return null;
		}
		return (capabilities.timePrecision() == ChronoUnit.SECONDS) ? "seconds" : "milliseconds";
	}

	private static List<EventForm.Field> fields(FormHints hints, RecordCapabilities capabilities, Set<String> names) {
		return names.stream().sorted().map((name) -> hints.field(capabilities.source(), name)).toList();
	}

}
