package io.golambda.event;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Utf8;
import io.golambda.event.source.Payload;
import io.golambda.event.source.RecordException;
import io.golambda.event.source.RecordJson;

/**
 * One record of an {@link Event}, such as a message of a queue or a notification of a
 * topic: <pre>
 * for (EventRecord record : event.decapSqs()) {
 * 	Order order = record.bind(Order.class);
 * 	String tenant = record.attributes().get("tenant");
 * }
 * </pre>
 * <p>
 * Values are read from the bytes of the event on demand. Immutable and safe for use by
 * multiple threads.
 */
public final class EventRecord {

	private final RecordOrigin origin;

	private final int index;

	private final int start;

	private final Payload payload;

	// cached, because a record may contain thousands of others that each ask for them

	private volatile @Nullable Optional<String> id;

	private volatile @Nullable Optional<Instant> timestamp;

	private volatile @Nullable Map<String, String> attributes;

	/**
	 * Creates a record.
	 * @param start where in the event the JSON of the record starts
	 * @param payload where in the event its payload is
	 */
	EventRecord(RecordOrigin origin, int index, int start, Payload payload) {
		this.origin = origin;
		this.index = index;
		this.start = start;
		this.payload = payload;
	}

	/**
	 * Returns one of the records that were packed into this one.
	 */
	EventRecord packed(RecordOrigin origin, int index, Payload payload) {
		return new EventRecord(origin, index, this.start, payload);
	}

	/**
	 * Returns this record with another payload.
	 */
	EventRecord withPayload(Payload payload) {
		return new EventRecord(this.origin, this.index, this.start, payload);
	}

	Event event() {
		return this.origin.event();
	}

	/**
	 * Returns the JSON of the record itself.
	 */
	RecordJson recordJson() {
		return new RecordJson(event().rawBytes(), this.start, this.origin.shared());
	}

	Payload payload() {
		return this.payload;
	}

	/**
	 * Returns the decoded payload, not copied.
	 * @throws EventException if there is no payload, or it cannot be decoded
	 */
	ByteSlice payloadBytes() {
		if (isStored()) {
			return event().eventMapper().payloads().read(this);
		}
		try {
			return this.payload.read(event().rawBytes(), this.start);
		}
		catch (RecordException ex) {
			throw EventException.forRecord(this, ex.problem());
		}
	}

	private boolean isStored() {
		return event().eventMapper().payloads().contain(this.payload);
	}

	/**
	 * Returns why the payload does not bind to an application's type, or {@code null} if
	 * it may.
	 */
	@Nullable String unbound() {
		return isStored() ? null : this.payload.unbound();
	}

	Event payloadAsEvent() {
		return event().nested(bytes());
	}

	/**
	 * Whether the record has the members that AWS always writes.
	 */
	boolean isComplete() {
		return source().format().isComplete(recordJson(), this.payload);
	}

	/**
	 * Returns the source of the record.
	 * @return the source, never {@link EventSource#UNKNOWN}
	 */
	public EventSource source() {
		return this.origin.source();
	}

	/**
	 * Returns the position of the record in its event.
	 * @return the index, from 0
	 */
	public int index() {
		return this.index;
	}

	/**
	 * Returns the id by which the source identifies the record, such as the message id of
	 * SQS. A partial batch response reports the id of the {@link #outermost()} record.
	 * @return the id, or empty if the event has none
	 */
	public Optional<String> id() {
		Optional<String> read = this.id;
		if (read == null) {
			EventRecord packedInto = packedInto();
			read = (packedInto != null) ? packedInto.id() : source().format().id(recordJson());
			this.id = read;
		}
		return read;
	}

	/**
	 * Returns when the record was put into the source.
	 * @return the time, or empty if the event has none or it is invalid
	 */
	public Optional<Instant> timestamp() {
		Optional<Instant> read = this.timestamp;
		if (read == null) {
			EventRecord packedInto = packedInto();
			read = (packedInto != null) ? packedInto.timestamp() : source().format().timestamp(recordJson());
			this.timestamp = read;
		}
		return read;
	}

	/**
	 * Returns the attributes of the record by AWS's names. For SQS and SNS these are the
	 * message attributes that the sender set, binary ones in base64 as AWS writes them,
	 * and the attributes that AWS set, which take precedence. {@link EventSource} lists
	 * the attributes of each source.
	 * @return the attributes, unmodifiable and in no particular order
	 */
	public Map<String, String> attributes() {
		Map<String, String> read = this.attributes;
		if (read == null) {
			EventRecord packedInto = packedInto();
			read = (packedInto != null) ? withOwn(packedInto.attributes()) : source().format().attributes(recordJson());
			this.attributes = read;
		}
		return read;
	}

	/**
	 * Returns attributes of which only some are used. Faster than {@link #attributes()}
	 * for a record of a large batch.
	 * @param names the names of the attributes
	 * @return at least these attributes, as far as the record has them; unmodifiable
	 */
	public Map<String, String> attributes(List<String> names) {
		return (this.attributes == null && packedInto() == null)
				? Collections.unmodifiableMap(source().format().attributes(recordJson(), names)) : attributes();
	}

	private Map<String, String> withOwn(Map<String, String> attributes) {
		Map<String, String> more = new HashMap<>(attributes);
		more.putAll(this.payload.attributes(this.index));
		return Collections.unmodifiableMap(more);
	}

	/**
	 * Returns the record that this one was packed into together with others, and whose
	 * properties they share.
	 */
	@Nullable EventRecord packedInto() {
		EventRecord envelope = this.origin.envelope();
		return (envelope != null && envelope.event() == event()) ? envelope : null;
	}

	/**
	 * Returns the record whose payload this record was, such as the SQS message that
	 * contained this SNS notification.
	 * @return the envelope, or empty if Lambda delivered the record itself
	 */
	public Optional<EventRecord> envelope() {
		return Optional.ofNullable(this.origin.envelope());
	}

	/**
	 * Returns the record that Lambda delivered: the outermost envelope, or this record
	 * itself if it has none. The response to a batch reports its id.
	 * @return the record
	 */
	public EventRecord outermost() {
		EventRecord outermost = this;
		EventRecord envelope = this.origin.envelope();
		while (envelope != null) {
			outermost = envelope;
			envelope = outermost.origin.envelope();
		}
		return outermost;
	}

	/**
	 * Returns another payload of this record by AWS's name, for sources that have more
	 * than one: {@code record.part("OldImage")} for a DynamoDB stream.
	 * @param name the name
	 * @return a record with that payload and the id, attributes and envelope of this
	 * record, or empty if there is no such payload
	 */
	public Optional<EventRecord> part(String name) {
		return source().format().part(recordJson(), this.payload, name).map(this::withPayload);
	}

	/**
	 * Returns the record as an object of AWS's class, read as Lambda's managed runtime
	 * reads it: {@code record.as(SQSEvent.SQSMessage.class)}. Requires
	 * {@code aws-lambda-java-events} and {@code aws-lambda-java-serialization} on the
	 * class path. A record that was aggregated by the Kinesis Producer Library returns
	 * the Kinesis record that it was packed into.
	 * @param <T> the class
	 * @param type the class of {@code aws-lambda-java-events} for a record of this
	 * {@link #source()}, or the one for the event if the event is its own record
	 * @return the record
	 * @throws EventException if the class is not for records of this source, or AWS has
	 * no class for them
	 */
	public <T> T as(Class<T> type) {
		return AwsEventClasses.as(this, type);
	}

	/**
	 * Whether the record has a payload. A tombstone of Kafka has none and cannot be read.
	 * @return {@code false} if the payload is missing or {@code null}
	 */
	public boolean hasPayload() {
		return this.payload.exists();
	}

	/**
	 * Returns the headers of a Kafka record or a RabbitMQ message as bytes, in their
	 * order. {@link #attributes()} has them as text; if a name occurs more than once, the
	 * last header wins there. A Kafka header that is {@code null} has no bytes.
	 * @return the headers, unmodifiable; none for other sources
	 * @throws EventException if a header is malformed
	 */
	public List<RecordHeader> headers() {
		try {
			return source().format()
				.headers(recordJson())
				.stream()
				.map((header) -> new RecordHeader(header.name(), header.value()))
				.toList();
		}
		catch (RecordException ex) {
			throw EventException.forRecord(this, ex.problem());
		}
	}

	/**
	 * Returns the payload as text.
	 * @return the text exactly as it was sent, including a byte order mark, but with
	 * U+FFFD for an unpaired surrogate
	 * @throws EventException if there is no payload, or it is not text
	 */
	public String text() {
		ByteSlice text = payloadBytes();
		return Utf8.decode(text.bytes(), text.offset(), text.length())
			.orElseThrow(() -> EventException.forRecord(this, notText(text)));
	}

	private String notText(ByteSlice payload) {
		String unbound = unbound();
		if (unbound != null) {
			return unbound;
		}
		return "has a payload that is " + (payload.isUtf16() ? "UTF-16, " : "")
				+ "not UTF-8; bytes() gives it as it is";
	}

	/**
	 * Returns the payload as bytes.
	 * @return a copy of the bytes; text as UTF-8
	 * @throws EventException if there is no payload, or it cannot be decoded
	 */
	public byte[] bytes() {
		return payloadBytes().copy();
	}

	/**
	 * Opens the payload, to read it bit by bit: the object of a record from Amazon S3 (or
	 * of its event on a bus), the object that the pointer of AWS's extended clients names
	 * if {@code golambda.large-payload.buckets} has its bucket, or else the bytes of the
	 * payload. <pre>
	 * record.stream().gunzip().forEachLine(orders::importLine);
	 * </pre> An object requires {@code software.amazon.awssdk:s3} on the class path.
	 * @return the open stream, to be closed
	 * @throws EventException if there is no payload, or the object was removed or cannot
	 * be read
	 */
	public PayloadStream stream() {
		return event().eventMapper().payloads().stream(this);
	}

	/**
	 * Returns the object in Amazon S3 that has the payload, because the message was too
	 * large to be sent. Does not read it.
	 * @return the object that the pointer of AWS's extended clients names, whether or not
	 * it may be read; empty if the payload is in the event
	 */
	public Optional<PayloadReference> reference() {
		return Optional.ofNullable(StoredPayloads.reference(this));
	}

	/**
	 * Binds the payload: <pre>
	 * Order order = record.bind(Order.class);
	 * </pre> A class of {@code aws-lambda-java-events} is read by AWS's serialization,
	 * from the payload or, if the class is for records of this {@link #source()}, from
	 * the record itself. {@code SQSEvent.SQSMessage} then is the message and
	 * {@code SQSEvent} an event with only this message. A class that Avro or Protobuf
	 * generated is read from their binary encodings, with or without the header of a
	 * schema registry, from base64 of these where the source carries text, or from JSON.
	 * @param <T> the type
	 * @param type {@code String} for {@link #text()}, {@code byte[]} for
	 * {@link #bytes()}, or any type that Jackson reads from JSON
	 * @return the value
	 * @throws EventException if there is no payload, it does not fit the type, or it is
	 * an envelope of AWS with no member that the type has; names record, type and JSON
	 * path
	 */
	@SuppressWarnings("unchecked")
	public <T> T bind(Class<T> type) {
		// Class.cast does not accept primitive types
		return (T) event().eventMapper().binder().bind(this, event(), type);
	}

	/**
	 * Binds the payload to a generic type.
	 * @param <T> the type
	 * @param type the type, as in {@code new TypeReference<List<Order>>() { }}
	 * @return the value
	 * @throws EventException as for {@link #bind(Class)}
	 */
	@SuppressWarnings("unchecked")
	public <T> T bind(TypeReference<T> type) {
		return (T) event().eventMapper().binder().bind(this, event(), type.getType());
	}

	/**
	 * Binds each JSON document of a payload with several, such as a line of NDJSON: <pre>
	 * record.lines(Order.class).forEach(orders::save);
	 * </pre> The documents may be on lines, follow each other as {@code {...}{...}}, or
	 * have line breaks of their own. Reads the content as {@link #stream()} does, so that
	 * an object in Amazon S3 need not fit the memory.
	 * @param <T> the type
	 * @param type the type of each document, as for {@link #bind(Class)}; {@code String}
	 * and {@code byte[]} are the lines of text that are not blank
	 * @return the values, each bound when it is reached; none if the payload is empty. A
	 * document that does not fit the type throws an {@link EventException} that names its
	 * line. Close the stream if the content is in Amazon S3 and not read to its end.
	 * @throws EventException if there is no payload, or it cannot be read
	 */
	public <T> Stream<T> lines(Class<T> type) {
		return stream().lines(type);
	}

	/**
	 * Binds each JSON document of a payload with several to a generic type.
	 * @param <T> the type
	 * @param type the type, as in {@code new TypeReference<List<Order>>() { }}
	 * @return the values, as for {@link #lines(Class)}
	 */
	public <T> Stream<T> lines(TypeReference<T> type) {
		return stream().lines(type);
	}

	/**
	 * Returns this record with its payload decoded, if the sender compressed it by gzip
	 * or zlib, encoded it in base64, or both: <pre>
	 * Order order = record.decoded().bind(Order.class);
	 * </pre> Decodes as the bytes say. Text that happens to consist of base64's
	 * characters is decoded, too, so ask for it only where the sender encodes.
	 * @return a record with the id, attributes and envelope of this record
	 * @throws EventException if there is no payload, it is neither compressed nor base64,
	 * is damaged, or inflates to more than {@code golambda.event.inflated-limit}
	 * @see PayloadStream#gunzip()
	 */
	public EventRecord decoded() {
		return withPayload(new DecodedPayload(new PayloadDecoding(this).decode()));
	}

	@Override
	public String toString() {
		return "EventRecord[" + source() + " " + this.index + "]";
	}

}
