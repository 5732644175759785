package io.golambda.event;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisTimeWindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TumblingWindowTests {

	@Test
	void bindsStateToPrimitive() {
		Event event = Event.of("""
				{"Records":[],"window":{"start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:02:00Z"},"state":17}""");
		assertThat(event.window().orElseThrow().state(int.class)).hasValue(17);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"Records\":[],", "\"Records\":null,", "" })
	void finalEventHasNoRecordsInSeveralForms(String records) {
		Event event = Event.of("{" + records + "\"eventSourceARN\":\"arn:aws:kinesis:us-east-1:1:stream/s\","
				+ "\"window\":{\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-01-01T00:02:00Z\"},"
				+ "\"isFinalInvokeForWindow\":true}");
		assertThat(event.source()).isEqualTo(EventSource.KINESIS);
		assertThat(event.records()).isEmpty();
		assertThat(event.decapKinesis()).isEmpty();
	}

	@Test
	void bindsStateToGenericType() {
		TumblingWindow window = Event.of("""
				{"window":{"start":"2020-12-09T07:04:00Z","end":"2020-12-09T07:06:00Z"},"state":{"count":17}}""")
			.window()
			.orElseThrow();
		Map<String, Long> state = window.state(new TypeReference<Map<String, Long>>() {
		}).orElseThrow();
		assertThat(state).isEqualTo(Map.of("count", 17L));
	}

	@Test
	void readsWindowAndState() {
		Event event = Samples.event("window-kinesis");
		TumblingWindow window = event.window().orElseThrow();
		assertThat(window.start()).isEqualTo(Instant.parse("2020-12-09T07:04:00Z"));
		assertThat(window.end()).isEqualTo(Instant.parse("2020-12-09T07:06:00Z"));
		assertThat(window.shardId()).isEqualTo("shardId-000000000006");
		assertThat(window.eventSourceArn()).isEqualTo("arn:aws:kinesis:us-east-1:123456789012:stream/lambda-stream");
		assertThat(window.isFinal()).isFalse();
		assertThat(window.isTerminatedEarly()).isFalse();
		assertThat(window.state(Total.class)).hasValue(new Total(282, "total"));
		assertThat(event.records()).extracting((record) -> record.bind(Color.class)).containsExactly(new Color("blue"));
	}

	@Test
	void finalEventHasNoRecords() {
		Event event = Samples.event("window-dynamodb-final");
		assertThat(event.source()).isEqualTo(EventSource.DYNAMODB);
		assertThat(event.records()).isEmpty();
		assertThat(event.decapDynamoDb()).isEmpty();
		TumblingWindow window = event.window().orElseThrow();
		assertThat(window.isFinal()).isTrue();
		assertThat(window.isTerminatedEarly()).isTrue();
		assertThat(window.state(Object.class)).hasValue(Map.of("1", "282"));
		assertThatExceptionOfType(EventException.class).isThrownBy(event::decapKinesis)
			.withMessageContaining("Use decapDynamoDb()");
	}

	@Test
	void firstEventHasNoState() {
		Event event = Samples.event("window-kinesis-first");
		assertThat(event.records()).extracting((record) -> record.bind(Color.class))
			.containsExactly(new Color("blue"), new Color("orange"));
		TumblingWindow window = event.window().orElseThrow();
		assertThat(window.state(Total.class)).isEmpty();
		assertThat(window.start()).isEqualTo(Instant.parse("2020-12-09T07:04:00Z"));
		assertThat(window.isFinal()).isFalse();
	}

	@Test
	void readsRecordsAndStateOfDynamoDb() {
		Event event = Samples.event("window-dynamodb");
		for (List<EventRecord> records : List.of(event.decapDynamoDb(), event.records())) {
			assertThat(records).extracting((record) -> record.attributes().get("eventName"))
				.containsExactly("INSERT", "MODIFY", "REMOVE");
			assertThat(records).extracting((record) -> record.bind(Item.class))
				.containsExactly(new Item("o-1", BigInteger.valueOf(3)),
						new Item("o-2", new BigInteger("12345678901234567890")), new Item("o-3", BigInteger.TWO));
		}
		TumblingWindow window = event.window().orElseThrow();
		assertThat(window.state(Map.class)).hasValue(Map.of("count", "282", "largest", "12"));
		assertThat(window.end()).isEqualTo(Instant.parse("2020-07-30T17:05:00Z"));
		assertThat(window.shardId()).isEqualTo("shardId-00000001596128400000-0b1c2d3e");
		assertThat(window.isFinal()).isFalse();
	}

	@Test
	void emptyStateIsNoState() {
		for (String state : new String[] { "", ",\"state\":{}", ",\"state\":null" }) {
			Event event = Event
				.of("{\"window\":{\"start\":\"2020-12-09T07:04:00Z\",\"end\":\"2020-12-09T07:06:00Z\"}" + state + "}");
			TumblingWindow window = event.window().orElseThrow();
			assertThat(window.state(Total.class)).isEmpty();
			assertThat(window.state(Count.class)).as("with a primitive, too").isEmpty();
			assertThat(window.shardId()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "17", "{}", "{\"window\":null}", "{\"window\":\"2020-12-09T07:04:00Z\"}" })
	void otherEventsHaveNoWindow(String json) {
		assertThat(Event.of(json).window()).isEmpty();
		assertThat(Event.encapKinesis("x").window()).isEmpty();
	}

	@Test
	void rejectsInvalidTime() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of("""
				{"window":{"start":"2020-12-09T07:04:00Z","end":17}}""").window())
			.withMessage("The \"end\" of the event's tumbling window is not a time.");
	}

	@Test
	void bindingFailureDoesNotContainTheState() {
		TumblingWindow window = Event.of("""
				{"window":{"start":"2020-12-09T07:04:00Z","end":"2020-12-09T07:06:00Z"},"state":{"count":"secret"}}""")
			.window()
			.orElseThrow();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> window.state(Total.class))
			.withMessageStartingWith("The state of the event's tumbling window does not fit")
			.withMessageContaining("$.count cannot be read as java.lang.Integer from a string")
			.withMessageNotContaining("secret");
		assertThat(window).hasToString("TumblingWindow[2020-12-09T07:04:00Z to 2020-12-09T07:06:00Z]");
	}

	@Test
	void rejectsDuplicateState() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of("""
				{"window":{"start":"2020-12-09T07:04:00Z","end":"2020-12-09T07:06:00Z"},
				"state":{"count":1},"state":{"count":2}}""").window())
			.withMessage("The tumbling window of the event has two members \"state\".");
	}

	@Test
	void createsEventsOfAWindow() {
		for (Event stream : List.of(Event.encapKinesis(new Color("blue")), Event.encapDynamoDb(new Color("blue")))) {
			Event first = stream.withWindow(null);
			assertThat(first.source()).isEqualTo(stream.source());
			assertThat(first.window().orElseThrow().state(Count.class)).isEmpty();
			assertThat(first.records()).extracting((record) -> record.bind(Color.class))
				.containsExactly(new Color("blue"));
			Event next = stream.withWindow(new Count(17));
			assertThat(next.window().orElseThrow().state(Count.class)).hasValue(new Count(17));
			assertThat(next.window().orElseThrow().isFinal()).isFalse();
			Event last = stream.withFinalWindow("{\"count\":18}");
			assertThat(last.source()).isEqualTo(stream.source());
			assertThat(last.records()).isEmpty();
			TumblingWindow window = last.window().orElseThrow();
			assertThat(window.isFinal()).isTrue();
			assertThat(window.state(Count.class)).hasValue(new Count(18));
			assertThat(window.end()).isEqualTo(window.start().plusSeconds(120));
			assertThat(window.eventSourceArn()).isEqualTo(stream.records().get(0).attributes().get("eventSourceARN"));
		}
		KinesisTimeWindowEvent aws = Event.encapKinesis("x")
			.withWindow(Map.of("count", "17"))
			.bind(KinesisTimeWindowEvent.class);
		assertThat(aws.getState()).isEqualTo(Map.of("count", "17"));
		Event exact = Event.encapDynamoDb("{\"sum\":12345678901234567890.10}")
			.withWindow("{\"sum\":12345678901234567890.10}");
		assertThat(exact.records().get(0).text()).isEqualTo("{\"sum\":12345678901234567890.10}");
		assertThat(exact.json()).contains("\"state\":{\"sum\":12345678901234567890.10}");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.encapSqs("x").withWindow(null))
			.withMessage("Only events of Kinesis and DynamoDB streams have a tumbling window; this one is from SQS.");
	}

	@Test
	void rejectsEventsWithoutRecordsOfOtherStreams() {
		String json = Samples.event("window-dynamodb-final").json();
		for (String other : new String[] { json.replace(":dynamodb:", ":sqs:"), json.replace("\"window\"", "\"w\""),
				json.replace("arn:aws:dynamodb", "arn") }) {
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(other).records());
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(other).decapDynamoDb());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "window-kinesis", "window-kinesis-first" })
	void readsTheSameAsTheAwsClassOfKinesis(String name) {
		Event event = Samples.event(name);
		KinesisTimeWindowEvent expected = event.bind(KinesisTimeWindowEvent.class);
		TumblingWindow window = event.window().orElseThrow();
		assertThat(window.start()).isEqualTo(expected.getWindow().getStart());
		assertThat(window.end()).isEqualTo(expected.getWindow().getEnd());
		assertThat(window.shardId()).isEqualTo(expected.getShardId());
		assertThat(window.eventSourceArn()).isEqualTo(expected.getEventSourceArn());
		assertThat(window.isFinal()).isEqualTo(expected.getIsFinalInvokeForWindow());
		assertThat(window.isTerminatedEarly()).isEqualTo(expected.getIsWindowTerminatedEarly());
		assertThat(event.records()).extracting((record) -> record.id().orElseThrow())
			.isEqualTo(
					expected.getRecords().stream().map((record) -> record.getKinesis().getSequenceNumber()).toList());
		// AWS's class has strings only
		assertThat(window.state(new TypeReference<Map<String, String>>() {
		}).orElse(Map.of())).isEqualTo(expected.getState());
	}

	@ParameterizedTest
	@ValueSource(strings = { "window-dynamodb", "window-dynamodb-final" })
	void readsTheSameAsTheAwsClassOfDynamoDb(String name) {
		Event event = Samples.event(name);
		DynamodbTimeWindowEvent expected = event.bind(DynamodbTimeWindowEvent.class);
		TumblingWindow window = event.window().orElseThrow();
		assertThat(window.start()).isEqualTo(expected.getWindow().getStart());
		assertThat(window.end()).isEqualTo(expected.getWindow().getEnd());
		assertThat(window.shardId()).isEqualTo(expected.getShardId());
		assertThat(window.eventSourceArn()).isEqualTo(expected.getEventSourceArn());
		assertThat(window.isFinal()).isEqualTo(expected.getIsFinalInvokeForWindow());
		assertThat(window.isTerminatedEarly()).isEqualTo(expected.getIsWindowTerminatedEarly());
		assertThat(window.state(Object.class)).hasValue(expected.getState());
		assertThat(event.records()).extracting((record) -> record.id().orElseThrow())
			.isEqualTo(
					expected.getRecords().stream().map((record) -> record.getDynamodb().getSequenceNumber()).toList());
	}

	record Item(String id, BigInteger count) {

	}

	record Count(int count) {

	}

	record Total(Integer count, String name) {

	}

}
