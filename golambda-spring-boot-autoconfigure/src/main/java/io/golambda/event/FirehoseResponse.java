package io.golambda.event;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import io.golambda.event.source.Firehose;

/**
 * The answer to Firehose: what became of each of the records that it had transformed.
 * <pre>
 * &#64;Bean
 * Function&lt;Event, FirehoseResponse&gt; masked() {
 * 	return event -&gt; FirehoseResponse.of(event, record -&gt; FirehoseResult.ok(mask(record.bind(Order.class))));
 * }
 * </pre>
 * <p>
 * Any Jackson mapper writes it as Firehose wants it, however the mapper is configured.
 * Immutable and safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html">Required
 * parameters for data transformation</a>
 */
public final class FirehoseResponse implements AwsResponse {

	private final String json;

	private FirehoseResponse(String json) {
		this.json = json;
	}

	/**
	 * Transforms each record of an event, in their order, each exactly once.
	 * @param event an event of Firehose
	 * @param transformation what is done with a record. An {@link EventException} of it
	 * (wrong base64, JSON that does not fit) is the record's own and would come again, so
	 * the record is answered as {@link FirehoseResult#processingFailed()}, with the data
	 * that it came with, and not logged. Anything else that is thrown is thrown on, and
	 * Firehose tries the whole batch again.
	 * @return the answer
	 * @throws EventException if the event is not from Firehose, or a record has no
	 * {@code recordId} of its own
	 */
	public static FirehoseResponse of(Event event, Function<EventRecord, FirehoseResult> transformation) {
		StringWriter response = new StringWriter();
		Set<String> ids = new HashSet<>();
		try (JsonGenerator json = DefaultMapper.INSTANCE.createGenerator(response)) {
			json.writeStartObject();
			json.writeArrayPropertyStart("records");
			for (EventRecord record : event.decapFirehose()) {
				String id = record.id()
					.filter(ids::add)
					.orElseThrow(() -> EventException.badRecord(record,
							"has no recordId of its own, by which Firehose could be answered"));
				write(json, event, record, id, transformed(record, transformation));
			}
			json.writeEndArray();
			json.writeEndObject();
		}
		return new FirehoseResponse(response.toString());
	}

	private static FirehoseResult transformed(EventRecord record,
			Function<EventRecord, FirehoseResult> transformation) {
		try {
			return Objects.requireNonNull(transformation.apply(record), "the result of a record");
		}
		catch (EventException ex) {
			// the other records are not to be delivered again and again for its sake
			return FirehoseResult.processingFailed();
		}
	}

	private static void write(JsonGenerator json, Event event, EventRecord record, String id, FirehoseResult result) {
		json.writeStartObject();
		json.writeStringProperty("recordId", id);
		json.writeStringProperty("result", result.status());
		String member = record.recordJson().has(Firehose.KAFKA_DATA) ? Firehose.KAFKA_DATA : Firehose.DATA;
		Object data = result.data();
		if (data != null) {
			json.writeBinaryProperty(member, bytes(event, record, data));
		}
		else {
			// Firehose wants data in any case: what it sent, as it is, since it may be
			// what was wrong
			json.writeStringProperty(member, Optional.ofNullable(record.recordJson().text(member)).orElse(""));
		}
		if (!result.partitionKeys().isEmpty()) {
			json.writeObjectPropertyStart("metadata");
			json.writeObjectPropertyStart("partitionKeys");
			for (Map.Entry<String, String> key : result.partitionKeys().entrySet()) {
				json.writeStringProperty(key.getKey(), key.getValue());
			}
			json.writeEndObject();
			json.writeEndObject();
		}
		json.writeEndObject();
	}

	private static byte[] bytes(Event event, EventRecord record, Object data) {
		if (data instanceof byte[] bytes) {
			return bytes;
		}
		return (data instanceof CharSequence text) ? text.toString().getBytes(StandardCharsets.UTF_8)
				: event.binder().write(data, record);
	}

	/**
	 * The answer as Firehose wants it.
	 * @return the JSON
	 */
	@JsonValue
	@JsonRawValue
	public String json() {
		return this.json;
	}

	@Override
	public byte[] toJson(JsonMapper mapper) {
		return this.json.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "FirehoseResponse[" + this.json.length() + " characters]";
	}

}
