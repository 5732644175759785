package io.golambda.local.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.event.NewRecord;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;

/**
 * Reads a record of a form.
 */
final class FormRecord {

	private static final Set<String> MEMBERS = Set.of("payload", "id", "timestamp", "attributes", "parts", "headers");

	private final FormFields fields;

	private NewRecord record;

	private FormRecord(FormFields fields, NewRecord record) {
		this.fields = fields;
		this.record = record;
	}

	/**
	 * Reads a record.
	 * @return a {@link NewRecord}, or the text of an event without records
	 */
	static Object read(FormSource source, JsonNode node, String path) {
		FormFields fields = FormFields.of(node, path, MEMBERS);
		Object payload = payload(source, fields);
		if (source.capabilities() == null) {
			return plain(source, fields, payload);
		}
		try {
			return new FormRecord(fields, source.newRecord(payload)).read();
		}
		catch (IllegalArgumentException ex) {
			throw EventInputException.invalid(path + ": " + ex.getMessage());
		}
	}

	private static Object plain(FormSource source, FormFields fields, @Nullable Object payload) {
		for (String member : MEMBERS) {
			if (!member.equals("payload") && fields.get(member) != null) {
				throw EventInputException.invalid(fields.path(member) + " cannot be set, since an event of "
						+ source.label() + " has a payload only. Remove it.");
			}
		}
		return String.valueOf(payload);
	}

	private static @Nullable Object payload(FormSource source, FormFields fields) {
		JsonNode value = fields.get("payload");
		String path = fields.path("payload");
		EventForm.Payload payload = source.payload();
		if (value == null) {
			if (payload.required()) {
				throw EventInputException
					.invalid(path + " is missing. Set it to the " + payload.label() + " of the record, as text.");
			}
			return null;
		}
		Object content = FormFields.content(value, path);
		if (content instanceof byte[] && payload.format() != EventForm.Format.BYTES) {
			throw EventInputException.invalid(path + " must be text, since " + source.label() + " carries text only.");
		}
		if (content instanceof String text
				&& (payload.format() == EventForm.Format.JSON || payload.format() == EventForm.Format.JSON_OBJECT)) {
			checkJson(text, payload, path);
		}
		return content;
	}

	private static void checkJson(String text, EventForm.Payload payload, String path) {
		boolean object = payload.format() == EventForm.Format.JSON_OBJECT;
		String expected = object ? "a JSON object, such as " : "JSON, such as ";
		try {
			JsonScanner json = new JsonScanner(text.getBytes(StandardCharsets.UTF_8));
			boolean isObject = json.type() == io.golambda.event.json.JsonType.OBJECT;
			json.skip();
			json.end();
			if (object && !isObject) {
				throw EventInputException.invalid(path + " must be " + expected + payload.example() + ".");
			}
		}
		catch (JsonException ex) {
			throw EventInputException
				.invalid(path + " must be " + expected + payload.example() + ". " + ex.getMessage());
		}
	}

	private NewRecord read() {
		String id = this.fields.text("id");
		if (id != null) {
			this.record = this.record.id(id);
		}
		JsonNode timestamp = this.fields.get("timestamp");
		if (timestamp != null) {
			this.record = this.record.timestamp(timestamp(timestamp));
		}
		this.fields.forEach("attributes", this::addAttribute);
		this.fields.forEach("parts", (name, value) -> this.record = this.record.part(name,
				value.isNull() ? null : FormFields.content(value, this.fields.path("parts") + "." + name)));
		this.fields.forEach("headers", this::addHeaders);
		return this.record;
	}

	private Instant timestamp(JsonNode value) {
		if (value.isIntegralNumber() && value.canConvertToLong()) {
			return Instant.ofEpochMilli(value.asLong());
		}
		try {
			return OffsetDateTime.parse(value.isString() ? value.asString() : "").toInstant();
		}
		catch (DateTimeException ex) {
			throw EventInputException.invalid(this.fields.path("timestamp")
					+ " must be a time such as 2026-01-31T12:00:00.000Z, or milliseconds since 1970.");
		}
	}

	private void addAttribute(String name, JsonNode value) {
		if (value.isNull()) {
			return;
		}
		Object content;
		if (value.isNumber()) {
			content = value.numberValue();
		}
		else if (value.isBoolean()) {
			content = value.asBoolean();
		}
		else {
			content = FormFields.content(value, this.fields.path("attributes") + "." + name);
		}
		this.record = this.record.with(name, content);
	}

	// a record of Kafka can have several headers of one name
	private void addHeaders(String name, JsonNode value) {
		if (value.isArray()) {
			value.forEach((element) -> addHeader(name, element));
		}
		else {
			addHeader(name, value);
		}
	}

	private void addHeader(String name, JsonNode value) {
		Object content = FormFields.content(value, this.fields.path("headers") + "." + name);
		this.record = (content instanceof byte[] bytes) ? this.record.header(name, bytes)
				: this.record.header(name, content.toString());
	}

}
