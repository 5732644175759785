package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link EventRecord#lines(Class)} binds each JSON document of a payload with several.
 */
class RecordLinesTests {

	private static final List<Color> BOTH = List.of(new Color("blue"), new Color("or{an\"ge"));

	@ParameterizedTest
	@ValueSource(strings = { """
			{"message":"blue"}
			{"message":"or{an\\"ge"}
			""", """
			{"message":"blue"}{"message":"or{an\\"ge"}""", """
			{
			  "message" : "blue"
			}
			{
			  "message" : "or{an\\"ge"
			}""", "{\"message\":\"blue\"}\r\n\r\n  {\"message\":\"or{an\\\"ge\"}\r\n",
			"\uFEFF{\"message\":\"blue\"}\n{\"message\":\"or{an\\\"ge\"}",
			"\u001E{\"message\":\"blue\"}\n\u001E{\"message\":\"or{an\\\"ge\"}\n" })
	void documentsMayBeSeparatedInAnyWay(String payload) {
		assertThat(kinesis(payload).lines(Color.class)).isEqualTo(BOTH);
		assertThat(sqs(payload).lines(Color.class)).isEqualTo(BOTH);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n\r\n\t", "\uFEFF" })
	void emptyPayloadHasNoLines(String payload) {
		assertThat(kinesis(payload).lines(Color.class)).isEmpty();
		assertThat(kinesis(payload).lines(JsonNode.class)).isEmpty();
	}

	@Test
	void documentsNeedNotBeObjects() {
		assertThat(sqs("1 -2.5e3 3\n4").lines(Double.class)).containsExactly(1.0, -2500.0, 3.0, 4.0);
		assertThat(sqs("[1,2][3] []").lines(new TypeReference<List<Integer>>() {
		})).containsExactly(List.of(1, 2), List.of(3), List.of());
		assertThat(sqs("\"a b\"\"c\\\"]\" true[\"]\"]{\"a\":[{}]}").lines(JsonNode.class).map(JsonNode::toString))
			.containsExactly("\"a b\"", "\"c\\\"]\"", "true", "[\"]\"]", "{\"a\":[{}]}");
	}

	@Test
	void textAndBytesAreTheLinesThatAreNotBlank() {
		assertThat(sqs("a;b\r\n\r\n c;ä \n").lines(String.class)).containsExactly("a;b", " c;ä ");
		assertThat(sqs("a\n\nä").lines(byte[].class)).containsExactly("a".getBytes(StandardCharsets.UTF_8),
				"ä".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void badDocumentNamesItsLine() {
		EventRecord record = sqs("""
				{"message":"blue"}

				{"message":{"secret":1}}
				{"message":"orange"}
				""");
		Iterator<Color> colors = record.lines(Color.class).iterator();
		assertThat(colors.next()).isEqualTo(new Color("blue"));
		assertThatExceptionOfType(EventException.class).isThrownBy(colors::next)
			.withMessage("Record 0 (id " + record.id().orElseThrow() + ") of the SQS event does not fit "
					+ Color.class.getTypeName()
					+ ": $.message cannot be read as java.lang.String from an object. This is line 3 of the payload.")
			.satisfies((ex) -> assertThat(ex.values()).containsEntry("line", 3L).containsEntry("path", "$.message"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"message\":\"secret", "{\"message\":\"secret\n{\"message\":\"blue\"}",
			"{\"message\":\"secret\"\n{\"message\":\"blue\"}", "{\"message\":\"secret\"]", "secret", "}", ",{}",
			"null" })
	void malformedDocumentIsAnErrorOfItsLine(String document) {
		List<Color> read = new ArrayList<>();
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> sqs("{\"message\":\"blue\"}\n" + document).lines(Color.class).forEach(read::add))
			.withMessageEndingWith("This is line 2 of the payload.")
			.withMessageNotContaining("secret");
		assertThat(read).containsExactly(new Color("blue"));
	}

	@Test
	void missingQuoteDoesNotHideTheNextLine() {
		Iterator<JsonNode> lines = sqs("{\"a\":\"b}\n{\"a\":\"c\"}").lines(JsonNode.class).iterator();
		assertThatExceptionOfType(EventException.class).isThrownBy(lines::next);
	}

	@Test
	void documentLargerThanTheLimitIsAnError() {
		EventRecord record = Event.encapSqs("{\"message\":\"" + "x".repeat(100) + "\"}")
			.withInflatedLimit(50)
			.decapSqs()
			.get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.lines(Color.class).toList())
			.withMessageContaining("has a document of more than 50 bytes, or one without its last bracket");
	}

	@Test
	void contentOfAnySizeIsReadDocumentByDocument() throws IOException {
		byte[] line = "{\"message\":\"blue\"}\n".getBytes(StandardCharsets.UTF_8);
		long documents = 1_000_000;
		InputStream content = new InputStream() {

			private long at;

			@Override
			public int read() {
				return (this.at < documents * line.length) ? line[(int) (this.at++ % line.length)] : -1;
			}

		};
		DocumentSplitter splitter = new DocumentSplitter(content, 64);
		long read = 0;
		while (splitter.next() != null) {
			read++;
		}
		assertThat(read).isEqualTo(documents).isEqualTo(splitter.line());
	}

	@Test
	void everyDocumentIsValidated() {
		EventMapper mapper = new EventMapper(Event.of("{}").mapper(), 1024)
			.withValidator((value) -> value.equals(new Color("blue"))
					? List.of(new PayloadValidator.Violation("message", "must not be blue")) : List.of());
		EventRecord record = mapper.event(Event.encapSqs("{\"message\":\"red\"}{\"message\":\"blue\"}"))
			.decapSqs()
			.get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.lines(Color.class).toList())
			.withMessageEndingWith("message: must not be blue. This is line 1 of the payload.");
	}

	@Test
	void awsClassIsReadFromTheDocumentAndNotFromTheRecord() {
		String message = "{\"messageId\":\"m-1\",\"body\":\"a\"}";
		assertThat(sqs(message + "\n" + message).lines(SQSEvent.SQSMessage.class))
			.extracting(SQSEvent.SQSMessage::getMessageId)
			.containsExactly("m-1", "m-1");
	}

	@Test
	void payloadThatIsMissingOrCompressedIsAnError() throws IOException {
		EventRecord tombstone = Event.encapKafka(NewRecord.of(null)).decapKafka().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> tombstone.lines(Color.class))
			.withMessageEndingWith("has no payload.");
		EventRecord compressed = Event.encapKinesis(gzip("{}")).decapKinesis().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> compressed.lines(Color.class).toList())
			.withMessageEndingWith("read it by decoded().lines(...), or by stream().gunzip().lines(...).");
		assertThat(compressed.stream().gunzip().lines(Map.class)).containsExactly(Map.of());
	}

	@Test
	void laterDocumentsAreNotReadUntilTheyAreAskedFor() {
		try (Stream<JsonNode> lines = sqs("{} {} secret").lines(JsonNode.class)) {
			assertThat(lines.limit(2)).hasSize(2);
		}
	}

	private static EventRecord sqs(String payload) {
		return Event.encapSqs(payload).decapSqs().get(0);
	}

	private static EventRecord kinesis(String payload) {
		return Event.encapKinesis(payload).decapKinesis().get(0);
	}

	private static byte[] gzip(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	record Color(String message) {

	}

}
