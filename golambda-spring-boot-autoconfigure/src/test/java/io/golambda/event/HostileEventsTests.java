package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.CodeCommitEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import io.golambda.batch.FirehoseResponse;
import io.golambda.batch.FirehoseResult;
import io.golambda.batch.S3TaskResponse;
import io.golambda.batch.S3TaskResult;
import io.golambda.event.Samples.Color;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests that JSON which parsers reject, in any place of any event, causes only an
 * {@link EventException} with a short, printable message.
 */
class HostileEventsTests {

	private static final List<Class<?>> TYPES = List.of(Color.class, JsonNode.class, Object.class, int.class,
			byte[].class);

	private static final List<Class<?>> CLASSES_OF_RECORDS = List.of(SQSEvent.SQSMessage.class,
			SNSEvent.SNSRecord.class, KinesisEvent.KinesisEventRecord.class, DynamodbEvent.DynamodbStreamRecord.class,
			KafkaEvent.KafkaEventRecord.class, ActiveMQEvent.ActiveMQMessage.class, RabbitMQEvent.RabbitMessage.class,
			KinesisFirehoseEvent.Record.class, CodeCommitEvent.Record.class, ScheduledEvent.class,
			LambdaDestinationEvent.class, Object.class);

	static Stream<Event> events() {
		return Stream.of(Event.encapSqs("{}"), Event.encapSns("{}"), Event.encapSnsOverSqs("{}"), Event.encapS3("key"),
				Event.encapDynamoDb("{\"id\":\"1\"}"), Event.encapKinesis("{}"), Event.encapKinesisAggregated("{}"),
				Event.encapEventBridge("{}"), Event.encapDocumentDb("{}"), Event.encapSes("{}"),
				Event.encapCodeCommit("{}"), Event.encapLambdaDestination("{}"), Event.encapCloudWatchLogs("{}"),
				Event.encapEventBridgeCustomBus("{}"), Event.encapEventBridgeCustomBus(Event.encapEventBridge("{}")),
				Event.encapS3Batch("key"), Event.encapFirehose("{}"), Event.encapKafka("{}"), Event.encapActiveMq("{}"),
				Event.encapRabbitMq("{}"), Event.encapKinesis("{}").withWindow("{\"a\":1}"),
				Event.of(BareRecord.DYNAMODB_OF_KINESIS.of("x")), Event.of(BareRecord.SES_NOTIFICATION.of("x")),
				Event.of(BareRecord.CLOUDWATCH_LOGS.of("x")));
	}

	private static Map<String, byte[]> values() {
		Map<String, byte[]> values = new LinkedHashMap<>();
		values.put("nested as deep as can be read", nested(480));
		values.put("nested too deep", nested(1_200));
		values.put("nested beyond any stack", nested(20_000));
		values.put("an integer of 1001 digits", utf8("9".repeat(1001)));
		values.put("a fraction of 1001 digits", utf8("0." + "9".repeat(1001)));
		values.put("an exponent beyond all", utf8("1e999999999"));
		values.put("a name too long", utf8("{\"" + "n".repeat(60_000) + "\":1}"));
		values.put("a name that is not UTF-8", utf8("{\"a\u00FFb\":1}", (byte) 0xFF));
		values.put("a string that is not UTF-8", utf8("\"a\u00FFb\"", (byte) 0xFF));
		values.put("half a surrogate pair", utf8("\"\\ud800\""));
		values.put("half a surrogate pair in a name", utf8("{\"\\udc00\":\"\\ud83d\"}"));
		values.put("controls", utf8("\"\\u001b[31m\\u2028\\u202e\\u0000\""));
		values.put("a raw control", utf8("\"\u0001\""));
		values.put("nothing", new byte[0]);
		values.put("broken off", utf8("{\"a\":"));
		values.put("an array", utf8("[[],{},null]"));
		return values;
	}

	@ParameterizedTest
	@MethodSource("events")
	void readersThrowOnlyEventExceptions(Event event) {
		values().forEach((what, value) -> {
			for (byte[] hostile : placed(event.json(), value)) {
				read(Event.of(hostile), what);
			}
		});
	}

	// replaces each value of the event, and adds a member to each object
	private static List<byte[]> placed(String event, byte[] value) {
		List<byte[]> placed = new ArrayList<>();
		placed.add(value);
		for (int at = event.indexOf(':'); at >= 0; at = event.indexOf("\":", at + 1)) {
			int start = (event.charAt(at) == '"') ? at + 2 : at + 1;
			if (event.charAt(start) == '\\') {
				continue;
			}
			JsonScanner json = new JsonScanner(event.getBytes(StandardCharsets.UTF_8), start);
			if (json.type() != JsonType.NONE) {
				placed.add(joined(event.substring(0, start), value, event.substring(start + json.value().length())));
			}
		}
		for (int at = event.indexOf('{'); at >= 0; at = event.indexOf('{', at + 1)) {
			if (event.startsWith("{\"", at)) {
				placed.add(joined(event.substring(0, at + 1) + "\"Extra\":", value, "," + event.substring(at + 1)));
			}
		}
		return placed;
	}

	private static void read(Event event, String what) {
		check(what, event::source);
		check(what, event::isFromPipes);
		check(what, event::json);
		check(what, event::toString);
		TYPES.forEach((type) -> check(what, () -> event.bind(type)));
		for (Function<Event, List<EventRecord>> reading : List.<Function<Event, List<EventRecord>>>of(Event::records,
				Event::decapSqs, Event::decapSnsOverSqs, Event::decapCloudWatchLogs, Event::decapKafka)) {
			check(what, () -> reading.apply(event));
		}
		check(what, () -> event.records().forEach((record) -> read(record, what)));
		check(what, () -> event.window().ifPresent((window) -> {
			check(what, () -> window.state(Color.class));
			check(what, () -> window.state(Object.class));
		}));
		check(what, () -> FirehoseResponse.of(event, (record) -> FirehoseResult.ok(record.bind(Map.class))));
		check(what, () -> S3TaskResponse.of(event, (task) -> S3TaskResult.succeeded(task.text())));
		check(what, () -> event.withWindow("{}"));
	}

	private static void read(EventRecord record, String what) {
		check(what, record::id);
		check(what, record::timestamp);
		check(what, record::attributes);
		check(what, record::headers);
		check(what, record::text);
		check(what, record::bytes);
		check(what, record::toString);
		TYPES.forEach((type) -> check(what, () -> record.bind(type)));
		check(what, () -> record.bind(new TypeReference<List<Map<String, Color>>>() {
		}));
		CLASSES_OF_RECORDS.forEach((type) -> check(what, () -> record.as(type)));
		for (String part : List.of("key", "NewImage", "OldImage", "Keys", "responsePayload", "documentKey", "content",
				"extractedFields", "none")) {
			check(what, () -> record.part(part).ifPresent(EventRecord::text));
		}
	}

	private static void check(String what, Runnable reading) {
		try {
			reading.run();
		}
		catch (EventException ex) {
			assertPrintable(ex.getMessage());
		}
		catch (RuntimeException | StackOverflowError ex) {
			fail("with " + what, ex);
		}
	}

	private static void assertPrintable(String message) {
		assertThat(message.length()).as(message).isLessThan(1_500);
		assertThat(
				message.chars()
					.noneMatch((character) -> Character.isISOControl(character)
							|| Character.getType(character) == Character.FORMAT || character == 0x2028
							|| character == 0x2029 || Character.isSurrogate((char) character)))
			.as(message)
			.isTrue();
	}

	@Test
	void messagesCutAndEscapeIdsAndNames() {
		String hostile = "\\u001b[31m\\r\\n\\u2028\\u202e" + "i".repeat(1024 * 1024);
		String shown = "\\u001b[31m\\u000d\\u000a\\u2028\\u202e" + "i".repeat(66) + "…";
		Event event = Event.of("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"" + hostile
				+ "\",\"body\":\"{\\\"" + "lines".repeat(1000) + "\\\":[{\\\"\\\\u001b\\\":{}}]}\"}]}");
		EventRecord record = event.records().get(0);
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> record.bind(new TypeReference<Map<String, List<Map<String, Integer>>>>() {
			}))
			.withMessageContaining("(id " + shown + ")")
			.withMessageContaining("$.linesl")
			.withMessageContaining("…[0].\\u001b cannot be read as")
			.satisfies((ex) -> assertPrintable(ex.getMessage()))
			.satisfies((ex) -> assertThat(ex.values().get("record.id").toString()).hasSizeLessThan(310));
		Event unknown = Event.of("{\"Records\":[{\"eventSource\":\"" + hostile + "\"}]}");
		assertThatExceptionOfType(EventException.class).isThrownBy(unknown::decapSqs)
			.satisfies((ex) -> assertPrintable(ex.getMessage()));
		Event member = Event.of("{\"" + hostile + "\":1}");
		assertThatExceptionOfType(EventException.class).isThrownBy(member::records)
			.satisfies((ex) -> assertPrintable(ex.getMessage()));
		Event confirmation = Event.of("{\"Type\":\"SubscriptionConfirmation\",\"MessageId\":\"1\",\"TopicArn\":\""
				+ hostile + "\",\"Message\":\"\"}");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> confirmation.records().get(0).bind(Color.class))
			.satisfies((ex) -> assertPrintable(ex.getMessage()));
		Event attribute = Event.of("{\"Records\":[{\"eventSource\":\"aws:dynamodb\",\"dynamodb\":{\"NewImage\":{\""
				+ hostile + "\":{\"" + hostile + "\":1}}}}]}");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> attribute.records().get(0).text())
			.satisfies((ex) -> assertPrintable(ex.getMessage()));
	}

	@Test
	void pathsIntoDeepNestingAreCutInTheMiddle() {
		String json = "{\"next\":".repeat(300) + "{\"count\":\"x\"}" + "}".repeat(300);
		EventRecord record = Event.encapSqs(json).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Node.class))
			.withMessageContaining("$.next.next")
			.withMessageContaining("….next.next.count cannot be read as int from a string")
			.satisfies((ex) -> assertPrintable(ex.getMessage()));
	}

	private static final String ARN = "arn:aws:kinesis:us-east-1:1:stream/\"\\\u0001\u2028";

	@Test
	void windowIsValidJsonForAnyStreamName() {
		Event event = Event.encapKinesis(NewRecord.of("{}").with("eventSourceARN", ARN));
		Event inWindow = event.withWindow("{\"a\":\"\\ud800\"}");
		assertThat(inWindow.window().orElseThrow().eventSourceArn()).isEqualTo(ARN);
		assertThat(inWindow.bind(JsonNode.class).path("Records").size()).isOne();
		assertThat(inWindow.withWindow("17").window().orElseThrow().state(int.class)).hasValue(17);
		assertThat(inWindow.withFinalWindow("{}").withWindow("{}").window().orElseThrow().eventSourceArn())
			.isEqualTo(ARN);
		assertThatIllegalArgumentException().isThrownBy(() -> event.withWindow("{\"a\":"));
		assertThatIllegalArgumentException().isThrownBy(() -> event.withWindow(Map.of("a", "\ud800")));
		Event pipe = Event.of(event.bind(JsonNode.class).path("Records").toString());
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> pipe.withWindow("{}"))
			.withMessageContaining("EventBridge Pipes and bare records have none");
	}

	@Test
	void valueThatCannotBeWrittenIsIllegalArgument() {
		for (Consumer<Object> encap : List.<Consumer<Object>>of(Event::encapSqs, Event::encapSns,
				Event::encapSnsOverSqs, Event::encapKinesis, Event::encapKinesisAggregated, Event::encapDynamoDb,
				Event::encapEventBridge, Event::encapKafka, Event::encapLambdaDestination, Event::encapFirehose,
				Event::encapCloudWatchLogs)) {
			for (Object message : Arrays.asList(new Unwritable(), Map.of("a", "\ud800"), Map.of("\udc00", 1))) {
				assertThatIllegalArgumentException().isThrownBy(() -> encap.accept(message));
			}
		}
		for (String name : List.of("\ud800", "a\udc00b")) {
			assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSqs(NewRecord.of("x").with(name, "y")));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapKafka(NewRecord.of("x").with("topic", name)));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapKafka(NewRecord.of("x").header(name, new byte[0])));
		}
		Event firehose = Event.encapFirehose("x");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> FirehoseResponse.of(firehose, (record) -> FirehoseResult.ok(new Unwritable())))
			.withMessageEndingWith(
					"has a result of " + Unwritable.class.getName() + " that cannot be written as JSON.");
	}

	private static byte[] nested(int depth) {
		return utf8("[".repeat(depth) + "]".repeat(depth));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	// replaces each U+00FF by this byte
	private static byte[] utf8(String text, byte other) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (char character : text.toCharArray()) {
			bytes.write((character == '\u00FF') ? other : character);
		}
		return bytes.toByteArray();
	}

	private static byte[] joined(String before, byte[] value, String after) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		joined.writeBytes(utf8(before));
		joined.writeBytes(value);
		joined.writeBytes(utf8(after));
		return joined.toByteArray();
	}

	record Node(Node next, int count) {

	}

	static final class Unwritable {

		public String getName() {
			throw new IllegalStateException("none");
		}

	}

}
