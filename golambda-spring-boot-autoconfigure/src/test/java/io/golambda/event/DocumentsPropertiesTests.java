package io.golambda.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever documents are joined, {@link EventRecord#lines(Class)} reads them again.
 */
class DocumentsPropertiesTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	@Property(tries = 300)
	void joinedDocumentsAreReadAgain(@ForAll("documents") @Size(max = 20) List<JsonNode> documents,
			@ForAll("separators") String separator, @ForAll boolean pretty) {
		StringBuilder joined = new StringBuilder();
		for (JsonNode document : documents) {
			joined.append(pretty ? document.toPrettyString() : document.toString()).append(separator);
		}
		assertThat(kinesis(joined.toString().getBytes(StandardCharsets.UTF_8)).lines(JsonNode.class))
			.containsExactlyElementsOf(documents);
	}

	@Property(tries = 100)
	void compressedDocumentsAreReadAgain(@ForAll("documents") @Size(max = 20) List<JsonNode> documents)
			throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			for (JsonNode document : documents) {
				gzip.write((document + "\n").getBytes(StandardCharsets.UTF_8));
			}
		}
		assertThat(kinesis(bytes.toByteArray()).decoded().lines(JsonNode.class)).containsExactlyElementsOf(documents);
	}

	@Property(tries = 300)
	void anyBytesAreReadOrAnEventException(@ForAll @Size(max = 100) byte[] bytes) {
		for (EventRecord record : List.of(kinesis(bytes), Event.encapKinesis((Object) bytes).records().get(0))) {
			try {
				assertThat(record.lines(JsonNode.class).toList()).doesNotContainNull();
			}
			catch (EventException ex) {
				assertThat(ex).hasMessageContaining(" of the KINESIS event ");
			}
			try {
				assertThat(record.decoded().bytes()).isNotNull();
			}
			catch (EventException ex) {
				assertThat(ex).hasMessageContaining(" of the KINESIS event ");
			}
		}
	}

	@Property(tries = 200)
	void splitterDoesNotLoseABytePerDocument(@ForAll("separators") String separator,
			@ForAll("documents") @Size(min = 1, max = 5) List<JsonNode> documents) throws IOException {
		// documents at the border of the buffer
		String padding = " ".repeat(8 * 1024 - 3);
		String joined = padding + String.join(separator, documents.stream().map(JsonNode::toString).toList());
		DocumentSplitter splitter = new DocumentSplitter(
				new ByteArrayInputStream(joined.getBytes(StandardCharsets.UTF_8)), 1024 * 1024);
		for (JsonNode document : documents) {
			assertThat(new String(splitter.next().copy(), StandardCharsets.UTF_8)).isEqualTo(document.toString());
		}
		assertThat(splitter.next()).isNull();
	}

	@Provide
	Arbitrary<List<JsonNode>> documents() {
		Arbitrary<Object> values = Arbitraries.lazyOf(() -> Arbitraries.strings().ofMaxLength(10).map((text) -> text),
				() -> Arbitraries.strings().withChars("{}[]\"\\,: \n").ofMaxLength(8).map((text) -> text),
				() -> Arbitraries.integers().map((number) -> number), () -> Arbitraries.of(true, false));
		Arbitrary<JsonNode> objects = Arbitraries
			.maps(Arbitraries.strings().ofMaxLength(5), Arbitraries.oneOf(values, values.list().ofMaxSize(3)))
			.ofMaxSize(3)
			.map(mapper::valueToTree);
		Arbitrary<JsonNode> arrays = values.list().ofMaxSize(3).map(mapper::valueToTree);
		return Arbitraries.frequencyOf(Tuple.of(3, objects), Tuple.of(1, arrays)).list();
	}

	@Provide
	Arbitrary<String> separators() {
		return Arbitraries.of("", "\n", "\r\n", " ", "\n\n", "\u001E", "\t");
	}

	private static EventRecord kinesis(byte[] bytes) {
		return Event.encapKinesis((Object) bytes).decapKinesis().get(0);
	}

}
