package io.golambda.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.RecordInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FirehoseResponseTests {

	private static final String ID = "49546986683135544286507457936321625675700192471156785154";

	private static final String OTHER_ID = "49546986683135544286507457936321625675700192471156785155";

	@Test
	void invalidRecordIsReturnedAsFailedWithItsOriginalData() {
		Event event = Event.of("{\"deliveryStreamArn\":\"a\",\"records\":[{\"recordId\":\"1\",\"data\":\"no base64!\"},"
				+ "{\"recordId\":\"2\",\"data\":\"bm90IEpTT04=\"},{\"recordId\":\"3\"},"
				+ "{\"recordId\":\"4\",\"data\":\"eyJtZXNzYWdlIjoiYmx1ZSJ9\"}]}");
		assertThat(FirehoseResponse.of(event, (record) -> FirehoseResult.ok(record.bind(Color.class).message())).json())
			.isEqualTo("{\"records\":[{\"recordId\":\"1\",\"result\":\"ProcessingFailed\",\"data\":\"no base64!\"},"
					+ "{\"recordId\":\"2\",\"result\":\"ProcessingFailed\",\"data\":\"bm90IEpTT04=\"},"
					+ "{\"recordId\":\"3\",\"result\":\"ProcessingFailed\",\"data\":\"\"},"
					+ "{\"recordId\":\"4\",\"result\":\"Ok\",\"data\":\"Ymx1ZQ==\"}]}");
	}

	@Test
	void damagedOrExcessiveCompressedDataIsReturnedAsFailed() {
		byte[] whole = compressed("x".repeat(10_000));
		byte[] damaged = Arrays.copyOf(whole, whole.length - 9);
		Event event = Event.encapFirehose(damaged, whole, new Color("blue")).withInflatedLimit(5_000);
		JsonNode answered = JsonMapper.shared()
			.readTree(
					FirehoseResponse
						.of(event,
								(record) -> FirehoseResult
									.ok(record.bind(Color.class).message().toUpperCase(Locale.ROOT)))
						.json())
			.get("records");
		assertThat(answered.values()).extracting((record) -> record.get("result").stringValue())
			.containsExactly("ProcessingFailed", "ProcessingFailed", "Ok");
		assertThat(answered.values()).extracting((record) -> record.get("data").binaryValue())
			.containsExactly(damaged, whole, "BLUE".getBytes());
	}

	@Test
	void duplicatePayloadIsReturnedAsFailed() {
		Event event = Event.of("{\"deliveryStreamArn\":\"a\",\"records\":[{\"recordId\":\"1\",\"data\":\"YQ==\","
				+ "\"data\":\"Yg==\"},{\"recordId\":\"2\",\"data\":\"Yw==\"}]}");
		assertThat(FirehoseResponse.of(event, (record) -> FirehoseResult.ok(record.text())).json())
			.isEqualTo("{\"records\":[{\"recordId\":\"1\",\"result\":\"ProcessingFailed\",\"data\":\"YQ==\"},"
					+ "{\"recordId\":\"2\",\"result\":\"Ok\",\"data\":\"Yw==\"}]}");
	}

	@Test
	void resultsAreWrittenInTheFormatOfFirehose() {
		FirehoseResponse response = FirehoseResponse.of(event("firehose-typical"),
				(record) -> record.bind(Color.class).message().equals("blue") ? FirehoseResult.ok("BLUE\n")
						: FirehoseResult.dropped());
		assertThat(response.json()).isEqualTo(
				"{\"records\":[{\"recordId\":\"" + ID + "\",\"result\":\"Ok\",\"data\":\"QkxVRQo=\"},{\"recordId\":\""
						+ OTHER_ID + "\",\"result\":\"Dropped\",\"data\":\"eyJtZXNzYWdlIjoib3JhbmdlIn0=\"}]}");
	}

	@Test
	void dataIsBytesTextOrAnObject() {
		assertThat(response(FirehoseResult.ok(new byte[] { 0, (byte) 0xFF }))).contains("\"data\":\"AP8=\"");
		assertThat(response(FirehoseResult.ok(new StringBuilder("grün")))).contains("\"data\":\"Z3LDvG4=\"");
		assertThat(response(FirehoseResult.ok(new Color("blue")))).contains("\"data\":\"eyJtZXNzYWdlIjoiYmx1ZSJ9\"");
		assertThat(response(FirehoseResult.ok(""))).contains("\"data\":\"\"");
	}

	@Test
	void failedRecordKeepsItsOriginalData() {
		for (String data : List.of("c2VjcmV0", "no base64!", "")) {
			Event event = Event
				.of("{\"deliveryStreamArn\":\"a\",\"records\":[{\"recordId\":\"1\",\"data\":\"" + data + "\"}]}");
			assertThat(FirehoseResponse.of(event, (record) -> FirehoseResult.processingFailed()).json()).isEqualTo(
					"{\"records\":[{\"recordId\":\"1\",\"result\":\"ProcessingFailed\",\"data\":\"" + data + "\"}]}");
		}
		assertThat(FirehoseResponse.of(event("firehose-msk"), (record) -> FirehoseResult.dropped()).json())
			.endsWith("\"result\":\"Dropped\",\"kafkaRecordValue\":\"eyJtZXNzYWdlIjoiYmx1ZSJ9\"}]}");
	}

	@Test
	void partitionKeysAreWrittenAsMetadata() {
		FirehoseResult result = FirehoseResult.ok("x")
			.withPartitionKey("tenant", "acme")
			.withPartitionKey("year", "2026");
		assertThat(response(result)).isEqualTo("{\"records\":[{\"recordId\":\"1\",\"result\":\"Ok\",\"data\":\"eA==\","
				+ "\"metadata\":{\"partitionKeys\":{\"tenant\":\"acme\",\"year\":\"2026\"}}}]}");
		assertThat(FirehoseResult.dropped().withPartitionKey("a", "b")).isNotSameAs(FirehoseResult.dropped());
		assertThat(FirehoseResult.dropped().partitionKeys()).isEmpty();
	}

	@Test
	void kafkaRecordIsReturnedAsKafkaRecordValue() {
		assertThat(FirehoseResponse.of(event("firehose-msk"), (record) -> FirehoseResult.ok("x")).json())
			.endsWith("\"result\":\"Ok\",\"kafkaRecordValue\":\"eA==\"}]}");
	}

	@Test
	void objectIsWrittenByTheMapperOfTheEvent() {
		JsonMapper mapper = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
			.build();
		Event event = Event.encapFirehose("x").withMapper(mapper);
		String answer = FirehoseResponse.of(event, (record) -> FirehoseResult.ok(new Color("blue"))).json();
		byte[] data = mapper.readTree(answer).at("/records/0/data").binaryValue();
		assertThat(data).asString().isEqualTo("{\"Message\":\"blue\"}");
	}

	@Test
	void anyMapperWritesTheSameResponse() {
		FirehoseResponse response = FirehoseResponse.of(Event.encapFirehose("x"),
				(record) -> FirehoseResult.ok("y").withPartitionKey("key", "\"quoted\""));
		for (JsonMapper mapper : List.of(JsonMapper.builder().build(),
				JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE).build(),
				JsonMapper.builder()
					.changeDefaultVisibility((checker) -> checker.withGetterVisibility(JsonAutoDetect.Visibility.NONE))
					.build())) {
			assertThat(mapper.writeValueAsString(response)).isEqualTo(response.json());
			assertThat(mapper.writeValueAsString(Map.of("answer", response)))
				.isEqualTo("{\"answer\":" + response.json() + "}");
		}
		assertThat(JsonMapper.builder()
			.build()
			.readTree(response.json())
			.at("/records/0/metadata/partitionKeys/key")
			.stringValue()).isEqualTo("\"quoted\"");
	}

	@Test
	void everyRecordIsReturnedOnceAndInOrder() {
		Object[] messages = new Object[500];
		Arrays.setAll(messages, String::valueOf);
		Event event = Event.encapFirehose(messages);
		List<String> seen = new ArrayList<>();
		String answer = FirehoseResponse.of(event, (record) -> {
			seen.add(record.text());
			return FirehoseResult.ok(record.bytes());
		}).json();
		assertThat(seen).hasSize(500).doesNotHaveDuplicates();
		List<String> answered = new ArrayList<>();
		JsonMapper.builder()
			.build()
			.readTree(answer)
			.get("records")
			.forEach((record) -> answered.add(record.get("recordId").stringValue()));
		assertThat(answered)
			.isEqualTo(event.decapFirehose().stream().map((record) -> record.id().orElseThrow()).toList());
	}

	@Test
	void exceptionOfTheTransformationIsRethrown() {
		assertThatIllegalStateException().isThrownBy(() -> FirehoseResponse.of(Event.encapFirehose("x"), (record) -> {
			throw new IllegalStateException("down");
		})).withMessage("down");
	}

	@Test
	void exceptionOfTheTransformationSkipsTheRemainingRecords() {
		List<String> transformed = new ArrayList<>();
		assertThatIllegalStateException()
			.isThrownBy(() -> FirehoseResponse.of(Event.encapFirehose("a", "b", "c"), (record) -> {
				transformed.add(record.text());
				if (record.text().equals("b")) {
					throw new IllegalStateException("down");
				}
				return FirehoseResult.dropped();
			}))
			.withMessage("down");
		assertThat(transformed).containsExactly("a", "b");
	}

	@Test
	void recordsRunThroughTheRecordInterceptors() throws Exception {
		List<String> intercepted = new ArrayList<>();
		RecordInterceptor interceptor = (record, chain) -> {
			intercepted.add(record.text() + " of " + Invocation.current().record().orElseThrow().index());
			chain.proceed();
		};
		Event event = Event.encapFirehose("a", "b");
		new InvocationChain(List.of(), () -> List.of(interceptor)).invoke(event,
				(invocation) -> FirehoseResponse.of(event, (record) -> FirehoseResult.dropped()));
		assertThat(intercepted).containsExactly("a of 0", "b of 1");
	}

	@Test
	void recordsThatDoNotStartBeforeTheDeadlineFailTheEvent() {
		Event event = Events.withTimeLeft(Event.encapFirehose("a", "b"), 100);
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> FirehoseResponse.of(event, (record) -> FirehoseResult.dropped()))
			.withMessage("2 of 2 records of the FIREHOSE event were not transformed before the function had to end, "
					+ "so that Firehose retries all of them.");
	}

	@Test
	void recordWithoutUniqueIdFailsTheEvent() {
		for (String records : List.of("{\"data\":\"\"}", "{\"recordId\":17,\"data\":\"\"}")) {
			assertThatExceptionOfType(EventException.class)
				.isThrownBy(() -> FirehoseResponse.of(
						Event.of("{\"deliveryStreamArn\":\"a\",\"records\":[" + records + "]}"),
						(record) -> FirehoseResult.dropped()))
				.withMessage(
						"Record 0 of the FIREHOSE event has no unique recordId, which the response to Firehose needs.");
		}
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> FirehoseResponse.of(
				Event.of("{\"deliveryStreamArn\":\"a\",\"records\":[{\"recordId\":\"1\"},{\"recordId\":\"1\"}]}"),
				(record) -> FirehoseResult.dropped()))
			.withMessageContaining("Record 1 (id 1)");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> FirehoseResponse.of(Event.encapSqs("x"), (record) -> FirehoseResult.dropped()))
			.withMessageContaining("Use decapSqs()");
	}

	@Test
	void toStringDoesNotShowData() {
		assertThat(FirehoseResult.ok("secret")).hasToString("FirehoseResult[Ok]");
		assertThat(FirehoseResponse.of(Event.encapFirehose("x"), (record) -> FirehoseResult.ok("secret")).toString())
			.startsWith("FirehoseResponse[");
	}

	@Test
	void asynchronousDataIsRejected() {
		for (Object data : List.of(Mono.just("x"), CompletableFuture.completedFuture("x"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> FirehoseResult.ok(data))
				.withMessageContaining("which Firehose cannot deliver. Wait for its value");
		}
	}

	private static byte[] compressed(String message) {
		String json = Event.encapCloudWatchLogs(message).json();
		return JsonMapper.shared().readTree(json).at("/awslogs/data").binaryValue();
	}

	private static Event event(String name) {
		try (InputStream file = FirehoseResponseTests.class.getResourceAsStream("/events/" + name + ".json")) {
			return Event.read(file, null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String response(FirehoseResult result) {
		return FirehoseResponse
			.of(Event.of("{\"deliveryStreamArn\":\"a\",\"records\":[{\"recordId\":\"1\",\"data\":\"\"}]}"),
					(record) -> result)
			.json();
	}

	record Color(String message) {

	}

}
