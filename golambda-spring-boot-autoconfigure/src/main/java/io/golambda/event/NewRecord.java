package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonNumber;

/**
 * For tests: a record to be put into an event, with all that a function can ask a record
 * for. Every {@code Event.encapXxx} takes it in the place of a message. <pre>
 * Event.encapSqs(NewRecord.of(order).with("MessageGroupId", "a").with("tenant", "acme"), "a plain message");
 * Event.encapDynamoDb(NewRecord.of(after).part("OldImage", before));
 * Event.encapKafka(NewRecord.of(order).with("topic", "orders").part("key", "o-1").header("trace", "t-1"));
 * </pre>
 * <p>
 * It is the mirror of {@link EventRecord}: what is given here comes out there under the
 * same name, and AWS's own event classes read it, too. What is not given is made up as
 * for a plain message. A name that AWS itself writes goes to AWS's place for it; any
 * other is an attribute of the sender's, where the source has such (SQS, SNS, the
 * properties of ActiveMQ, the extracted fields of CloudWatch Logs).
 * <p>
 * What a source does not have, and what cannot be, is refused with an
 * {@link IllegalArgumentException} when the event is made, or earlier. No argument may be
 * {@code null} but a payload. Immutable and safe for use by several threads, as far as
 * the payload is: a {@code byte[]} is copied, any other object becomes JSON when the
 * event is made.
 */
public final class NewRecord {

	private final @Nullable Object payload;

	private final @Nullable String id;

	private final @Nullable Instant timestamp;

	private final Map<String, Value> attributes;

	private final Map<String, Message> parts;

	private final List<RecordHeader> headers;

	private NewRecord(@Nullable Object payload, @Nullable String id, @Nullable Instant timestamp,
			Map<String, Value> attributes, Map<String, Message> parts, List<RecordHeader> headers) {
		this.payload = payload;
		this.id = id;
		this.timestamp = timestamp;
		this.attributes = attributes;
		this.parts = parts;
		this.headers = headers;
	}

	/**
	 * A record of which nothing is said but its payload.
	 * @param payload the payload, as the {@code encapXxx} takes a plain message;
	 * {@code null} for a tombstone of Kafka, and for a change in DynamoDB or DocumentDB
	 * that comes without the item or document
	 * @return the record
	 * @throws IllegalArgumentException if the payload is itself a {@code NewRecord}
	 */
	public static NewRecord of(@Nullable Object payload) {
		return new NewRecord(copied(payload), null, null, Map.of(), Map.of(), List.of());
	}

	private static @Nullable Object copied(@Nullable Object payload) {
		if (payload instanceof NewRecord) {
			throw new IllegalArgumentException("The payload of a new record is no new record: "
					+ "to put one event into another, give the event as the payload.");
		}
		if (payload instanceof byte[] bytes) {
			return bytes.clone();
		}
		return (payload instanceof CharSequence text) ? text.toString() : payload;
	}

	/**
	 * The same record with an id.
	 * @param id what {@link EventRecord#id()} will be
	 * @return the record
	 * @throws IllegalArgumentException if the text holds half a character; when the event
	 * is made, if the source gives its records no id, or makes it of other values
	 */
	public NewRecord id(String id) {
		return new NewRecord(this.payload, Message.wellFormed(id), this.timestamp, this.attributes, this.parts,
				this.headers);
	}

	/**
	 * The same record with a time.
	 * @param timestamp what {@link EventRecord#timestamp()} will be, no more exact than
	 * the source tells the time: to the millisecond, and to the second for RabbitMQ and
	 * DocumentDB
	 * @return the record
	 * @throws IllegalArgumentException when the event is made, if the source has no time,
	 * or tells this one less exactly or not at all
	 */
	public NewRecord timestamp(Instant timestamp) {
		return new NewRecord(this.payload, this.id, Objects.requireNonNull(timestamp, "timestamp"), this.attributes,
				this.parts, this.headers);
	}

	/**
	 * The same record with one more attribute. Of several values for one name the last
	 * holds.
	 * @param attribute the name under which {@link EventRecord#attributes()} will have it
	 * @param value a {@code String}, {@code Number} or {@code Boolean}, which comes out
	 * as its text; a {@code byte[]} (copied) for a binary attribute of SQS or SNS, which
	 * comes out in base64
	 * @return the record
	 * @throws IllegalArgumentException if the value is of another class, a number that is
	 * none in JSON, or a text that holds half a character; when the event is made, if the
	 * source has no such attribute, or not such a value for it
	 */
	public NewRecord with(String attribute, Object value) {
		return new NewRecord(this.payload, this.id, this.timestamp,
				and(this.attributes, attribute, Value.of(attribute, value)), this.parts, this.headers);
	}

	/**
	 * The same record with another payload beside its own.
	 * @param name the name by which {@link EventRecord#part(String)} will give it, such
	 * as {@code OldImage} or {@code key}
	 * @param payload the payload, as for {@link #of(Object)}; {@code null} for a record
	 * that has none of the name
	 * @return the record
	 * @throws IllegalArgumentException if the payload is a {@code NewRecord}; when the
	 * event is made, if the source has no such part, or not such a payload for it
	 */
	public NewRecord part(String name, @Nullable Object payload) {
		return new NewRecord(this.payload, this.id, this.timestamp, this.attributes,
				and(this.parts, name, new Message(of(payload))), this.headers);
	}

	/**
	 * The same record with one more header.
	 * @param name the name; for Kafka it may be one that the record has already
	 * @param value what {@link RecordHeader#bytes()} will be; copied
	 * @return the record
	 * @throws IllegalArgumentException if the name holds half a character; when the event
	 * is made, if the source has no headers, or not several of one name
	 */
	public NewRecord header(String name, byte[] value) {
		List<RecordHeader> more = new ArrayList<>(this.headers);
		more.add(new RecordHeader(Message.wellFormed(name), value.clone()));
		return new NewRecord(this.payload, this.id, this.timestamp, this.attributes, this.parts,
				Collections.unmodifiableList(more));
	}

	/**
	 * The same record with one more header that is text.
	 * @param name the name, as for {@link #header(String, byte[])}
	 * @param value what {@link RecordHeader#text()} will be
	 * @return the record
	 * @throws IllegalArgumentException as for {@link #header(String, byte[])}, and if the
	 * text holds half a character
	 */
	public NewRecord header(String name, String value) {
		return header(name, Message.wellFormed(value).getBytes(StandardCharsets.UTF_8));
	}

	private static <T> Map<String, T> and(Map<String, T> values, String name, T value) {
		Map<String, T> more = new LinkedHashMap<>(values);
		more.put(Message.wellFormed(name), value);
		return Collections.unmodifiableMap(more);
	}

	@Nullable Object payload() {
		return this.payload;
	}

	@Nullable String id() {
		return this.id;
	}

	@Nullable Instant timestamp() {
		return this.timestamp;
	}

	Map<String, Value> attributes() {
		return this.attributes;
	}

	Map<String, Message> parts() {
		return this.parts;
	}

	List<RecordHeader> headers() {
		return this.headers;
	}

	@Override
	public String toString() {
		// not the values, which may be large
		return "NewRecord" + this.attributes.keySet();
	}

	/**
	 * The value of an attribute.
	 *
	 * @param dataType how SQS and SNS call its type
	 * @param text its text, in base64 if it is binary
	 */
	record Value(String dataType, String text) {

		private static final String BINARY = "Binary";

		private static Value of(String attribute, Object value) {
			if (value instanceof String text) {
				return new Value("String", Message.wellFormed(text));
			}
			if (value instanceof Boolean) {
				return new Value("String", value.toString());
			}
			if (value instanceof byte[] bytes) {
				return new Value(BINARY, Base64.getEncoder().encodeToString(bytes));
			}
			if (value instanceof Number number && isJson(number.toString())) {
				return new Value("Number", number.toString());
			}
			throw new IllegalArgumentException("The attribute \"" + attribute + "\" is to be a String, a Number that "
					+ "JSON can hold, a Boolean or a byte[], not "
					+ Objects.requireNonNull(value, attribute).getClass().getName() + ".");
		}

		private static boolean isJson(String number) {
			byte[] digits = number.getBytes(StandardCharsets.UTF_8);
			return digits.length > 0 && JsonNumber.end(digits, 0, digits.length) == digits.length;
		}

		boolean isBinary() {
			return this.dataType.equals(BINARY);
		}

	}

}
