package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SqsTests {

	@Test
	void senderCannotForgeMissingAwsAttribute() {
		EventRecord record = Event
			.of("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"x\",\"messageAttributes\":{" + Stream
				.of("MessageGroupId", "MessageDeduplicationId", "SequenceNumber", "AWSTraceHeader",
						"DeadLetterQueueSourceArn", "SenderId", "SentTimestamp", "ApproximateReceiveCount",
						"ApproximateFirstReceiveTimestamp", "eventSourceARN", "awsRegion", "tenant")
				.map((name) -> "\"" + name + "\":{\"stringValue\":\"sent\"}")
				.collect(Collectors.joining(",")) + "}}]}")
			.records()
			.get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("tenant", "sent"));
	}

	@Test
	void messageWithTwoBodiesFailsAlone() {
		List<EventRecord> records = Event.of("""
				{"Records":[{"eventSource":"aws:sqs","messageId":"1","body":"a","body":"b"},\
				{"eventSource":"aws:sqs","messageId":"2","body":null,"body":"only"}]}""").records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).text())
			.withMessage("Record 0 (id 1) of the SQS event has its payload twice.");
		assertThat(records.get(1).text()).isEqualTo("only");
	}

	@Test
	void firstOfOtherDuplicateMembersWins() {
		EventRecord record = Event.of("""
				{"Records":[{"eventSource":"aws:sqs","messageId":"first","messageId":"second",\
				"attributes":{"SentTimestamp":"1"},"attributes":{"SentTimestamp":"2"},"body":"x"}]}""")
			.records()
			.get(0);
		assertThat(record.id()).hasValue("first");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(1));
		assertThat(record.attributes()).containsEntry("SentTimestamp", "1");
	}

	@Test
	void eventWhoseFirstElementIsNotARecordIsRecognised() {
		for (String first : List.of("null", "17", "[]")) {
			Event event = Event.of("{\"Records\":[" + first + ",{\"eventSource\":\"aws:sqs\",\"body\":\"x\"}]}");
			assertThat(event.source()).isEqualTo(EventSource.SQS);
			assertThatExceptionOfType(EventException.class).isThrownBy(event::records)
				.withMessageStartingWith("Record 0 of the SQS event is ");
		}
	}

	@Test
	void sourceNameMayBeEscaped() {
		Event event = Event.of("""
				{"Records":[{"eventSource":"aws:sq\\u0073","body":"x"}]}""");
		assertThat(event.source()).isEqualTo(EventSource.SQS);
		assertThat(event.records().get(0).text()).isEqualTo("x");
	}

	@Test
	void bindsBodyOfEachMessageInOrder() {
		assertThat(Samples.event("sqs-typical").decapSqs()).extracting((record) -> record.bind(Color.class))
			.containsExactly(new Color("blue"), new Color("orange"));
	}

	@Test
	void recordsRecognisesSource() {
		Event event = Samples.event("sqs-typical");
		assertThat(event.source()).isEqualTo(EventSource.SQS);
		assertThat(event.records()).extracting(EventRecord::source).containsExactly(EventSource.SQS, EventSource.SQS);
		assertThat(event.records()).extracting(EventRecord::index).containsExactly(0, 1);
	}

	@Test
	void recordHasIdAndSentTime() {
		EventRecord record = Samples.event("sqs-typical").decapSqs().get(1);
		assertThat(record.id()).hasValue("2e1424d4-f796-459a-8184-9c92662be6da");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(1545082650636L));
		assertThat(record.envelope()).isEmpty();
	}

	@Test
	void attributesAreThoseOfSenderAndAws() {
		assertThat(Samples.event("sqs-typical").decapSqs().get(0).attributes())
			.containsAllEntriesOf(Map.of("tenant", "acme", "attempt", "3", "digest", "AQID"))
			.containsAllEntriesOf(Map.of("SenderId", "AIDAIENQZJOLO23YVJ4VO", "ApproximateReceiveCount", "1"))
			.containsAllEntriesOf(Map.of("eventSourceARN", "arn:aws:sqs:us-east-2:123456789012:my-queue"));
		assertThat(Samples.event("sqs-fifo").decapSqs().get(0).attributes()).containsEntry("MessageGroupId", "1")
			.containsEntry("SequenceNumber", "18849496460467696128");
	}

	@Test
	void senderCannotForgeAwsAttributes() {
		assertThat(Samples.event("sqs-odd").decapSqs().get(0).attributes()).containsEntry("SentTimestamp",
				"not a number");
	}

	@Test
	void acceptsMembersInAnyOrderAndIgnoresUnknownOnes() {
		EventRecord record = Samples.event("sqs-odd").records().get(0);
		assertThat(record.text()).isEqualTo("grüß 😀 \"quoted\" \\ tab\tslash/ é 漢");
		assertThat(record.id()).hasValue("m-1");
		assertThat(record.timestamp()).as("a timestamp that is none").isEmpty();
	}

	@Test
	void minimalMessageHasOnlyItsId() {
		EventRecord record = Samples.event("sqs-minimal").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.SQS);
		assertThat(record.id()).hasValue("1");
		assertThat(record.text()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEmpty();
	}

	@Test
	void bindsTextBytesTreeAndGenericTypes() {
		EventRecord record = Event.encapSqs("[{\"message\":\"blue\"}]").decapSqs().get(0);
		assertThat(record.bind(String.class)).isEqualTo("[{\"message\":\"blue\"}]").isEqualTo(record.text());
		assertThat(record.bind(byte[].class)).asString().isEqualTo("[{\"message\":\"blue\"}]");
		assertThat(record.bind(JsonNode.class).get(0).get("message").stringValue()).isEqualTo("blue");
		assertThat(record.bind(new TypeReference<List<Color>>() {
		})).containsExactly(new Color("blue"));
	}

	@Test
	void bindsPrimitives() {
		int number = Event.encapSqs("17").decapSqs().get(0).bind(int.class);
		assertThat(number).isEqualTo(17);
		boolean whole = Event.of("true").bind(boolean.class);
		assertThat(whole).isTrue();
	}

	@Test
	void ignoresUnknownPropertiesOfBody() {
		Event event = Event.encapSqs("{\"message\":\"blue\",\"more\":1}");
		assertThat(event.decapSqs().get(0).bind(Color.class)).isEqualTo(new Color("blue"));
	}

	@Test
	void eventStaysAsItWasDelivered() {
		Event event = Samples.event("sqs-odd");
		event.records();
		assertThat(event.json()).contains("12345678901234567890123")
			.contains("\"somethingNew\":{\"a\":[1,{\"b\":null}]}");
		assertThat(Event.of(event.bytes())).isEqualTo(event);
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapSqs(new Color("blue"), "plain text", "bytes".getBytes());
		assertEqual(event);
		SQSEvent read = event.bind(SQSEvent.class);
		assertThat(read.getRecords()).extracting(SQSEvent.SQSMessage::getBody)
			.containsExactly("{\"message\":\"blue\"}", "plain text", "bytes");
		SQSEvent.SQSMessage message = read.getRecords().get(1);
		assertThat(message.getEventSource()).isEqualTo("aws:sqs");
		assertThat(message.getEventSourceArn()).isEqualTo("arn:aws:sqs:us-east-1:123456789012:queue");
		assertThat(message.getMd5OfBody()).isEqualTo("31bc5c2b8fd4f20cd747347b7504a385");
		assertThat(message.getMessageId()).isNotEqualTo(read.getRecords().get(0).getMessageId());
		assertThat(message.getAttributes()).containsKeys("SentTimestamp", "SenderId", "ApproximateReceiveCount");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqs-typical", "sqs-fifo", "sqs-minimal", "sqs-odd", "sns-over-sqs", "sns-over-sqs-raw",
			"sns-over-sqs-fifo", "sns-over-sqs-minimal", "sns-over-sqs-odd" })
	void readsSameValuesAsAwsClass(String name) {
		assertEqual(Samples.event(name));
	}

	private static void assertEqual(Event event) {
		List<SQSEvent.SQSMessage> expected = event.bind(SQSEvent.class).getRecords();
		List<EventRecord> records = event.decapSqs();
		assertThat(records).hasSameSizeAs(expected);
		for (int i = 0; i < records.size(); i++) {
			EventRecord record = records.get(i);
			SQSEvent.SQSMessage aws = expected.get(i);
			assertThat(record.text()).isEqualTo(aws.getBody());
			assertThat(record.id()).hasValue(aws.getMessageId());
			Map<String, String> attributes = new HashMap<>();
			if (aws.getMessageAttributes() != null) {
				aws.getMessageAttributes().forEach((name, attribute) -> attributes.put(name, value(attribute)));
			}
			if (aws.getAttributes() != null) {
				attributes.putAll(aws.getAttributes());
			}
			attributes.put("eventSourceARN", aws.getEventSourceArn());
			attributes.put("awsRegion", aws.getAwsRegion());
			attributes.values().removeIf(Objects::isNull);
			assertThat(record.attributes()).isEqualTo(attributes);
		}
	}

	private static String value(SQSEvent.MessageAttribute attribute) {
		return (attribute.getBinaryValue() != null)
				? Base64.getEncoder().encodeToString(attribute.getBinaryValue().array()) : attribute.getStringValue();
	}

	@Test
	void encapRejectsTextThatSqsCannotCarry() {
		assertThatIllegalArgumentException().isThrownBy(Event::encapSqs).withMessageContaining("at least one message");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSqs(new byte[] { (byte) 0xFF }))
			.withMessageContaining("not UTF-8");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSqs("\uD83D"))
			.withMessageContaining("unpaired surrogate");
	}

	@Test
	void halfSurrogatePairBecomesReplacementCharacter() {
		String event = new String(Event.encapSqs("a~b~").bytes(), StandardCharsets.UTF_8);
		EventRecord record = Event.of(event.replace("~", "\\uD83D")).decapSqs().get(0);
		assertThat(record.text()).isEqualTo("a\uFFFDb\uFFFD");
		assertThat(record.bytes()).isEqualTo("a\uFFFDb\uFFFD".getBytes(StandardCharsets.UTF_8));
	}

}
