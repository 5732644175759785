package io.golambda.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests payloads that AWS's extended clients stored in S3 and replaced by a pointer.
 */
class LargePayloadsTests {

	private static final String POINTER = "[\"software.amazon.payloadoffloading.PayloadS3Pointer\","
			+ "{\"s3BucketName\":\"basket\",\"s3Key\":\"k-1\"}]";

	private final Map<String, byte[]> objects = new HashMap<>();

	private final List<String> opened = new ArrayList<>();

	private final EventMapper events = mapper(1024);

	private EventMapper mapper(int maxBytes) {
		LargePayloads payloads = new LargePayloads(this::open, maxBytes);
		return new EventMapper(JsonMapper.builder().build(), 1024).withLargePayloads(() -> payloads);
	}

	private PayloadContent open(PayloadReference reference) throws IOException {
		this.opened.add(reference.bucket() + "/" + reference.key());
		byte[] content = this.objects.get(reference.key());
		if (content == null) {
			throw new IOException("it does not exist");
		}
		return new PayloadContent(new ByteArrayInputStream(content), content.length);
	}

	private EventRecord only(Event event) {
		return this.events.event(event).records().get(0);
	}

	@Test
	void recordBindsTheObjectThatItPointsTo() {
		this.objects.put("k-1", json("{\"message\":\"green\"}"));
		for (Event event : List.of(Event.encapSqs(POINTER), Event.encapSns(POINTER), Event.encapSnsOverSqs(POINTER))) {
			EventRecord record = only(event);
			assertThat(record.bind(Color.class)).isEqualTo(new Color("green"));
			assertThat(record.bind(JsonNode.class).path("message").asString()).isEqualTo("green");
			assertThat(record.text()).isEqualTo("{\"message\":\"green\"}");
			assertThat(record.bytes()).isEqualTo(json("{\"message\":\"green\"}"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {
			// Java, Python, the library for SQS before 1.1, and other JSON of the same
			"[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3BucketName\":\"basket\",\"s3Key\":\"k-1\"}]",
			"[\"software.amazon.payloadoffloading.PayloadS3Pointer\", {\"s3BucketName\": \"basket\", \"s3Key\": \"k-1\"}]",
			"[\"com.amazon.sqs.javamessaging.MessageS3Pointer\",{\"s3BucketName\":\"basket\",\"s3Key\":\"k-1\"}]",
			"[\"com.amazonaws.largepayloadoffloading.PayloadS3Pointer\",{\"s3BucketName\":\"basket\",\"s3Key\":\"k-1\"}]",
			"[\"com.amazonaws.payloadoffloading.PayloadS3Pointer\",{\"s3BucketName\":\"basket\",\"s3Key\":\"k-1\"}]",
			" [\n\t\"software.amazon.payloadoffloading.PayloadS3Pointer\" ,\r\n {\"s3Key\":\"k\\u002d1\", \"size\":[1], "
					+ "\"s3BucketName\":\"basket\"} ] \n" })
	void pointerOfEachClientIsRecognized(String pointer) {
		this.objects.put("k-1", json("\"green\""));
		assertThat(only(Event.encapSqs(pointer)).text()).isEqualTo("\"green\"");
		assertThat(this.opened).containsExactly("basket/k-1");
	}

	@Test
	void objectOfAMessageFromPipesIsRead() {
		this.objects.put("k-1", json("\"green\""));
		JsonNode records = Event.encapSqs(POINTER).bind(JsonNode.class).path("Records");
		assertThat(only(Event.of(records.toString())).text()).isEqualTo("\"green\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "[1]", "[\"a\"]", "{\"s3BucketName\":\"basket\",\"s3Key\":\"k-1\"}",
			"[\"PayloadS3Pointer\",{}]", "software.amazon.payloadoffloading.PayloadS3Pointer",
			"[\"software.amazon.payloadoffloading.PayloadS3PointerX\",{}]" })
	void payloadThatMerelyLooksLikeAPointerIsThePayload(String payload) {
		EventRecord record = only(Event.encapSqs(payload));
		assertThat(record.text()).isEqualTo(payload);
		assertThat(record.reference()).isEmpty();
		assertThat(this.opened).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "]", ",{}]", ",{\"s3BucketName\":\"basket\"}]",
			",{\"s3BucketName\":\"\",\"s3Key\":\"k-1\"}]", ",{\"s3BucketName\":\"basket\",\"s3Key\":null}]",
			",{\"s3BucketName\":\"basket\",\"s3Key\":\"k-1\"},1]", ",{\"s3BucketName\":\"basket\",\"s3Key\":\"k-1\"}",
			",[\"basket\",\"k-1\"]]", ",{\"s3BucketName\":\"basket\",\"s3Key\":\"k-1\"}]]" })
	void malformedPointerFailsItsRecord(String rest) {
		EventRecord record = only(Event.encapSqs("[\"software.amazon.payloadoffloading.PayloadS3Pointer\"" + rest));
		assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
			.withMessageStartingWith("Record 0 ")
			.withMessageContaining("is a malformed pointer");
		assertThatExceptionOfType(EventException.class).isThrownBy(record::stream);
		assertThat(this.opened).isEmpty();
	}

	@Test
	void recordsAreUnwrappedWithoutReadingObjects() {
		this.objects.put("k-1", Event.encapSns(new Color("green")).bytes());
		EventRecord record = only(Event.encapSqs(POINTER));
		assertThat(this.opened).isEmpty();
		assertThat(record.source()).isEqualTo(EventSource.SQS);
		assertThat(record.reference()).hasValueSatisfying((reference) -> {
			assertThat(reference.bucket()).isEqualTo("basket");
			assertThat(reference.key()).isEqualTo("k-1");
			assertThat(reference.record()).isSameAs(record);
			assertThat(reference.pointer()).isTrue();
		});
		assertThat(this.opened).isEmpty();
		assertThat(Event.of(record.bytes()).records().get(0).bind(Color.class)).isEqualTo(new Color("green"));
	}

	@Test
	void objectIsFetchedOnceForARecord() {
		this.objects.put("k-1", json("{\"message\":\"green\"}"));
		EventRecord record = only(Event.encapSqs(POINTER));
		record.bytes();
		record.bind(Color.class);
		record.text();
		assertThat(this.opened).hasSize(1);
	}

	@Test
	void eachEventFetchesItsOwnObjects() {
		this.objects.put("k-1", json("1"));
		assertThat(only(Event.encapSqs(POINTER)).text()).isEqualTo("1");
		this.objects.put("k-1", json("2"));
		assertThat(only(Event.encapSqs(POINTER)).text()).isEqualTo("2");
	}

	@Test
	void tooLargeObjectFailsItsRecordButStreams() throws IOException {
		this.objects.put("k-1", new byte[1025]);
		EventRecord record = only(Event.encapSqs(POINTER));
		assertThatExceptionOfType(EventException.class).isThrownBy(record::bytes)
			.withMessageContaining("s3://basket/k-1")
			.withMessageContaining("it has 1025 bytes, more than the limit of 1024 bytes")
			.withMessageContaining("golambda.large-payload.max-size");
		try (PayloadStream stream = record.stream()) {
			assertThat(stream.readAllBytes()).hasSize(1025);
		}
	}

	@Test
	void objectOfUnknownLengthIsLimitedToo() {
		LargePayloads payloads = new LargePayloads(
				(reference) -> new PayloadContent(new ByteArrayInputStream(new byte[1025]), -1), 1024);
		EventMapper mapper = new EventMapper(JsonMapper.builder().build(), 1024).withLargePayloads(() -> payloads);
		EventRecord record = mapper.event(Event.encapSqs(POINTER)).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(record::bytes)
			.withMessageContaining("it has more than the limit of 1024 bytes");
	}

	@Test
	void objectThatEndsEarlyFailsItsRecord() {
		LargePayloads payloads = new LargePayloads(
				(reference) -> new PayloadContent(new ByteArrayInputStream(new byte[3]), 4), 1024);
		EventMapper mapper = new EventMapper(JsonMapper.builder().build(), 1024).withLargePayloads(() -> payloads);
		EventRecord record = mapper.event(Event.encapSqs(POINTER)).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(record::bytes)
			.withMessageContaining("it ended after 3 of 4 bytes");
	}

	@Test
	void failureNamesRecordAndObjectButNotItsContent() {
		this.objects.put("k-1", json("{\"message\":[\"secret\"]}"));
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> only(Event.encapSqs(POINTER)).bind(Color.class))
			.withMessageContaining("Record 0 (id ")
			.withMessageContaining("$.message")
			.withMessageNotContaining("secret");
		this.objects.clear();
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> only(Event.encapSqs(POINTER)).bind(Color.class))
			.withMessageEndingWith("has its content in s3://basket/k-1, which cannot be read: it does not exist.")
			.satisfies((ex) -> assertThat(ex.values()).containsEntry("record.source", "SQS").containsKey("record.id"));
	}

	@Test
	void withoutAStoreThePointerIsReportedAsBefore() {
		EventRecord record = Event.encapSqs(POINTER).records().get(0);
		assertThat(record.text()).isEqualTo(POINTER);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Color.class))
			.withMessageContaining("golambda.large-payload.buckets");
	}

	@Test
	void limitMustNotBeNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LargePayloads(this::open, -1))
			.withMessage("The maximum size must not be negative, but is -1.");
	}

	private static byte[] json(String json) {
		return json.getBytes(StandardCharsets.UTF_8);
	}

	record Color(String message) {

	}

}
