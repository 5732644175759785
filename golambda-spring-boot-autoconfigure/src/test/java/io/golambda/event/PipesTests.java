package io.golambda.event;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the bare arrays of records that EventBridge Pipes sends.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-source.html">Amazon
 * EventBridge Pipes sources</a>
 */
class PipesTests {

	@Test
	void bareArrayOfMessagesIsEventOfTheQueue() {
		Event event = Samples.event("pipes-sqs");
		assertThat(event.source()).isEqualTo(EventSource.SQS);
		for (List<EventRecord> records : List.of(event.decapSqs(), event.records())) {
			assertThat(records).extracting((record) -> record.bind(Color.class))
				.containsExactly(new Color("blue"), new Color("orange"));
			assertThat(records).extracting(EventRecord::index).containsExactly(0, 1);
			assertThat(records).extracting((record) -> record.id().orElseThrow())
				.containsExactly("b3f2c0de-1a5d-4f6b-9a57-0b9f3d0b7a11", "b3f2c0de-1a5d-4f6b-9a57-0b9f3d0b7a12");
			assertThat(records.get(0).attributes()).containsEntry("tenant", "acme");
		}
	}

	@Test
	void eventInBareArrayOfMessagesIsUnwrapped() {
		String message = Event.encapSqs(Event.encapS3("key")).json().replaceAll("^\\{\"Records\":|}$", "");
		EventRecord record = Event.of(message).records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.S3);
		assertThat(record.envelope().orElseThrow().source()).isEqualTo(EventSource.SQS);
	}

	@ParameterizedTest
	@CsvSource({ "kinesis, KINESIS, 49590338271490256608559692538361571095921575989136588898",
			"kafka, KAFKA, colors-0-15", "rabbitmq, RABBITMQ, m-1",
			"activemq, ACTIVEMQ, ID:b-9bcfa592-423a-4942-879d-eb284b418fc8-1.mq.us-west-2.amazonaws.com-37557-1234520418293-4:1:1:1:1" })
	void bareArrayOfRecordsIsEventOfTheirSource(String name, EventSource source, String id) {
		Event event = Samples.event("pipes-" + name);
		assertThat(event.source()).isEqualTo(source);
		EventRecord record = event.records().get(0);
		assertThat(record.bind(Color.class)).isEqualTo(new Color("blue"));
		assertThat(record.id()).hasValue(id);
		assertThat(record.timestamp()).isPresent();
		assertThat(record.attributes())
			.containsKey(source.equals(EventSource.KINESIS) ? "eventSourceARN" : "eventSourceArn");
	}

	@Test
	void kinesisRecordEqualsTheOneFromLambda() {
		EventRecord record = Samples.event("pipes-kinesis").decapKinesis().get(0);
		assertThat(record.attributes()).containsEntry("partitionKey", "1")
			.containsEntry("awsRegion", "us-east-2")
			.containsEntry("sequenceNumber", "49590338271490256608559692538361571095921575989136588898");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(1545084650987L));
	}

	@Test
	void otherArrayBindsButHasNoRecords() {
		for (String json : List.of("[]", "[1]", "[null]", "[{}]", "[{\"eventSource\":17}]",
				"[{\"message\":\"blue\"}]")) {
			Event event = Event.of(json);
			assertThat(event.source()).isEqualTo(EventSource.UNKNOWN);
			assertThatExceptionOfType(EventException.class).isThrownBy(event::records)
				.withMessageContaining("it is an array");
		}
		assertThat(Event.of("[{\"message\":\"blue\"}]").bind(Color[].class)).containsExactly(new Color("blue"));
	}

	@Test
	void arrayThatIsMalformedBehindItsFirstRecordIsRejected() {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("[{\"eventSource\":\"aws:sqs\"},null]").records())
			.withMessage("Record 1 of the SQS event is null, not an object.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of("""
				[{"eventSource":"aws:sqs"},{"eventSource":"aws:s3"}]""").records())
			.withMessageContaining("Record 1 of the event is not from SQS");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("[{\"eventSource\":\"aws:sqs\"}] more").records())
			.withMessageContaining("not JSON");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("[{\"eventSource\":\"aws:other\"}]").records())
			.withMessageContaining("its records are of \"aws:other\"");
	}

}
