package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link EventRecord#decoded()} decodes what the sender compressed or encoded.
 */
class DecodedRecordTests {

	private static final String JSON = """
			{"message":"blü?>"}""";

	private static final byte[] BYTES = JSON.getBytes(StandardCharsets.UTF_8);

	@Test
	void inflatesGzipAndZlib() {
		for (byte[] payload : new byte[][] { gzip(BYTES), zlib(BYTES) }) {
			EventRecord record = Event.encapKinesis(payload).decapKinesis().get(0);
			assertThat(record.decoded().text()).isEqualTo(JSON);
			assertThat(record.decoded().bind(JsonNode.class).path("message").stringValue()).isEqualTo("blü?>");
		}
	}

	@Test
	void decodesBase64() {
		for (String payload : new String[] { base64(BYTES), base64(BYTES).replace("=", ""),
				Base64.getUrlEncoder().encodeToString(BYTES),
				Base64.getMimeEncoder(8, new byte[] { '\n' }).encodeToString(BYTES), base64(BYTES) + "\r\n" }) {
			assertThat(sqs(payload).decoded().text()).as(payload).isEqualTo(JSON);
		}
	}

	@Test
	void decodesBase64OfCompressedData() {
		assertThat(sqs(base64(gzip(BYTES))).decoded().text()).isEqualTo(JSON);
		assertThat(sqs(base64(zlib(BYTES))).decoded().text()).isEqualTo(JSON);
		assertThat(sqs(base64(gzip(new byte[0]))).decoded().bytes()).isEmpty();
	}

	@Test
	void keepsIdAttributesAndEnvelope() {
		EventRecord record = Event.encapSnsOverSqs(NewRecord.of(base64(BYTES)).with("tenant", "acme")).records().get(0);
		EventRecord decoded = record.decoded();
		assertThat(decoded.id()).isEqualTo(record.id());
		assertThat(decoded.source()).isEqualTo(EventSource.SNS);
		assertThat(decoded.attributes()).isEqualTo(record.attributes()).containsEntry("tenant", "acme");
		assertThat(decoded.outermost().source()).isEqualTo(EventSource.SQS);
		assertThat(record.text()).as("the record itself").isEqualTo(base64(BYTES));
	}

	@Test
	void linesOfDecodedPayload() {
		String two = JSON + "\n" + JSON;
		assertThat(sqs(base64(gzip(two.getBytes(StandardCharsets.UTF_8)))).decoded().lines(Map.class)).hasSize(2);
	}

	@Test
	void decodesAPartOfARecord() {
		EventRecord key = Event.encapKafka(NewRecord.of("value").part("key", base64(BYTES)))
			.decapKafka()
			.get(0)
			.part("key")
			.orElseThrow();
		assertThat(key.decoded().text()).isEqualTo(JSON);
	}

	@Test
	void textThatBeginsLikeZlibIsNotInflated() {
		assertThat(sqs(base64("x^2 + y^2".getBytes(StandardCharsets.UTF_8))).decoded().text()).isEqualTo("x^2 + y^2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"message\":\"secret\"}", "", "secret!", "x^2", "sec ret", "secre" })
	void neitherCompressedNorBase64IsAnError(String payload) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> sqs(payload).decoded())
			.withMessageContaining("is neither compressed by gzip or zlib nor base64, so there is nothing to decode")
			.withMessageNotContaining("secret");
	}

	@Test
	void truncatedOrDamagedDataIsAnError() {
		byte[] gzip = gzip(BYTES);
		byte[] zlib = zlib(BYTES);
		gzip[gzip.length - 6] ^= 1;
		for (byte[] damaged : new byte[][] { gzip, Arrays.copyOf(gzip(BYTES), 12), Arrays.copyOf(zlib, zlib.length - 4),
				Arrays.copyOf(gzip, 2) }) {
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> sqs(base64(damaged)).decoded())
				.withMessageContaining("is compressed, but damaged or incomplete");
		}
	}

	@Test
	void bombIsAnErrorOfItsRecord() {
		byte[] bomb = gzip(new byte[10 * 1024 * 1024]);
		Event event = Event.encapSqs(base64(bomb), base64(BYTES)).withInflatedLimit(1024 * 1024);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.decapSqs().get(0).decoded())
			.withMessageContaining("inflates to more than the limit of 1048576 bytes");
		assertThat(event.decapSqs().get(1).decoded().text()).isEqualTo(JSON);
	}

	@Test
	void tombstoneIsAnError() {
		EventRecord tombstone = Event.encapKafka(NewRecord.of(null)).decapKafka().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(tombstone::decoded)
			.withMessageEndingWith("has no payload.");
	}

	@Test
	void boundWithoutDecodingSaysHowToDecode() {
		EventRecord record = Event.encapKinesis(gzip(BYTES)).decapKinesis().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(JsonNode.class))
			.withMessageContaining("decoded() inflates it");
	}

	private static EventRecord sqs(String payload) {
		return Event.encapSqs(payload).decapSqs().get(0);
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	private static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (OutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return compressed.toByteArray();
	}

	private static byte[] zlib(byte[] bytes) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (OutputStream zlib = new DeflaterOutputStream(compressed)) {
			zlib.write(bytes);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return compressed.toByteArray();
	}

}
