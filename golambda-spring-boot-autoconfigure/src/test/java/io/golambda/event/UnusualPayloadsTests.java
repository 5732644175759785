package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests unusual payloads: each is read, or rejected with an explanation.
 */
class UnusualPayloadsTests {

	private static final String CONFIRMATION = """
			{"Type":"SubscriptionConfirmation","MessageId":"c-1","Token":"secret-token",
			"TopicArn":"arn:aws:sns:eu-west-1:111122223333:fruit","Message":"You have chosen to subscribe",
			"SubscribeURL":"https://sns.example/?Token=secret-token","Timestamp":"2024-01-01T00:00:00.000Z",
			"SignatureVersion":"1","Signature":"s","SigningCertURL":"https://sns.example/cert"}""";

	@Test
	void secondJsonValueInRecordIsReportedWithItsPosition() {
		List<EventRecord> records = Event.encapKinesis("""
				{"message":"blue"}{"message":"secret"}""", """
				{"message":"blue"}
				{"message":"secret"}
				""", """
				{"message":"blue"}
				""").records();
		assertFails(records.get(0), "it holds more than one JSON value, the second at line 1, column 19; "
				+ "lines(...) reads them one after the other");
		assertFails(records.get(1), "it holds more than one JSON value, the second at line 2, column 1; ");
		assertThat(records.get(2).bind(Color.class)).isEqualTo(new Color("blue"));
	}

	@Test
	void secondJsonValueInEventIsReportedWithItsPosition() {
		Event event = Event.of("""
				{"message":"blue"} {"message":"secret"}""");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(Color.class))
			.withMessageContaining("it holds more than one JSON value, the second at line 1, column 20; ");
		Event twoEvents = Event.of(Event.encapSqs("secret").json() + "\n" + Event.encapSqs("secret").json());
		assertThatExceptionOfType(EventException.class).isThrownBy(twoEvents::records)
			.withMessageStartingWith("The event is not JSON: it holds more than one JSON value, the second at line 2, ")
			.withMessageNotContaining("secret");
	}

	@Test
	void textBehindJsonIsNotReportedAsValue() {
		assertFails(Event.encapKinesis("{\"message\":\"blue\"},").records().get(0), "it is not JSON at line 1, column");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n\t " })
	void emptyPayloadIsReportedAsEmpty(String payload) {
		EventRecord record = Event.encapKinesis(payload).records().get(0);
		assertThat(record.text()).isEqualTo(payload);
		assertFails(record, "it is empty, which is not JSON; text() and bytes() return it unchanged.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(JsonNode.class))
			.withMessageContaining("it is empty");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(payload).bind(Color.class))
			.withMessageContaining("it is empty, which is not JSON; Event.bytes() returns it unchanged.");
	}

	@Test
	void nullIsReportedAsNull() {
		EventRecord record = Event.encapKinesis("null").records().get(0);
		assertFails(record, "it is null, the JSON literal; text() and bytes() return it unchanged.");
		assertThat(record.bind(JsonNode.class).isNull()).isTrue();
		assertThat(record.bind(new TypeReference<Optional<Color>>() {
		})).isEmpty();
	}

	@Test
	void byteOrderMarkIsNotPartOfTheJson() {
		String mark = "\uFEFF";
		Event event = Event.of(mark + Event.encapSqs(mark + "{\"message\":\"blue\"}", mark + notification()).json());
		assertThat(event.source()).isEqualTo(EventSource.SQS);
		assertThat(event.bytes()).startsWith(0xEF, 0xBB, 0xBF);
		assertThat(event.json()).startsWith("{");
		assertThat(event.bind(JsonNode.class).has("Records")).isTrue();
		assertThat(event.records()).extracting(EventRecord::source).containsExactly(EventSource.SQS, EventSource.SNS);
		assertThat(event.records()).extracting((record) -> record.bind(Color.class))
			.containsExactly(new Color("blue"), new Color("green"));
		assertThat(event.records().get(0).text()).isEqualTo(mark + "{\"message\":\"blue\"}");
		assertThat(Event.of(mark + notification()).records().get(0).id()).isPresent();
		assertThat(Event.encapKinesis(mark + "{\"message\":\"blue\"}").records().get(0).bind(Color.class))
			.isEqualTo(new Color("blue"));
	}

	@Test
	void utf16IsNamed() {
		byte[] event = Event.encapSqs("x").json().getBytes(StandardCharsets.UTF_16);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(event).records())
			.withMessage("The event is UTF-16, but Lambda delivers JSON in UTF-8; Event.bytes() returns the event "
					+ "unchanged.");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of(Event.encapSqs("x").json().getBytes(StandardCharsets.UTF_16LE)).records())
			.withMessageContaining("UTF-16");
		EventRecord record = Event.encapKinesis("{\"message\":\"blue\"}".getBytes(StandardCharsets.UTF_16))
			.records()
			.get(0);
		assertThat(record.bind(Color.class)).as("which Jackson reads").isEqualTo(new Color("blue"));
		assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
			.withMessageEndingWith(" has a payload that is UTF-16, not UTF-8; bytes() gives it as it is.");
	}

	@Test
	void subscriptionConfirmationInQueueIsNotANotification() {
		Event event = Event.encapSqs("{\"message\":\"blue\"}", CONFIRMATION, notification());
		List<EventRecord> records = event.records();
		assertThat(records).extracting(EventRecord::source)
			.containsExactly(EventSource.SQS, EventSource.SNS, EventSource.SNS);
		EventRecord confirmation = records.get(1);
		assertThat(confirmation.id()).hasValue("c-1");
		assertThat(confirmation.envelope())
			.hasValueSatisfying((envelope) -> assertThat(envelope.id()).isEqualTo(event.decapSqs().get(1).id()));
		assertFails(confirmation, " is the SubscriptionConfirmation of the SNS topic "
				+ "arn:aws:sns:eu-west-1:111122223333:fruit, not a notification; confirm the subscription by visiting "
				+ "its SubscribeURL, which text() and bind(JsonNode.class) give.");
		assertThat(confirmation.bind(JsonNode.class).path("SubscribeURL").asString())
			.isEqualTo("https://sns.example/?Token=secret-token");
		assertThat(confirmation.text()).isEqualTo(CONFIRMATION);
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> confirmation.bind(new TypeReference<Map<String, Object>>() {
			}));
		assertThat(records.get(2).bind(Color.class)).isEqualTo(new Color("green"));
		List<EventRecord> notifications = Event.encapSqs(CONFIRMATION, notification()).decapSnsOverSqs();
		assertFails(notifications.get(0), "is the SubscriptionConfirmation");
		assertThat(notifications.get(1).bind(Color.class)).isEqualTo(new Color("green"));
	}

	@Test
	void unsubscribeConfirmationWarnsThatVisitingSubscribesAgain() {
		String confirmation = CONFIRMATION.replace("SubscriptionConfirmation", "UnsubscribeConfirmation");
		assertFails(Event.encapSqs(confirmation).records().get(0), "is the UnsubscribeConfirmation of the SNS topic "
				+ "arn:aws:sns:eu-west-1:111122223333:fruit, not a notification; visit its SubscribeURL only if the "
				+ "topic is to go on sending");
	}

	@Test
	void directlyDeliveredConfirmationIsNotANotification() {
		Event bare = Event.of(CONFIRMATION);
		assertThat(bare.source()).isEqualTo(EventSource.SNS);
		assertFails(bare.records().get(0), "is the SubscriptionConfirmation");
		Event wrapped = Event
			.of("{\"Records\":[{\"EventSource\":\"aws:sns\",\"EventVersion\":\"1.0\",\"Sns\":" + CONFIRMATION + "}]}");
		assertFails(wrapped.decapSns().get(0), "is the SubscriptionConfirmation");
		assertThat(wrapped.decapSns().get(0).text()).isEqualTo(CONFIRMATION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "software.amazon.payloadoffloading.PayloadS3Pointer",
			"com.amazon.sqs.javamessaging.MessageS3Pointer" })
	void pointerOfExtendedClientIsReported(String name) {
		String pointer = "[\"" + name + "\",{\"s3BucketName\":\"basket\",\"s3Key\":\"k-1\"}]";
		for (Event event : List.of(Event.encapSqs(pointer), Event.encapSns(pointer), Event.encapSnsOverSqs(pointer))) {
			EventRecord record = event.records().get(0);
			assertFails(record, "is the pointer of AWS's extended client library to a message in S3, not the message; "
					+ "name the bucket in golambda.large-payload.buckets to have the message read, or read the object that "
					+ "text() and bind(JsonNode.class) name by s3BucketName and s3Key.");
			assertThat(record.text()).isEqualTo(pointer);
			assertThat(record.bind(JsonNode.class).get(1).path("s3Key").asString()).isEqualTo("k-1");
		}
	}

	private static String notification() {
		return Event.encapSnsOverSqs(new Color("green")).decapSqs().get(0).text();
	}

	private static void assertFails(EventRecord record, String what) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Color.class))
			.withMessageStartingWith("Record ")
			.withMessageContaining(what)
			.withMessageNotContaining("secret")
			.withNoCause();
	}

}
