package io.golambda.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SnsTests {

	@Test
	void senderCannotForgeMissingAwsAttribute() {
		String attributes = """
				"MessageAttributes":{"Subject":{"Value":"sent"},"SequenceNumber":{"Value":"sent"},\
				"TopicArn":{"Value":"sent"},"EventSubscriptionArn":{"Value":"sent"},\
				"tenant":{"Value":"sent"}}""";
		EventRecord record = Event
			.of("{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{\"Message\":\"x\"," + attributes + "}}]}")
			.records()
			.get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("tenant", "sent"));
	}

	@Test
	void bareNotificationMayBeTheWholeEvent() {
		Event event = Event.of(Samples.event("sns-over-sqs").decapSqs().get(0).text());
		assertThat(event.source()).isEqualTo(EventSource.SNS);
		for (List<EventRecord> records : List.of(event.decapSns(), event.records())) {
			assertThat(records).hasSize(1);
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(records.get(0).index()).isZero();
			assertThat(records.get(0).envelope()).isEmpty();
		}
	}

	@Test
	void bindsMessage() {
		EventRecord record = Samples.event("sns-typical").decapSns().get(0);
		assertThat(record.bind(Color.class)).isEqualTo(new Color("blue"));
		assertThat(record.id()).hasValue("95df01b4-ee98-5cb9-9903-4c221d41eb5e");
		assertThat(record.timestamp()).hasValue(Instant.parse("2019-01-02T12:45:07Z"));
		assertThat(record.attributes()).containsEntry("Test", "TestString")
			.containsEntry("TestBinary", "VGVzdEJpbmFyeQ==")
			.containsEntry("Subject", "TestInvoke")
			.containsEntry("TopicArn", "arn:aws:sns:us-east-1:123456789012:sns-lambda")
			.containsKey("EventSubscriptionArn");
	}

	@Test
	void minimalNotificationHasOnlyItsMessage() {
		EventRecord record = Samples.event("sns-minimal").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.SNS);
		assertThat(record.text()).isEqualTo("hello");
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEmpty();
	}

	@Test
	void unusualNotificationIsReadable() {
		EventRecord record = Samples.event("sns-odd").records().get(0);
		assertThat(record.text()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).containsEntry("SequenceNumber", "10000000000000003000")
			.doesNotContainKey("Subject");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sns-typical", "sns-minimal" })
	void readsSameValuesAsAwsClass(String name) {
		assertEqual(Samples.event(name));
	}

	private static void assertEqual(Event event) {
		List<SNSEvent.SNSRecord> expected = event.bind(SNSEvent.class).getRecords();
		List<EventRecord> records = event.decapSns();
		assertThat(records).hasSameSizeAs(expected);
		for (int i = 0; i < records.size(); i++) {
			EventRecord record = records.get(i);
			SNSEvent.SNS aws = expected.get(i).getSNS();
			assertThat(record.text()).isEqualTo(aws.getMessage());
			assertThat(record.id()).hasValue(aws.getMessageId());
			assertThat(record.timestamp().map(Instant::toEpochMilli).orElse(null))
				.isEqualTo((aws.getTimestamp() != null) ? aws.getTimestamp().getMillis() : null);
			Map<String, String> attributes = new HashMap<>();
			if (aws.getMessageAttributes() != null) {
				aws.getMessageAttributes().forEach((name, attribute) -> attributes.put(name, attribute.getValue()));
			}
			attributes.put("TopicArn", aws.getTopicArn());
			attributes.put("Subject", aws.getSubject());
			attributes.put("EventSubscriptionArn", expected.get(i).getEventSubscriptionArn());
			attributes.values().removeIf(Objects::isNull);
			assertThat(record.attributes()).isEqualTo(attributes);
		}
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapSns(new Color("blue"), "plain");
		assertEqual(event);
		SNSEvent read = event.bind(SNSEvent.class);
		assertThat(read.getRecords()).extracting((record) -> record.getSNS().getMessage())
			.containsExactly("{\"message\":\"blue\"}", "plain");
		assertThat(read.getRecords().get(0).getSNS().getTopicArn())
			.isEqualTo("arn:aws:sns:us-east-1:123456789012:topic");
		assertThat(read.getRecords().get(0).getSNS().getTimestamp()).isNotNull();
	}

	@Test
	void notificationInQueueIsUnwrappedAndKeepsItsEnvelope() {
		Event event = Samples.event("sns-over-sqs");
		for (List<EventRecord> records : List.of(event.decapSnsOverSqs(), event.records())) {
			EventRecord record = records.get(0);
			assertThat(record.source()).isEqualTo(EventSource.SNS);
			assertThat(record.bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(record.id()).hasValue("dc1e94d9-56c5-5e96-808d-cc7f68faa162");
			assertThat(record.timestamp()).hasValue(Instant.parse("2021-02-16T21:41:19.978Z"));
			assertThat(record.attributes()).containsEntry("tenant", "acme").containsEntry("Subject", "TestSubject");
			EventRecord envelope = record.envelope().orElseThrow();
			assertThat(envelope.source()).isEqualTo(EventSource.SQS);
			assertThat(envelope.id()).hasValue("6a1b0b6e-1e0c-4a77-8a2c-5a3c2a9d0c11");
			assertThat(envelope.envelope()).isEmpty();
		}
	}

	@Test
	void decapReversesEncapOverSqs() {
		Event event = Event.encapSnsOverSqs(new Color("blue"), new Color("orange"));
		assertThat(event.decapSnsOverSqs()).extracting((record) -> record.bind(Color.class))
			.containsExactly(new Color("blue"), new Color("orange"));
		assertThat(event.decapSnsOverSqs()).extracting(EventRecord::index).containsExactly(0, 1);
		assertThat(event.decapSqs().get(0).text()).contains("\"SigningCertURL\"").contains("\"UnsubscribeURL\"");
	}

	@Test
	void bodyThatMerelyLooksLikeNotificationStaysTheBody() {
		Event event = Event.encapSqs("""
				{"Type":"Notification","Message":"no topic"}""", "{\"Records\":[]}",
				"{\"Records\":[{\"EventSource\":\"aws:sns\"", " {not json");
		assertThat(event.records()).extracting(EventRecord::source).containsOnly(EventSource.SQS);
		assertThat(event.records()).extracting(EventRecord::text)
			.containsExactly("""
					{"Type":"Notification","Message":"no topic"}""", "{\"Records\":[]}",
					"{\"Records\":[{\"EventSource\":\"aws:sns\"", " {not json");
	}

	@Test
	void unwrappingStopsAtFixedDepth() {
		String body = "innermost";
		for (int i = 0; i < 12; i++) {
			body = Event.encapSqs(body).json();
		}
		EventRecord record = Event.of(body).records().get(0);
		int depth = 1;
		for (var envelope = record.envelope(); envelope.isPresent(); envelope = envelope.get().envelope()) {
			depth++;
		}
		assertThat(depth).isEqualTo(8);
		assertThat(record.text()).contains("aws:sqs");
	}

	@Test
	void messageThatIsNotANotificationIsReportedWithItsRecord() {
		Event event = Event.encapSqs("bare");
		assertThatExceptionOfType(EventException.class).isThrownBy(event::decapSnsOverSqs)
			.withMessageStartingWith("Record 0 (id ")
			.withMessageContaining("carries no SNS notification")
			.withMessageContaining("decapSqs()");
	}

}
