package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

import io.golambda.event.json.JsonNumber;
import io.golambda.event.schema.SchemaClasses;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.Header;
import io.golambda.event.source.OutgoingContent;
import io.golambda.event.source.OutgoingRecord;

/**
 * A record that a test puts into an event, with everything that a function can read from
 * it: id, time, attributes, headers and more than one payload. {@link Event#of} and the
 * {@code Event.encapXxx} methods accept it in place of a plain message. <pre>
 * Event.encapSqs(NewRecord.of(order).with("MessageGroupId", "a").with("tenant", "acme"), "a plain message");
 * Event.encapDynamoDb(NewRecord.of(after).part("OldImage", before));
 * Event.encapKafka(NewRecord.of(order).with("topic", "orders").part("key", "o-1").header("trace", "t-1"));
 * </pre>
 * <p>
 * This class mirrors {@link EventRecord}: a value that is set here is read there under
 * the same name, and AWS's event classes read it, too. Whatever a test does not set gets
 * a synthetic value, as for a plain message. An attribute with a name of AWS's goes where
 * AWS writes it; any other is an attribute of the sender, for sources that have them
 * (SQS, SNS, the properties of ActiveMQ, the extracted fields of CloudWatch Logs).
 * <p>
 * A value that the source does not have, or cannot carry, causes an
 * {@link IllegalArgumentException}, at the latest when the event is created. Only
 * payloads can be {@code null}.
 * <p>
 * Immutable, and safe for use by several threads if the payload is. A {@code byte[]} is
 * copied; an object of a class that Avro or Protobuf generated is written in its binary
 * encoding (for sources that carry text: in base64), and any other object as JSON, when
 * the event is created.
 */
public final class NewRecord {

	private final @Nullable Object payload;

	private final @Nullable String id;

	private final @Nullable Instant timestamp;

	private final Map<String, OutgoingRecord.Attribute> attributes;

	private final Map<String, @Nullable Object> parts;

	private final List<Header> headers;

	private NewRecord(@Nullable Object payload, @Nullable String id, @Nullable Instant timestamp,
			Map<String, OutgoingRecord.Attribute> attributes, Map<String, @Nullable Object> parts,
			List<Header> headers) {
		this.payload = payload;
		this.id = id;
		this.timestamp = timestamp;
		this.attributes = attributes;
		this.parts = parts;
		this.headers = headers;
	}

	/**
	 * Creates a record with nothing but a payload.
	 * @param payload the payload, which can be anything that the {@code encapXxx} method
	 * accepts as a plain message; {@code null} for a tombstone of Kafka, and for a change
	 * in DynamoDB or DocumentDB without the item or document
	 * @return the record
	 * @throws IllegalArgumentException if the payload is itself a {@code NewRecord}
	 */
	public static NewRecord of(@Nullable Object payload) {
		return new NewRecord(copied(payload), null, null, Map.of(), Map.of(), List.of());
	}

	private static @Nullable Object copied(@Nullable Object payload) {
		if (payload instanceof NewRecord) {
			throw new IllegalArgumentException("A NewRecord cannot be the payload of another one; "
					+ "to put an event into another, pass the event as the payload.");
		}
		if (payload instanceof byte[] bytes) {
			return bytes.clone();
		}
		return (payload instanceof CharSequence text) ? text.toString() : payload;
	}

	/**
	 * Returns the record with an id.
	 * @param id the id, as {@link EventRecord#id()} returns it
	 * @return a new record
	 * @throws IllegalArgumentException if the id has an unpaired surrogate; when the
	 * event is created, if records of the source have no id of their own
	 */
	public NewRecord id(String id) {
		return new NewRecord(this.payload, OutgoingContent.requireWellFormed(id), this.timestamp, this.attributes,
				this.parts, this.headers);
	}

	/**
	 * Returns the record with a time.
	 * @param timestamp the time, as {@link EventRecord#timestamp()} returns it; in whole
	 * milliseconds, for RabbitMQ and DocumentDB in whole seconds, and for DynamoDB over
	 * Kinesis in whole microseconds
	 * @return a new record
	 * @throws IllegalArgumentException when the event is created, if records of the
	 * source have no time, or not one as precise as this
	 */
	public NewRecord timestamp(Instant timestamp) {
		return new NewRecord(this.payload, this.id, Objects.requireNonNull(timestamp, "timestamp"), this.attributes,
				this.parts, this.headers);
	}

	/**
	 * Returns the record with one more attribute. If a name is given more than once, the
	 * last value wins.
	 * @param attribute the name, as in {@link EventRecord#attributes()}
	 * @param value a {@code String}, {@code Number} or {@code Boolean}, which is read as
	 * its text; for a binary attribute of SQS or SNS a {@code byte[]} (copied), which is
	 * read as base64
	 * @return a new record
	 * @throws IllegalArgumentException if the value is of another class, a number that
	 * JSON cannot represent, or text with an unpaired surrogate; when the event is
	 * created, if records of the source do not have the attribute, or not with this value
	 */
	public NewRecord with(String attribute, Object value) {
		return new NewRecord(this.payload, this.id, this.timestamp,
				copyWith(this.attributes, attribute, attribute(attribute, value)), this.parts, this.headers);
	}

	/**
	 * Returns the record with one more payload.
	 * @param name the name, as for {@link EventRecord#part(String)}, for example
	 * {@code OldImage} or {@code key}
	 * @param payload the payload, as for {@link #of(Object)}; {@code null} for a record
	 * without this part
	 * @return a new record
	 * @throws IllegalArgumentException if the payload is a {@code NewRecord}; when the
	 * event is created, if records of the source do not have the part, or not with this
	 * payload
	 */
	public NewRecord part(String name, @Nullable Object payload) {
		return new NewRecord(this.payload, this.id, this.timestamp, this.attributes,
				copyWith(this.parts, name, copied(payload)), this.headers);
	}

	/**
	 * Returns the record with one more header.
	 * @param name the name; a Kafka record can have several headers of one name
	 * @param value the value, as {@link RecordHeader#bytes()} returns it; copied
	 * @return a new record
	 * @throws IllegalArgumentException if the name has an unpaired surrogate; when the
	 * event is created, if records of the source have no headers, or not several of one
	 * name
	 */
	public NewRecord header(String name, byte[] value) {
		List<Header> headers = new ArrayList<>(this.headers);
		headers.add(new Header(OutgoingContent.requireWellFormed(name), value.clone()));
		return new NewRecord(this.payload, this.id, this.timestamp, this.attributes, this.parts,
				Collections.unmodifiableList(headers));
	}

	/**
	 * Returns the record with one more header whose value is text.
	 * @param name the name, as for {@link #header(String, byte[])}
	 * @param value the value, as {@link RecordHeader#text()} returns it
	 * @return a new record
	 * @throws IllegalArgumentException as for {@link #header(String, byte[])}, and if the
	 * value has an unpaired surrogate
	 */
	public NewRecord header(String name, String value) {
		return header(name, OutgoingContent.requireWellFormed(value).getBytes(StandardCharsets.UTF_8));
	}

	private static <T extends @Nullable Object> Map<String, T> copyWith(Map<String, T> values, String name, T value) {
		Map<String, T> copy = new LinkedHashMap<>(values);
		copy.put(OutgoingContent.requireWellFormed(name), value);
		return Collections.unmodifiableMap(copy);
	}

	private static OutgoingRecord.Attribute attribute(String name, Object value) {
		if (value instanceof String text) {
			return new OutgoingRecord.Attribute("String", OutgoingContent.requireWellFormed(text));
		}
		if (value instanceof Boolean) {
			return new OutgoingRecord.Attribute("String", value.toString());
		}
		if (value instanceof byte[] bytes) {
			return new OutgoingRecord.Attribute(OutgoingRecord.Attribute.BINARY,
					Base64.getEncoder().encodeToString(bytes));
		}
		if (value instanceof Number number && JsonNumber.isNumber(number.toString())) {
			return new OutgoingRecord.Attribute("Number", number.toString());
		}
		throw new IllegalArgumentException("The attribute \"" + name + "\" must be a String, a Number that "
				+ "JSON can represent, a Boolean or a byte[], not "
				+ Objects.requireNonNull(value, name).getClass().getName() + ".");
	}

	/**
	 * Returns the record with an attribute that it does not have with another value.
	 */
	NewRecord withConsistent(String attribute, String value) {
		OutgoingRecord.Attribute known = this.attributes.get(attribute);
		if (known != null && !known.text().equals(value)) {
			throw OutgoingRecord.contradiction(attribute);
		}
		return with(attribute, value);
	}

	/**
	 * Returns the record of a message.
	 * @param message a {@code NewRecord}, or the payload of one
	 */
	static NewRecord from(@Nullable Object message) {
		return (message instanceof NewRecord record) ? record : NewRecord.of(message);
	}

	/**
	 * Returns the records of messages for an {@link EventWriter}.
	 * @param messages the messages; {@code null} is a single message
	 */
	static List<OutgoingRecord> outgoing(@Nullable Object @Nullable [] messages) {
		if (messages == null) {
			// Java passes a single null as the array of variable arguments
			return List.of(from(null).outgoing());
		}
		if (messages.length == 0) {
			throw new IllegalArgumentException("An event has at least one record; pass at least one message.");
		}
		return Arrays.stream(messages).map((message) -> from(message).outgoing()).toList();
	}

	/**
	 * Returns this record for an {@link EventWriter}.
	 */
	OutgoingRecord outgoing() {
		Map<String, OutgoingContent> parts = new LinkedHashMap<>();
		this.parts.forEach((name, payload) -> parts.put(name, content(payload)));
		return new OutgoingRecord(content(this.payload), this.id, this.timestamp, this.attributes, parts, this.headers);
	}

	/**
	 * Returns a payload for an {@link EventWriter}.
	 */
	static OutgoingContent content(@Nullable Object payload) {
		if (payload == null) {
			return OutgoingContent.NONE;
		}
		if (payload instanceof byte[] bytes) {
			return OutgoingContent.ofBytes(bytes);
		}
		if (payload instanceof CharSequence text) {
			return OutgoingContent.ofText(text);
		}
		if (SchemaClasses.isOne(payload.getClass())) {
			return SchemaBinding.content(payload);
		}
		try {
			return OutgoingContent.ofObject(DefaultMapper.INSTANCE.writeValueAsString(payload));
		}
		catch (StreamConstraintsException ex) {
			throw new IllegalArgumentException(EventWriter.LIMIT_EXCEEDED, ex);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"This message, a " + payload.getClass().getName() + ", cannot be written as JSON.", ex);
		}
	}

	@Override
	public String toString() {
		// values can be large or secret
		return "NewRecord" + this.attributes.keySet();
	}

}
