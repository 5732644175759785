package io.golambda.event.source;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Creates the JSON of events.
 */
final class EventJson {

	private static final JsonFactory FACTORY = new JsonFactory();

	private EventJson() {
	}

	static byte[] write(Consumer<JsonGenerator> writer) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		write(bytes, writer);
		return bytes.toByteArray();
	}

	static void write(OutputStream output, Consumer<JsonGenerator> writer) {
		try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), output)) {
			writer.accept(json);
		}
	}

	static JsonParser parser(String json) {
		return FACTORY.createParser(ObjectReadContext.empty(), json);
	}

	/**
	 * Writes an array of strings.
	 * @param commaSeparated the strings, separated by commas, or {@code null} for an
	 * empty array
	 */
	static void writeArray(JsonGenerator json, String member, @Nullable String commaSeparated) {
		json.writeArrayPropertyStart(member);
		if (commaSeparated != null) {
			for (String text : commaSeparated.split(",", -1)) {
				json.writeString(text);
			}
		}
		json.writeEndArray();
	}

}
