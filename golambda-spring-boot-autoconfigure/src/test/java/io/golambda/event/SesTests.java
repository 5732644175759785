package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests events of SES, for which AWS has no class.
 */
class SesTests {

	@Test
	void bindsTheMail() {
		Event event = Samples.event("ses-typical");
		assertThat(event.source()).isEqualTo(EventSource.SES);
		for (List<EventRecord> records : List.of(event.decapSes(), event.records())) {
			Notification notification = records.get(0).bind(Notification.class);
			assertThat(notification.mail().commonHeaders().from()).containsExactly("Jane Doe <jane@example.com>");
			assertThat(notification.receipt().recipients()).containsExactly("john@example.com");
		}
	}

	@Test
	void attributesNameSenderRecipientsAndVerdicts() {
		EventRecord record = Samples.event("ses-typical").decapSes().get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("source", "prvs=144d0cba7=jane@example.com", "destination",
				"john@example.com,sales@example.com", "subject", "Welcome", "spamVerdict", "PASS", "virusVerdict",
				"PASS", "spfVerdict", "GRAY", "dkimVerdict", "PASS", "dmarcVerdict", "FAIL"));
		assertThat(record.id()).hasValue("EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000");
		assertThat(record.timestamp()).hasValue(Instant.parse("2019-08-05T21:30:02.028Z"));
	}

	@Test
	void notificationOfATopicNamesTheObjectWithTheMail() {
		EventRecord record = Event.encapSns("""
				{"notificationType":"Received","receipt":{"timestamp":"2019-08-05T21:30:02.028Z",
				"recipients":["john@example.com"],"spamVerdict":{"status":"PASS"},"action":{"type":"S3",
				"topicArn":"arn:aws:sns:r:1:t","bucketName":"mails","objectKeyPrefix":"in/","objectKey":"in/m-1"}},
				"mail":{"timestamp":"2019-08-05T21:30:02.028Z","source":"jane@example.com","messageId":"m-1",
				"destination":["john@example.com"],"commonHeaders":{"subject":"Hi"}}}""").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.SES);
		assertThat(record.envelope().orElseThrow().source()).isEqualTo(EventSource.SNS);
		assertThat(record.id()).hasValue("m-1");
		assertThat(record.timestamp()).hasValue(Instant.parse("2019-08-05T21:30:02.028Z"));
		assertThat(record.attributes())
			.isEqualTo(Map.of("bucketName", "mails", "objectKey", "in/m-1", "topicArn", "arn:aws:sns:r:1:t", "source",
					"jane@example.com", "destination", "john@example.com", "subject", "Hi", "spamVerdict", "PASS"));
		assertThat(record.bind(Notification.class).receipt().recipients()).containsExactly("john@example.com");
		assertThat(record.part("content")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "UTF-8, From: Jane", "BASE64, RnJvbTogSmFuZQ==" })
	void notificationOfAnSnsActionHasTheMailItself(String encoding, String content) {
		EventRecord record = Event.encapSnsOverSqs("""
				{"notificationType":"Received","content":"%s","receipt":{"action":{"type":"SNS","encoding":"%s"}},
				"mail":{"messageId":"m-1"}}""".formatted(content, encoding)).records().get(0);
		assertThat(record.part("content").orElseThrow().text()).isEqualTo("From: Jane");
	}

	@Test
	void notificationOnSentMailIsThePayloadOfItsTopic() {
		EventRecord record = Event.encapSns("""
				{"notificationType":"Bounce","bounce":{"bounceType":"Permanent"},"mail":{"messageId":"m-1"}}""")
			.records()
			.get(0);
		assertThat(record.source()).isEqualTo(EventSource.SNS);
	}

	@Test
	void minimalNotificationHasNoAttributes() {
		EventRecord record = Samples.event("ses-minimal").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.SES);
		assertThat(record.text()).isEqualTo("{}");
		assertThat(record.id()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEmpty();
	}

	@Test
	void unusualNotificationIsReadable() {
		List<EventRecord> records = Samples.event("ses-odd").records();
		EventRecord record = records.get(0);
		assertThat(record.id()).hasValue("m-1");
		assertThat(record.timestamp()).as("a time that is none").isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("subject", "✉ grüß", "virusVerdict", "PROCESSING_FAILED"));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(1).bind(Notification.class))
			.withMessage("Record 1 of the SES event has no payload.");
	}

	@Test
	void decapReversesEncap() {
		Notification notification = new Notification(new Mail("m-1", new Headers(List.of("Jane"))),
				new Receipt(List.of("john@example.com")));
		Event event = Event.encapSes(notification);
		assertThat(event.decapSes().get(0).bind(Notification.class)).isEqualTo(notification);
		assertThat(event.decapSes().get(0).id()).hasValue("m-1");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSes(List.of()));
	}

	@Test
	void rejectsEmptyListAndReportsNullRecord() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of("{\"Records\":[]}").decapSes())
			.withMessageContaining("its \"Records\" has no record");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"Records\":[{\"eventSource\":\"aws:ses\"},null]}").records())
			.withMessage("Record 1 of the SES event is null, not an object.");
	}

	record Notification(Mail mail, Receipt receipt) {

	}

	record Mail(String messageId, Headers commonHeaders) {

	}

	record Headers(List<String> from) {

	}

	record Receipt(List<String> recipients) {

	}

}
