package io.golambda.event;

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

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FirehoseResponseTests {

	private static final String ID = "49546986683135544286507457936321625675700192471156785154";

	private static final String OTHER_ID = "49546986683135544286507457936321625675700192471156785155";

	@Test
	void aRecordThatDoesNotFitFailsByItselfAndGoesBackAsItCame() {
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
	void dataThatIsDamagedOrInflatesWithoutEndFailsByItselfAndGoesBackAsItCame() {
		byte[] whole = EncapData.cloudWatchLogs("x".repeat(10_000));
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
	void aPayloadThatComesTwiceFailsByItself() {
		Event event = Event.of("{\"deliveryStreamArn\":\"a\",\"records\":[{\"recordId\":\"1\",\"data\":\"YQ==\","
				+ "\"data\":\"Yg==\"},{\"recordId\":\"2\",\"data\":\"Yw==\"}]}");
		assertThat(FirehoseResponse.of(event, (record) -> FirehoseResult.ok(record.text())).json())
			.isEqualTo("{\"records\":[{\"recordId\":\"1\",\"result\":\"ProcessingFailed\",\"data\":\"YQ==\"},"
					+ "{\"recordId\":\"2\",\"result\":\"Ok\",\"data\":\"Yw==\"}]}");
	}

	@Test
	void whatBecameOfEachRecordIsToldAsFirehoseWantsIt() {
		FirehoseResponse response = FirehoseResponse.of(Samples.event("firehose-typical"),
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
	void aRecordThatFailedGoesBackAsItCame() {
		for (String data : List.of("c2VjcmV0", "no base64!", "")) {
			Event event = Event
				.of("{\"deliveryStreamArn\":\"a\",\"records\":[{\"recordId\":\"1\",\"data\":\"" + data + "\"}]}");
			assertThat(FirehoseResponse.of(event, (record) -> FirehoseResult.processingFailed()).json()).isEqualTo(
					"{\"records\":[{\"recordId\":\"1\",\"result\":\"ProcessingFailed\",\"data\":\"" + data + "\"}]}");
		}
		assertThat(FirehoseResponse.of(Samples.event("firehose-msk"), (record) -> FirehoseResult.dropped()).json())
			.endsWith("\"result\":\"Dropped\",\"kafkaRecordValue\":\"eyJtZXNzYWdlIjoiYmx1ZSJ9\"}]}");
	}

	@Test
	void keysForDynamicPartitioningAreItsMetadata() {
		FirehoseResult result = FirehoseResult.ok("x")
			.withPartitionKey("tenant", "acme")
			.withPartitionKey("year", "2026");
		assertThat(response(result)).isEqualTo("{\"records\":[{\"recordId\":\"1\",\"result\":\"Ok\",\"data\":\"eA==\","
				+ "\"metadata\":{\"partitionKeys\":{\"tenant\":\"acme\",\"year\":\"2026\"}}}]}");
		assertThat(FirehoseResult.dropped().withPartitionKey("a", "b")).isNotSameAs(FirehoseResult.dropped());
		assertThat(FirehoseResult.dropped().partitionKeys()).isEmpty();
	}

	@Test
	void aRecordOfKafkaIsAnsweredUnderTheNameOfItsData() {
		assertThat(FirehoseResponse.of(Samples.event("firehose-msk"), (record) -> FirehoseResult.ok("x")).json())
			.endsWith("\"result\":\"Ok\",\"kafkaRecordValue\":\"eA==\"}]}");
	}

	@Test
	void anObjectIsWrittenByTheMapperOfTheEvent() {
		JsonMapper mapper = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
			.build();
		Event event = Event.encapFirehose("x").withMapper(mapper);
		String answer = FirehoseResponse.of(event, (record) -> FirehoseResult.ok(new Color("blue"))).json();
		byte[] data = mapper.readTree(answer).at("/records/0/data").binaryValue();
		assertThat(data).asString().isEqualTo("{\"Message\":\"blue\"}");
	}

	@Test
	void anyMapperWritesIt() {
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
	void everyRecordIsAnsweredOnceAndInOrder() {
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
	void whatATransformationThrowsIsThrownOn() {
		assertThatIllegalStateException().isThrownBy(() -> FirehoseResponse.of(Event.encapFirehose("x"), (record) -> {
			throw new IllegalStateException("down");
		})).withMessage("down");
	}

	@Test
	void aRecordThatCannotBeAnsweredFailsTheEvent() {
		for (String records : List.of("{\"data\":\"\"}", "{\"recordId\":17,\"data\":\"\"}")) {
			assertThatExceptionOfType(EventException.class)
				.isThrownBy(() -> FirehoseResponse.of(
						Event.of("{\"deliveryStreamArn\":\"a\",\"records\":[" + records + "]}"),
						(record) -> FirehoseResult.dropped()))
				.withMessage(
						"Record 0 of the FIREHOSE event has no recordId of its own, by which Firehose could be answered.");
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
	void neitherResponseNorResultTellsItsData() {
		assertThat(FirehoseResult.ok("secret")).hasToString("FirehoseResult[Ok]");
		assertThat(FirehoseResponse.of(Event.encapFirehose("x"), (record) -> FirehoseResult.ok("secret")).toString())
			.startsWith("FirehoseResponse[");
	}

	@Test
	void dataThatIsStillToComeIsRefused() {
		for (Object data : List.of(Mono.just("x"), CompletableFuture.completedFuture("x"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> FirehoseResult.ok(data))
				.withMessageContaining("which Firehose cannot deliver. Wait for its value");
		}
	}

	private static String response(FirehoseResult result) {
		return FirehoseResponse
			.of(Event.of("{\"deliveryStreamArn\":\"a\",\"records\":[{\"recordId\":\"1\",\"data\":\"\"}]}"),
					(record) -> result)
			.json();
	}

}
