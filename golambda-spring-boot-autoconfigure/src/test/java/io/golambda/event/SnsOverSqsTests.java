package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests messages that a topic delivers to a queue, with and without raw message delivery.
 */
class SnsOverSqsTests {

	@Test
	void rawDeliveryMessageIsTheBareNotification() {
		Event event = Samples.event("sns-over-sqs-raw");
		for (List<EventRecord> records : List.of(event.decapSqs(), event.records())) {
			assertThat(records).extracting(EventRecord::source).containsExactly(EventSource.SQS, EventSource.SQS);
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(records.get(1).text()).isEqualTo("grün, plain text");
			assertThat(records.get(0).envelope()).isEmpty();
		}
	}

	@Test
	void rawDeliveryMessageHasTheAttributesOfTheNotification() {
		List<EventRecord> records = Samples.event("sns-over-sqs-raw").records();
		assertThat(records.get(0).attributes())
			.containsAllEntriesOf(Map.of("tenant", "acme", "priority", "3", "digest", "AQID"))
			.containsEntry("SenderId", "AIDAIT2UOQQY3AUEKVGXU");
		assertThat(records.get(1).attributes()).doesNotContainKeys("tenant", "priority", "digest");
	}

	@Test
	void decapSnsOverSqsOfRawDeliveryNamesDecapSqs() {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Samples.event("sns-over-sqs-raw").decapSnsOverSqs())
			.withMessage("Record 0 (id 4f4c1f0e-7a0b-4c0c-9b3e-2f6d1f3a7c01) of the SQS event carries no SNS "
					+ "notification; for a subscription with raw message delivery use decapSqs().");
	}

	@Test
	void fifoTopicNumbersNotificationsAndItsQueueGroupsMessages() {
		Event event = Samples.event("sns-over-sqs-fifo");
		for (List<EventRecord> records : List.of(event.decapSnsOverSqs(), event.records())) {
			assertThat(records).extracting((record) -> record.bind(Color.class))
				.containsExactly(new Color("blue"), new Color("orange"));
			assertThat(records).extracting((record) -> record.attributes().get("SequenceNumber"))
				.containsExactly("10000000000000003000", "10000000000000004000");
			List<EventRecord> messages = records.stream().map(EventRecord::outermost).toList();
			assertThat(messages).extracting((message) -> message.attributes().get("SequenceNumber"))
				.containsExactly("18859654337279213568", "18859654337279213824");
			assertThat(messages).extracting((message) -> message.attributes().get("MessageGroupId"))
				.containsExactly("customer-7", "customer-8");
		}
	}

	@Test
	void minimalNotificationHasOnlyItsTopic() {
		EventRecord record = Samples.event("sns-over-sqs-minimal").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.SNS);
		assertThat(record.text()).isEmpty();
		assertThat(record.id()).hasValue("n-1");
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("TopicArn", "t"));
		assertThat(record.outermost().id()).hasValue("1");
	}

	@Test
	void unusualNotificationIsReadable() {
		Event event = Samples.event("sns-over-sqs-odd");
		for (List<EventRecord> records : List.of(event.decapSnsOverSqs(), event.records())) {
			EventRecord record = records.get(0);
			assertThat(record.source()).isEqualTo(EventSource.SNS);
			assertThat(record.text()).as("escaped twice on its way").isEqualTo("{\"message\":\"gr\\u00fcn 😀\"}");
			assertThat(record.bind(Color.class)).isEqualTo(new Color("grün 😀"));
			assertThat(record.id()).hasValue("n-1");
			assertThat(record.timestamp()).as("a time that is none").isEmpty();
			assertThat(record.attributes()).as("of a Subject that is null, and one forged name")
				.isEqualTo(Map.of("grüß", "café", "TopicArn", "arn:aws:sns:us-east-2:123456789012:colors"));
			assertThat(record.outermost().id()).hasValue("m-1");
			assertThat(record.outermost().timestamp()).isEmpty();
		}
	}

	@Test
	void notificationHasItsOwnTimeNotThatOfTheMessage() {
		EventRecord record = Samples.event("sns-over-sqs-fifo").records().get(0);
		assertThat(record.timestamp()).hasValue(Instant.parse("2021-02-16T21:41:19.978Z"));
		assertThat(record.outermost().timestamp()).hasValue(Instant.ofEpochMilli(1613511680023L));
	}

}
