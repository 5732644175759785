package io.golambda.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests streams of the objects that records notify of.
 */
class PayloadStreamTests {

	private InputStream content = InputStream.nullInputStream();

	private final List<String> opened = new ArrayList<>();

	private boolean closed;

	private EventRecord record(Event event) {
		LargePayloads payloads = new LargePayloads((reference) -> {
			this.opened.add(reference.bucket() + "/" + reference.key() + "?" + reference.versionId());
			return new PayloadContent(new FilterInputStream(this.content) {

				@Override
				public void close() throws IOException {
					PayloadStreamTests.this.closed = true;
					super.close();
				}

			}, -1);
		}, 0);
		return new EventMapper(JsonMapper.builder().build(), 100_000).withLargePayloads(() -> payloads)
			.event(event)
			.records()
			.get(0);
	}

	private EventRecord record(String content) {
		return record(content.getBytes(StandardCharsets.UTF_8));
	}

	private EventRecord record(byte[] content) {
		this.content = new ByteArrayInputStream(content);
		return record(Event.encapS3("orders.csv"));
	}

	@Test
	void objectOfAnEventFromS3IsStreamed() {
		EventRecord record = record(Event
			.of("""
					{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1","eventTime":"2026-11-27T10:00:00.000Z",
					"eventName":"ObjectCreated:Put","s3":{"s3SchemaVersion":"1.0","configurationId":"c","bucket":{"name":"orders"},
					"object":{"key":"in/caf%C3%A9+1.csv","size":3,"eTag":"e","versionId":"v-7","sequencer":"0A"}}}]}
					"""));
		record.stream();
		assertThat(this.opened).containsExactly("orders/in/café 1.csv?v-7");
	}

	@Test
	void objectOfAnEventFromS3InAMessageIsStreamed() {
		record(Event.encapSqs(Event.encapS3("a b.csv"))).stream();
		assertThat(this.opened).singleElement().asString().endsWith("/a b.csv?null");
	}

	@Test
	void objectOfAnEventFromS3OnABusIsStreamed() {
		String event = """
				{"version":"0","id":"e-1","detail-type":"Object Created","source":"aws.s3","account":"1","time":"2026-11-27T10:00:00Z",
				"region":"eu-west-1","resources":["arn:aws:s3:::orders"],"detail":{"version":"0","bucket":{"name":"orders"},
				"object":{"key":"a+b.csv","size":3,"etag":"e","version-id":"v-7","sequencer":"0A"},"reason":"PutObject"}}
				""";
		record(Event.of(event)).stream();
		assertThat(this.opened).containsExactly("orders/a+b.csv?v-7");
		EventRecord deleted = record(Event.of(event.replace("Object Created", "Object Deleted")));
		assertThatExceptionOfType(EventException.class).isThrownBy(deleted::stream)
			.withMessageContaining("its object was removed (Object Deleted)");
	}

	@Test
	void objectOfATaskIsStreamed() {
		record(Event.encapS3Batch(NewRecord.of("a b.csv").with("bucket", "orders").with("versionId", "v-7"))).stream();
		assertThat(this.opened).containsExactly("orders/a b.csv?v-7");
	}

	@Test
	void eventOfAnotherSenderOnABusHasItsDetailAsContent() throws IOException {
		String event = """
				{"version":"0","id":"e-1","detail-type":"Object Created","source":"aws-s3","account":"1","time":"2026-11-27T10:00:00Z",
				"region":"eu-west-1","resources":[],"detail":{"bucket":{"name":"orders"},"object":{"key":"a"}}}
				""";
		assertThat(record(Event.of(event)).stream().readAllBytes()).asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"bucket\":{\"name\":\"orders\"},\"object\":{\"key\":\"a\"}}");
		assertThat(this.opened).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "ObjectRemoved:Delete", "ObjectRemoved:DeleteMarkerCreated", "LifecycleExpiration:Delete" })
	void removedObjectHasNoContent(String eventName) {
		EventRecord record = record(Event.of(Event.encapS3("a.csv").json().replace("ObjectCreated:Put", eventName)));
		assertThatExceptionOfType(EventException.class).isThrownBy(record::stream)
			.withMessageEndingWith("has no content: its object was removed (" + eventName + ").");
	}

	@Test
	void otherRecordsStreamTheirPayload() throws IOException {
		assertThat(record(Event.encapKinesis("abc")).stream().readAllBytes()).asString(StandardCharsets.UTF_8)
			.isEqualTo("abc");
		assertThat(record(Event.encapSqs("b\nc")).stream().lines()).containsExactly("b", "c");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "'a\nb'|a,b", "'a\nb\n'|a,b", "'a\r\nb\r\n'|a,b", "'a\rb'|a,b", "'\n\na'|,,a",
			"'\uFEFFa\nb'|a,b", "'a\r\n\r\nb'|a,,b" })
	void linesEndAsInTheJdk(String content, String lines) {
		assertThat(record(content).stream().lines().collect(Collectors.joining(","))).isEqualTo(lines);
	}

	@Test
	void emptyObjectHasNoLines() {
		assertThat(record("").stream().lines()).isEmpty();
		assertThat(record("\uFEFF").stream().lines()).isEmpty();
	}

	@Test
	void linesLongerThanTheBufferAreWhole() {
		String line = "ä".repeat(30_000);
		assertThat(record(line + "\r\n" + line).stream().lines()).containsExactly(line, line);
	}

	@Test
	void tooLongLineIsRejected() {
		this.content = new SequenceInputStream(new ByteArrayInputStream("short\n".getBytes(StandardCharsets.UTF_8)),
				new Endless());
		EventRecord record = record(Event.encapS3("orders.csv"));
		List<String> read = new ArrayList<>();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.stream().forEachLine(read::add))
			.withMessageContaining("has a line of more than 100000 characters");
		assertThat(read).containsExactly("short");
		assertThat(this.closed).isTrue();
	}

	@Test
	void streamIsClosedAfterItsLines() {
		record("a\nb").stream().forEachLine((line) -> assertThat(this.closed).isFalse());
		assertThat(this.closed).isTrue();
	}

	@Test
	void closingLinesEarlyClosesTheStream() {
		this.content = new Endless();
		try (Stream<String> lines = record(Event.encapS3("a")).stream().lines().limit(0)) {
			assertThat(lines).isEmpty();
		}
		assertThat(this.closed).isTrue();
	}

	@Test
	void malformedTextIsRejected() {
		EventRecord record = record(new byte[] { 'a', '\n', (byte) 0xC3, '(' });
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.stream().forEachLine((line) -> {
		})).withMessageContaining("it is not text in the charset");
		assertThat(record(new byte[] { (byte) 0xE4 }).stream().lines(StandardCharsets.ISO_8859_1)).containsExactly("ä");
	}

	@Test
	void gzipIsDecompressed() {
		assertThat(record(gzip("a\nb")).stream().gunzip().lines()).containsExactly("a", "b");
	}

	@Test
	void gzipFilesThatFirehoseConcatenatedAreReadToTheEnd() {
		// arrives in pieces, between which nothing is available
		this.content = new SequenceInputStream(new Unavailable(gzip("a\n")), new Unavailable(gzip("b\n")));
		assertThat(record(Event.encapS3("a.gz")).stream().gunzip().lines()).containsExactly("a", "b");
	}

	@Test
	void contentThatIsNotGzipIsReported() {
		EventRecord record = record("plain");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.stream().gunzip())
			.withMessageEndingWith("it is not compressed by gzip, or damaged or incomplete.");
		assertThat(this.closed).isTrue();
	}

	@Test
	void truncatedGzipIsReported() {
		byte[] whole = gzip("a\n".repeat(1000));
		EventRecord record = record(Arrays.copyOf(whole, whole.length - 9));
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> record.stream().gunzip().forEachLine((line) -> {
			}))
			.withMessageContaining("damaged or incomplete");
	}

	private static byte[] gzip(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return bytes.toByteArray();
	}

	private static final class Endless extends InputStream {

		@Override
		public int read() {
			return 'x';
		}

	}

	private static final class Unavailable extends ByteArrayInputStream {

		Unavailable(byte[] bytes) {
			super(bytes);
		}

		@Override
		public synchronized int available() {
			return 0;
		}

	}

}
