package io.golambda.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.NewRecord;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.RecordInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that the records within a record of Firehose, such as the log events of a
 * subscription of CloudWatch Logs, are transformed one by one and answered as one.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#FirehoseExample">Subscription
 * filters with Amazon Data Firehose</a>
 */
class FirehoseNestedTests {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private static final String CONTROL = """
			{"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"",
			"subscriptionFilters":[],"logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE: Checking health"}]}""";

	@Test
	void logEventsAreTransformedOneByOneAndJoinedAsLines() {
		Event event = Event.encapFirehose(logs("a", "b"), logs("c"));
		List<String> seen = new ArrayList<>();
		List<Answer> answers = answers(FirehoseResponse.of(event, (record) -> {
			seen.add(record.text() + " of " + record.attributes().get("logGroup"));
			return FirehoseResult.ok(record.text().toUpperCase(Locale.ROOT));
		}));
		assertThat(seen).containsExactly("a of /g", "b of /g", "c of /g");
		assertThat(answers).containsExactly(new Answer(id(event, 0), "Ok", "A\nB\n"),
				new Answer(id(event, 1), "Ok", "C\n"));
	}

	@Test
	void textBytesAndObjectsAreLinesThatEndOnce() {
		Event event = Event.encapFirehose(logs("text", "bytes", "object", "line", "nothing"));
		assertThat(data(FirehoseResponse.of(event, (record) -> switch (record.text()) {
			case "bytes" -> FirehoseResult.ok(record.bytes());
			case "object" -> FirehoseResult.ok(Map.of("a", 1));
			case "line" -> FirehoseResult.ok("line\n");
			case "nothing" -> FirehoseResult.ok("");
			default -> FirehoseResult.ok(record.text());
		}))).containsExactly("text\nbytes\n{\"a\":1}\nline\n");
	}

	@Test
	void recordThatIsItsOwnPayloadIsDeliveredUnchanged() {
		assertThat(data(FirehoseResponse.of(Event.encapFirehose("a"), (record) -> FirehoseResult.ok(record.text()))))
			.containsExactly("a");
	}

	@Test
	void droppedLogEventsAreLeftOutAndAllDroppedIsDropped() {
		Event event = Event.encapFirehose(logs("a", "debug", "b"), logs("debug", "debug"));
		FirehoseResponse response = FirehoseResponse.of(event, (record) -> record.text().equals("debug")
				? FirehoseResult.dropped() : FirehoseResult.ok(record.text()));
		assertThat(answers(response)).extracting(Answer::result).containsExactly("Ok", "Dropped");
		assertThat(data(response).get(0)).isEqualTo("a\nb\n");
	}

	@Test
	void failedLogEventFailsItsFirehoseRecordWithTheOriginalData() {
		byte[] damaged = logs("{\"n\":1}", "no JSON", "{\"n\":3}");
		Event event = Event.encapFirehose(damaged, logs("{\"n\":4}"), logs("{\"n\":0}"));
		FirehoseResponse response = FirehoseResponse.of(event, (record) -> {
			int n = record.bind(JsonNode.class).get("n").intValue();
			return (n == 0) ? FirehoseResult.processingFailed() : FirehoseResult.ok(n);
		});
		assertThat(answers(response)).extracting(Answer::result)
			.containsExactly("ProcessingFailed", "Ok", "ProcessingFailed");
		assertThat(MAPPER.readTree(response.json()).at("/records/0/data").binaryValue()).isEqualTo(damaged);
	}

	@Test
	void controlMessageIsDropped() {
		Event event = Event.encapFirehose(gzip(CONTROL), logs("a"));
		for (FirehoseResponse response : List.of(
				FirehoseResponse.of(event, (record) -> FirehoseResult.ok(record.text())),
				FirehoseResponse.combine(event, (records) -> FirehoseResult.ok(records.get(0).text())))) {
			assertThat(answers(response)).extracting(Answer::result).containsExactly("Dropped", "Ok");
			assertThat(answers(response)).extracting(Answer::recordId).containsExactly(id(event, 0), id(event, 1));
		}
	}

	@Test
	void allRecordsOfOneFirehoseRecordCanBeCombined() throws IOException {
		Event event = Event.encapFirehose(logs("a", "b"), "plain");
		FirehoseResponse response = FirehoseResponse.combine(event, (records) -> FirehoseResult
			.ok(gzip(records.stream().map(EventRecord::text).collect(Collectors.joining("|")))));
		List<String> combined = new ArrayList<>();
		for (JsonNode record : MAPPER.readTree(response.json()).get("records")) {
			combined.add(new String(
					new GZIPInputStream(new ByteArrayInputStream(record.get("data").binaryValue())).readAllBytes(),
					StandardCharsets.UTF_8));
		}
		assertThat(combined).containsExactly("a|b", "plain");
	}

	@Test
	void exceptionFailsTheEventAndSkipsTheRemainingLogEvents() {
		List<String> seen = new ArrayList<>();
		assertThatIllegalStateException()
			.isThrownBy(() -> FirehoseResponse.of(Event.encapFirehose(logs("a", "b"), logs("c")), (record) -> {
				seen.add(record.text());
				throw new IllegalStateException("down");
			}))
			.withMessage("down");
		assertThat(seen).containsExactly("a");
	}

	@Test
	void partitionKeysAreThoseOfAllLogEvents() {
		Event event = Event.encapFirehose(logs("a", "a"), logs("a", "b"), logs("drop", "b"));
		FirehoseResponse response = FirehoseResponse.of(event,
				(record) -> record.text().equals("drop") ? FirehoseResult.dropped()
						: FirehoseResult.ok(record.text()).withPartitionKey("tenant", record.text()));
		JsonNode records = MAPPER.readTree(response.json()).get("records");
		assertThat(records.at("/0/metadata/partitionKeys/tenant").stringValue()).isEqualTo("a");
		assertThat(answers(response)).extracting(Answer::result).containsExactly("Ok", "ProcessingFailed", "Ok");
		assertThat(records.at("/2/metadata/partitionKeys/tenant").stringValue()).isEqualTo("b");
	}

	@Test
	void logEventsRunThroughTheRecordInterceptors() throws Exception {
		List<String> intercepted = new ArrayList<>();
		RecordInterceptor interceptor = (record, chain) -> {
			intercepted.add(record.text() + " in " + record.outermost().index());
			chain.proceed();
		};
		Event event = Event.encapFirehose(logs("a", "b"), logs("c"));
		new InvocationChain(List.of(), () -> List.of(interceptor)).invoke(event,
				(invocation) -> FirehoseResponse.of(event, (record) -> FirehoseResult.dropped()));
		assertThat(intercepted).containsExactly("a in 0", "b in 0", "c in 1");
	}

	@Test
	void anyNestedEventIsUnwrapped() {
		Event change = Event.encapDynamoDbOverKinesis("{\"id\":1}");
		Event event = Event.encapFirehose(change.decapKinesis().get(0).text(), Event.encapEventBridge("{\"id\":2}"),
				Event.encapS3("a", "b"), Event.encapKinesis(logs("c", "d")));
		List<EventSource> sources = new ArrayList<>();
		FirehoseResponse response = FirehoseResponse.of(event, (record) -> {
			sources.add(record.source());
			return FirehoseResult
				.ok((record.source() == EventSource.S3) ? record.attributes().get("key") : record.text());
		});
		assertThat(sources).containsExactly(EventSource.DYNAMODB, EventSource.EVENTBRIDGE, EventSource.S3,
				EventSource.S3, EventSource.CLOUDWATCH_LOGS, EventSource.CLOUDWATCH_LOGS);
		assertThat(data(response)).containsExactly("{\"id\":1}\n", "{\"id\":2}\n", "a\nb\n", "c\nd\n");
	}

	@Test
	void logEventsThatCameThroughKafkaAreAnsweredAsKafkaRecordValue() {
		Event event = Event.encapFirehose(NewRecord.of(logs("a", "b")).with("topic", "t").with("offset", 1));
		assertThat(FirehoseResponse.of(event, (record) -> FirehoseResult.ok(record.text())).json())
			.endsWith("\"result\":\"Ok\",\"kafkaRecordValue\":\"" + base64("a\nb\n") + "\"}]}");
	}

	@Provide
	Arbitrary<String> messages() {
		return Arbitraries.strings().alpha().ofMinLength(1);
	}

	@Property(tries = 100)
	void noLogEventIsLost(
			@ForAll @Size(max = 5) @NotEmpty List<@Size(max = 5) List<@From("messages") String>> deliveries) {
		Object[] data = deliveries.stream()
			.map((messages) -> messages.isEmpty() ? gzip(CONTROL) : logs(messages.toArray()))
			.toArray();
		FirehoseResponse response = FirehoseResponse.of(Event.encapFirehose(data),
				(record) -> FirehoseResult.ok(record.text()));
		assertThat(answers(response)).hasSameSizeAs(deliveries);
		for (int i = 0; i < deliveries.size(); i++) {
			Answer answer = answers(response).get(i);
			assertThat(answer.result()).isEqualTo(deliveries.get(i).isEmpty() ? "Dropped" : "Ok");
			if (!deliveries.get(i).isEmpty()) {
				assertThat(answer.data().lines()).isEqualTo(deliveries.get(i));
			}
		}
	}

	@Test
	void responseThatLambdaCannotReturnFailsTheLargestRecordsOnly() {
		Event event = Event.encapFirehose("1", "4000000", "2", "3000000", "3");
		FirehoseResponse response = FirehoseResponse.of(event,
				(record) -> FirehoseResult.ok("x".repeat(record.bind(int.class))));
		assertThat(response.json().length()).isLessThan(6 * 1024 * 1024);
		assertThat(answers(response)).extracting(Answer::result)
			.containsExactly("Ok", "ProcessingFailed", "Ok", "Ok", "Ok");
		assertThat(answers(response)).extracting(Answer::recordId)
			.containsExactlyElementsOf(
					event.decapFirehose().stream().map((record) -> record.id().orElseThrow()).toList());
	}

	@Test
	void originalDataIsOmittedFromResponseThatLambdaCannotReturn() {
		String large = "y".repeat(2_500_000);
		Event event = Event.encapFirehose(large, "a");
		FirehoseResponse response = FirehoseResponse.of(event, (record) -> (record.text().length() > 1)
				? FirehoseResult.dropped() : FirehoseResult.ok("x".repeat(4_000_000)));
		assertThat(response.json()).hasSizeLessThan(6 * 1024 * 1024)
			.startsWith("{\"records\":[{\"recordId\":\"" + id(event, 0) + "\",\"result\":\"Dropped\"},");
		assertThat(answers(response)).extracting(Answer::result).containsExactly("Dropped", "Ok");
	}

	@Test
	void responseOfExactlyTheLimitIsReturnedUnchanged() {
		Event event = Event.encapFirehose(NewRecord.of("a").id("1"), NewRecord.of("b").id("2"));
		int rest = 6 * 1024 * 1024 - "{\"records\":[{\"recordId\":\"1\",\"result\":\"Ok\",\"data\":\"\"},".length()
				- "{\"recordId\":\"2\",\"result\":\"Ok\",\"data\":\"\"}]}".length();
		int data = rest / 4 * 3;
		FirehoseResponse response = FirehoseResponse.of(event,
				(record) -> FirehoseResult.ok(record.text().equals("a") ? "x".repeat(data) : ""));
		assertThat(answers(response)).extracting(Answer::result).containsExactly("Ok", "Ok");
		FirehoseResponse tooLarge = FirehoseResponse.of(event,
				(record) -> FirehoseResult.ok(record.text().equals("a") ? "x".repeat(data + 3) : ""));
		assertThat(answers(tooLarge)).extracting(Answer::result).containsExactly("ProcessingFailed", "Ok");
	}

	private static byte[] logs(Object... messages) {
		String json = IntStream.range(0, messages.length)
			.mapToObj((i) -> "{\"id\":\"" + i + "\",\"timestamp\":1700000000123,\"message\":"
					+ MAPPER.writeValueAsString(messages[i]) + "}")
			.collect(Collectors.joining(",",
					"{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"/g\",\"logStream\":\"s\","
							+ "\"subscriptionFilters\":[\"f\"],\"logEvents\":[",
					"]}"));
		return gzip(json);
	}

	private static byte[] gzip(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static String id(Event event, int index) {
		return event.decapFirehose().get(index).id().orElseThrow();
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static List<String> data(FirehoseResponse response) {
		return answers(response).stream().map(Answer::data).toList();
	}

	private static List<Answer> answers(FirehoseResponse response) {
		List<Answer> answers = new ArrayList<>();
		for (JsonNode record : MAPPER.readTree(response.json()).get("records")) {
			JsonNode data = record.path("data");
			answers.add(new Answer(record.get("recordId").stringValue(), record.get("result").stringValue(),
					data.isMissingNode() ? "" : new String(data.binaryValue(), StandardCharsets.UTF_8)));
		}
		return answers;
	}

	private record Answer(String recordId, String result, String data) {

	}

}
