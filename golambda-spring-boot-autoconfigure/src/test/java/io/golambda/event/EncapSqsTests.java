package io.golambda.event;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates SQS events with {@link Event#encapSqs}.
 */
class EncapSqsTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Color BLUE = new Color("blue");

	@Test
	void messageGroupImpliesFifoQueue() {
		Event event = Event.encapSqs(NewRecord.of(BLUE).with("MessageGroupId", "a"),
				NewRecord.of(BLUE).with("MessageGroupId", "b"));
		assertThat(event.records()).extracting((record) -> record.attributes().get("MessageGroupId"))
			.containsExactly("a", "b");
		assertThat(event.records()).allSatisfy((record) -> {
			assertThat(record.attributes().get("eventSourceARN")).endsWith(":queue.fifo");
			assertThat(record.attributes().get("SequenceNumber")).matches("[0-9]{20}");
			assertThat(record.attributes().get("MessageDeduplicationId")).isNotEmpty();
		});
		assertThat(event.records()).extracting((record) -> record.attributes().get("SequenceNumber")).isSorted();
	}

	@Test
	void plainMessageHasItsOwnGroupInTheSameQueue() {
		List<EventRecord> records = Event.encapSqs("plain", NewRecord.of(BLUE).with("MessageGroupId", "a")).records();
		assertThat(records).extracting((record) -> record.attributes().get("eventSourceARN"))
			.allMatch((arn) -> arn.equals(records.get(0).attributes().get("eventSourceARN")));
		assertThat(records.get(0).attributes().get("MessageGroupId")).isNotEmpty().isNotEqualTo("a");
		assertThat(records.get(0).text()).isEqualTo("plain");
	}

	@Test
	void fairQueueHasGroupsWithoutSequenceNumbers() {
		EventRecord record = Event
			.encapSqs(NewRecord.of(BLUE)
				.with("MessageGroupId", "a")
				.with("eventSourceARN", "arn:aws:sqs:us-east-1:1:standard"))
			.records()
			.get(0);
		assertThat(record.attributes()).containsEntry("MessageGroupId", "a")
			.doesNotContainKeys("SequenceNumber", "MessageDeduplicationId");
	}

	@Test
	void senderAttributesHaveDataTypes() {
		NewRecord record = NewRecord.of(BLUE)
			.with("tenant", "acme")
			.with("attempt", 3)
			.with("share", 0.25)
			.with("express", true)
			.with("digest", new byte[] { 1, 2, 3 });
		Event event = Event.encapSqs(record);
		assertThat(event.records().get(0).attributes()).containsEntry("tenant", "acme")
			.containsEntry("attempt", "3")
			.containsEntry("share", "0.25")
			.containsEntry("express", "true")
			.containsEntry("digest", "AQID");
		Map<String, SQSEvent.MessageAttribute> aws = event.bind(SQSEvent.class)
			.getRecords()
			.get(0)
			.getMessageAttributes();
		assertThat(aws.get("tenant").getStringValue()).isEqualTo("acme");
		assertThat(aws.get("tenant").getDataType()).isEqualTo("String");
		assertThat(aws.get("attempt").getStringValue()).isEqualTo("3");
		assertThat(aws.get("attempt").getDataType()).isEqualTo("Number");
		assertThat(aws.get("express").getDataType()).isEqualTo("String");
		assertThat(aws.get("digest").getBinaryValue()).isEqualTo(ByteBuffer.wrap(new byte[] { 1, 2, 3 }));
		assertThat(aws.get("digest").getDataType()).isEqualTo("Binary");
	}

	@Test
	void awsClassReadsIdAttributesAndTime() {
		SQSEvent.SQSMessage message = Event
			.encapSqs(NewRecord.of("x").id("m-1").timestamp(TIME).with("ApproximateReceiveCount", 2))
			.records()
			.get(0)
			.as(SQSEvent.SQSMessage.class);
		assertThat(message.getMessageId()).isEqualTo("m-1");
		assertThat(message.getAttributes()).containsEntry("SentTimestamp", String.valueOf(TIME.toEpochMilli()))
			.containsEntry("ApproximateFirstReceiveTimestamp", String.valueOf(TIME.toEpochMilli()))
			.containsEntry("ApproximateReceiveCount", "2");
	}

	@Test
	void acceptsTimeAsAttribute() {
		EventRecord record = Event.encapSqs(NewRecord.of("x").with("SentTimestamp", TIME.toEpochMilli()))
			.records()
			.get(0);
		assertThat(record.timestamp()).hasValue(TIME);
	}

}
