package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Values that a source does not have or cannot carry are rejected.
 */
class NewRecordChecksTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Color BLUE = new Color("blue");

	@Test
	void rejectionNamesWhatTheSourceHas() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3(NewRecord.of("a").with("colour", "blue")))
			.withMessage("S3 records have no attribute \"colour\". They can have a timestamp; the attributes "
					+ "awsRegion, bucket, configurationId, eTag, eventName, key, sequencer, size, versionId.");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKinesis(NewRecord.of("a").header("colour", "blue")))
			.withMessage("KINESIS records have no headers. They can have an id; a timestamp; the attributes "
					+ "awsRegion, encryptionType, eventID, eventSourceARN, partitionKey, sequenceNumber.");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapLambdaDestination(NewRecord.of(BLUE).part("requestPayload", BLUE)))
			.withMessageStartingWith("LAMBDA_DESTINATION records have no part \"requestPayload\". They can have "
					+ "an id; a timestamp; the parts responsePayload; the attributes approximateInvokeCount, ");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSqs("plain", NewRecord.of("a").part("key", "k")))
			.withMessageStartingWith("SQS records have no part \"key\". ")
			.withMessageEndingWith("awsRegion, eventSourceARN and any attribute of the sender.");
	}

	@Test
	void sesRecordsHaveOnlyAPayload() {
		assertThat(Event.encapSes(NewRecord.of("{\"mail\":{\"messageId\":\"m\"}}")).records().get(0).id())
			.hasValue("m");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSes(NewRecord.of("{}").id("m")))
			.withMessage("SES records have no id. They can have nothing but a payload.");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSes(NewRecord.of("{}").timestamp(TIME)))
			.withMessageStartingWith("SES records have no timestamp. ");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSes(NewRecord.of("{}").with("subject", "s")))
			.withMessageStartingWith("SES records have no attribute \"subject\". ");
	}

	@Test
	void rejectsIdOfSourcesWithoutOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3(NewRecord.of("a").id("1")))
			.withMessageStartingWith("S3 records have no id. ");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapKafka(NewRecord.of("a").id("1")))
			.withMessageStartingWith("KAFKA records have no id. ")
			.withMessageContaining("offset, partition, timestampType, topic");
	}

	@Test
	void rejectsTimestampsTheSourceCannotCarry() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSqs(NewRecord.of("a").timestamp(TIME.plusNanos(1))))
			.withMessage(
					"SQS timestamps have a precision of milliseconds; use timestamp.truncatedTo(ChronoUnit.MILLIS).");
		for (ThrowingEncap encap : List.<ThrowingEncap>of(Event::encapRabbitMq, Event::encapDocumentDb)) {
			assertThatIllegalArgumentException().isThrownBy(() -> encap.of(NewRecord.of(BLUE).timestamp(TIME)))
				.withMessageContaining(
						"timestamps have a precision of seconds; use timestamp.truncatedTo(ChronoUnit.SECONDS).");
		}
		for (String time : List.of("1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z")) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapKafka(NewRecord.of("a").timestamp(Instant.parse(time))))
				.withMessage("KAFKA timestamps must be in the years 1970 to 9999.");
		}
	}

	@FunctionalInterface
	private interface ThrowingEncap {

		Event of(Object... messages);

	}

	@Test
	void rejectsBytesForTextAttributes() {
		byte[] bytes = { 1 };
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSqs(NewRecord.of("a").with("MessageGroupId", bytes)))
			.withMessage("The attribute \"MessageGroupId\" of SQS must be text, not bytes.");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapActiveMq(NewRecord.of("a").with("tenant", bytes)))
			.withMessage("The attribute \"tenant\" of ACTIVEMQ must be text, not bytes.");
	}

	@Test
	void rejectsInvalidNumbersAndBooleans() {
		for (Object offset : List.of("first", "", "1.0", "-1", "+1", "007", "99999999999999999999", 1.5, true)) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapKafka(NewRecord.of("a").with("offset", offset)))
				.withMessage("The attribute \"offset\" must be a whole number from 0 to 9223372036854775807, "
						+ "without a sign or leading zeros.");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKafka(NewRecord.of("a").with("partition", 1L << 31)))
			.withMessageContaining("from 0 to 2147483647");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSqs(NewRecord.of("a").with("SentTimestamp", "yesterday")));
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3(NewRecord.of("a").with("size", "big")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapFirehose(NewRecord.of("a").with("partitionId", "p")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapActiveMq(NewRecord.of("a").with("redelivered", "perhaps")))
			.withMessage("The attribute \"redelivered\" must be true or false.");
	}

	@Test
	void rejectsContradictingValues() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKinesis(NewRecord.of("a").id("1").with("sequenceNumber", "2")))
			.withMessage("The attribute \"sequenceNumber\" contradicts another value of the same record; "
					+ "set only one of them.");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSqs(NewRecord.of("a").timestamp(TIME).with("SentTimestamp", 1)));
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3(NewRecord.of("a").with("key", "b")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapKafka(NewRecord.of("a").with("eventSourceKey", "b-0")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapRabbitMq(NewRecord.of("a").id("1").with("messageId", "2")));
	}

	@Test
	void rejectsDifferentValuesOfOneEventAttribute() {
		Map<String, ThrowingEncap> once = Map.of("logGroup", Event::encapCloudWatchLogs, "deliveryStreamArn",
				Event::encapFirehose, "bootstrapServers", Event::encapKafka);
		once.forEach((name, encap) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> encap.of(NewRecord.of("a").with(name, "1"), NewRecord.of("b").with(name, "2")))
			.withMessage(
					"The event has one \"" + name + "\" for all of its records, but these have different values."));
		for (ThrowingEncap encap : List.<ThrowingEncap>of(Event::encapKafka, Event::encapActiveMq, Event::encapRabbitMq,
				Event::encapDocumentDb)) {
			NewRecord first = NewRecord.of("{}").with("eventSourceArn", "1");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> encap.of(first, NewRecord.of("{}").with("eventSourceArn", "2")));
			assertThat(encap.of(first, "{}", first).records())
				.allSatisfy((record) -> assertThat(record.attributes()).containsEntry("eventSourceArn", "1"));
		}
	}

	@Test
	void rejectsSeveralMessagesForSourcesWithOneRecord() {
		for (EventSource source : List.of(EventSource.EVENTBRIDGE, EventSource.LAMBDA_DESTINATION)) {
			assertThatIllegalArgumentException().isThrownBy(() -> Event.of(source, BLUE, BLUE))
				.withMessage("An event of " + source + " has one record, so pass one message only.");
			assertThat(Event.of(source, BLUE).records()).hasSize(1);
		}
	}

	@Test
	void rejectsEventsWithoutSourceOrMessage() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.of(EventSource.UNKNOWN, BLUE))
			.withMessageContaining("unknown source");
		for (EventSource source : EventSource.values()) {
			assertThatIllegalArgumentException().isThrownBy(() -> Event.of(source)).as(source.toString());
		}
	}

}
