package io.golambda.event;

import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.json.Utf8;

/**
 * One record of an {@link Event}: a message of a queue, a notification of a topic. Reads
 * from the event's bytes when asked, and keeps nothing else. Immutable and safe for use
 * by several threads.
 */
public final class EventRecord {

	private final RecordOrigin origin;

	private final int index;

	private final int start;

	private final Payload payload;

	// read once: a record may carry thousands of others, each of which asks for them

	private volatile @Nullable Optional<String> id;

	private volatile @Nullable Optional<Instant> timestamp;

	private volatile @Nullable Map<String, String> attributes;

	/**
	 * Creates a record.
	 * @param start where in the event the record's JSON begins
	 * @param payload where in the event its payload is
	 */
	EventRecord(RecordOrigin origin, int index, int start, Payload payload) {
		this.origin = origin;
		this.index = index;
		this.start = start;
		this.payload = payload;
	}

	/**
	 * The properties that the records packed into this one share.
	 */
	RecordOrigin carrying() {
		return new RecordOrigin(source(), event(), this);
	}

	/**
	 * One of several records that were packed into this one.
	 */
	EventRecord carrying(RecordOrigin carrying, int index, Payload payload) {
		return new EventRecord(carrying, index, this.start, payload);
	}

	/**
	 * This record with another payload.
	 */
	EventRecord withPayload(Payload payload) {
		return new EventRecord(this.origin, this.index, this.start, payload);
	}

	Payload payload() {
		return this.payload;
	}

	Map<String, String> known() {
		return this.origin.known();
	}

	private Event event() {
		return this.origin.event();
	}

	private @Nullable EventRecord directEnvelope() {
		return this.origin.envelope();
	}

	/**
	 * Where the record comes from.
	 * @return the source, never {@link EventSource#UNKNOWN}
	 */
	public EventSource source() {
		return this.origin.source();
	}

	/**
	 * The record's place in its event.
	 * @return the index, from 0
	 */
	public int index() {
		return this.index;
	}

	/**
	 * The id by which the source knows the record, such as the message id of SQS. A
	 * partial batch response names the id of the outermost record.
	 * @return the id, or empty if the event has none
	 */
	public Optional<String> id() {
		Optional<String> read = this.id;
		if (read == null) {
			EventRecord packedInto = packedInto();
			read = (packedInto != null) ? packedInto.id() : source().format().id(this);
			this.id = read;
		}
		return read;
	}

	/**
	 * When the record was put into the source.
	 * @return the time, or empty if the event has none that can be read
	 */
	public Optional<Instant> timestamp() {
		Optional<Instant> read = this.timestamp;
		if (read == null) {
			EventRecord packedInto = packedInto();
			read = (packedInto != null) ? packedInto.timestamp() : source().format().timestamp(this);
			this.timestamp = read;
		}
		return read;
	}

	/**
	 * What the source says of the record beside its payload, by AWS's own names: for SQS
	 * and SNS the message attributes that the sender set (binary ones in base64, as AWS
	 * sends them), and above them what AWS itself says.
	 * @return the attributes, in no particular order; unmodifiable
	 */
	public Map<String, String> attributes() {
		Map<String, String> read = this.attributes;
		if (read == null) {
			EventRecord packedInto = packedInto();
			read = (packedInto != null) ? withKnown(packedInto.attributes()) : source().format().attributes(this);
			this.attributes = read;
		}
		return read;
	}

	private Map<String, String> withKnown(Map<String, String> attributes) {
		Map<String, String> more = new HashMap<>(attributes);
		more.putAll(this.payload.attributes(this.index));
		return Collections.unmodifiableMap(more);
	}

	// the record that this one was packed into with others, as it says what holds for all
	@Nullable EventRecord packedInto() {
		EventRecord envelope = directEnvelope();
		return (envelope != null && envelope.event() == event()) ? envelope : null;
	}

	/**
	 * The record whose payload this record was, such as the SQS message that carried this
	 * SNS notification.
	 * @return the envelope, or empty if Lambda delivered the record itself
	 */
	public Optional<EventRecord> envelope() {
		return Optional.ofNullable(directEnvelope());
	}

	/**
	 * The record that Lambda delivered: the outermost envelope, or this record itself if
	 * it has none. Its id is the one that the answer to a batch names.
	 * @return the record
	 */
	public EventRecord outermost() {
		EventRecord outermost = this;
		EventRecord envelope = directEnvelope();
		while (envelope != null) {
			outermost = envelope;
			envelope = outermost.directEnvelope();
		}
		return outermost;
	}

	/**
	 * Another payload of this record, where its source has several, by AWS's own name:
	 * {@code record.part("OldImage")} for a DynamoDB stream. It has the id, attributes
	 * and envelope of this record.
	 * @param name the name
	 * @return the record with that payload, or empty if it has none of the name
	 */
	public Optional<EventRecord> part(String name) {
		return source().format().part(this, name).map(this::withPayload);
	}

	/**
	 * The record as AWS's own class has it, read as Lambda's managed runtime reads it:
	 * {@code record.as(SQSEvent.SQSMessage.class)}. Needs {@code aws-lambda-java-events}
	 * and {@code aws-lambda-java-serialization} on the class path. What the Kinesis
	 * Producer Library aggregated gives the record that it was packed into.
	 * @param <T> the class
	 * @param type the class of {@code aws-lambda-java-events} for a record of this
	 * {@link #source()}; where the event is its own record, that of the event
	 * @return the record
	 * @throws EventException if the class is not the record's, or AWS has none for it
	 */
	public <T> T as(Class<T> type) {
		return AwsEventClasses.as(this, type);
	}

	/**
	 * Whether the record has a payload. A tombstone of Kafka has none, and cannot be
	 * read.
	 * @return {@code false} if the payload is missing or {@code null}
	 */
	public boolean hasPayload() {
		return this.payload.exists();
	}

	/**
	 * The headers of a Kafka record or a RabbitMQ message, as bytes and in their order.
	 * {@link #attributes()} has them as text; of several Kafka headers of one name, the
	 * last. A header of Kafka may be {@code null}, which is one without bytes here.
	 * @return the headers; none for other sources; unmodifiable
	 * @throws EventException if a header is not written as AWS writes it
	 */
	public List<RecordHeader> headers() {
		return source().format().headers(this);
	}

	/**
	 * The payload as text.
	 * @return the text, exactly as it was sent, with its byte order mark if it has one,
	 * but with U+FFFD for half of a surrogate pair, which is not a character
	 * @throws EventException if there is no payload, or it is no text
	 */
	public String text() {
		ByteSlice text = this.payload.slice(this);
		return Utf8.decode(text.bytes(), text.offset(), text.length())
			.orElseThrow(() -> EventException.badRecord(this, notText(text)));
	}

	private String notText(ByteSlice payload) {
		String unbound = this.payload.unbound();
		if (unbound != null) {
			return unbound;
		}
		return "has a payload that is " + (payload.isUtf16() ? "UTF-16, " : "")
				+ "not UTF-8; bytes() gives it as it is";
	}

	/**
	 * The payload as bytes.
	 * @return the bytes; text as UTF-8. A copy.
	 * @throws EventException if there is no payload
	 */
	public byte[] bytes() {
		return this.payload.slice(this).copy();
	}

	/**
	 * Binds the payload. A class of {@code aws-lambda-java-events} is read by AWS's
	 * serialization: from the payload, or if it is for records of this {@link #source()},
	 * from the record itself. {@code SQSEvent.SQSMessage} is then the message and
	 * {@code SQSEvent} an event with this message alone.
	 * @param <T> the type
	 * @param type {@code String} for {@link #text()}, {@code byte[]} for
	 * {@link #bytes()}, else anything that Jackson reads from JSON
	 * @return the value
	 * @throws EventException if there is no payload, or it does not fit the type, or it
	 * is an envelope of AWS's and none of its members is one of the type; names record,
	 * type and JSON path
	 */
	@SuppressWarnings("unchecked")
	public <T> T bind(Class<T> type) {
		// no Class.cast, which takes no primitive
		return (T) event().binder().bind(this, event(), type);
	}

	/**
	 * Binds the payload to a generic type.
	 * @param <T> the type
	 * @param type the type, as in {@code new TypeReference<List<Order>>() { }}
	 * @return the value
	 * @throws EventException if there is no payload, or it does not fit the type; names
	 * record, type and JSON path
	 */
	@SuppressWarnings("unchecked")
	public <T> T bind(TypeReference<T> type) {
		return (T) event().binder().bind(this, event(), type.getType());
	}

	/**
	 * The payload, if it may be JSON for a type.
	 */
	ByteSlice json(Type type) {
		String unbound = this.payload.unbound();
		ByteSlice json = this.payload.slice(this);
		if (unbound != null && !(type == JsonNode.class && new JsonScanner(json).type() != JsonType.NONE)) {
			throw EventException.badRecord(this, unbound);
		}
		if (json.isGzip()) {
			throw new CompressedLogEvents(json, this).notBindable();
		}
		return json;
	}

	/**
	 * The payload as an event.
	 */
	Event payloadAsEvent() {
		return event().carried(this.payload.slice(this).copy());
	}

	/**
	 * The JSON of the record itself.
	 */
	ByteSlice whole() {
		return event().scanner(this.start).value();
	}

	/**
	 * The name of the source, which the event has once for all records, or in EventBridge
	 * Pipes each record.
	 */
	Optional<String> eventSource() {
		String ofEvent = event().shape().texts().get("eventSource");
		return Optional.ofNullable((ofEvent != null) ? ofEvent : text("eventSource"));
	}

	/**
	 * The records of the event that is this record's payload.
	 * @param budget what may be inflated
	 * @return the records, possibly none, or empty if the payload is no such event
	 */
	Optional<List<EventRecord>> carried(InflatedBudget budget) {
		if (!source().format().carriesEvents() || this.payload.unbound() != null) {
			return Optional.empty();
		}
		try {
			ByteSlice payload = this.payload.slice(this);
			if (payload.isGzip() || payload.isZlib()) {
				// nothing else is compressed by AWS
				return new CompressedLogEvents(payload, this).unwrap(event(), budget);
			}
			if (!EventShape.mayBeEvent(new JsonScanner(payload))) {
				return Optional.empty();
			}
			Event carried = event().carried(payload.copy());
			EventSource source = EventSource.of(carried.shape());
			if (source == EventSource.UNKNOWN) {
				return Optional.empty();
			}
			List<EventRecord> records = source.format().decap(carried, this);
			return records.stream().allMatch(source.format()::isComplete) ? Optional.of(records) : Optional.empty();
		}
		catch (EventException | JsonException ex) {
			// it only looked like an event, so it is the function's to read
			return Optional.empty();
		}
	}

	/**
	 * The JSON of the record from a member on.
	 * @param path the names that lead to it
	 * @return a scanner before its value, or empty if it is missing
	 */
	Optional<JsonScanner> at(String... path) {
		JsonScanner json = event().scanner(this.start);
		return moveTo(json, path) ? Optional.of(json) : Optional.empty();
	}

	/**
	 * A JSON value within the record as a payload.
	 * @param path the names that lead to it
	 * @return the payload; none if the value is missing or {@code null}
	 */
	Payload json(String... path) {
		return payload(JsonPayload::read, path);
	}

	/**
	 * A value within the record as a payload.
	 * @param reader reads it
	 * @param path the names that lead to it
	 * @return the payload; none if the value is missing or {@code null}
	 */
	Payload payload(Function<JsonScanner, Payload> reader, String... path) {
		JsonScanner json = event().scanner(this.start);
		Payload payload = Payload.NONE;
		boolean found = moveTo(json, path);
		while (found) {
			// goes on behind it, since it may come once more
			payload = payload.then(reader.apply(json));
			found = moveToNext(json, path[path.length - 1]);
		}
		return payload;
	}

	/**
	 * A member of the record that is a string, a number or a boolean.
	 * @param path the names that lead to it
	 * @return the string, or the digits as they stand; {@code null} if it is missing or
	 * something else
	 */
	@Nullable String scalar(String... path) {
		JsonScanner json = event().scanner(this.start);
		return moveTo(json, path) ? scalar(json) : null;
	}

	static @Nullable String scalar(JsonScanner json) {
		JsonType type = json.type();
		if (type == JsonType.STRING) {
			return json.string().text().orElse(null);
		}
		ByteSlice value = json.value();
		return (type == JsonType.NUMBER || type == JsonType.BOOLEAN) ? value.ascii() : null;
	}

	/**
	 * Puts a string, a number or a boolean among the attributes, if the record has it.
	 */
	void putScalar(Map<String, String> attributes, String name, String... path) {
		String value = scalar(path);
		if (value != null) {
			attributes.put(name, value);
		}
	}

	/**
	 * Puts the strings, numbers and booleans of an object among the attributes.
	 * @param names which of its members
	 * @param path the names that lead to the object
	 */
	void putScalars(Map<String, String> attributes, Set<String> names, String... path) {
		putScalars(attributes, names::contains, path);
	}

	/**
	 * Puts the strings, numbers and booleans of an object among the attributes.
	 * @param names tells of a member whether it is wanted
	 * @param path the names that lead to the object
	 */
	void putScalars(Map<String, String> attributes, Predicate<String> names, String... path) {
		JsonScanner json = event().scanner(this.start);
		if (!moveTo(json, path) || json.type() != JsonType.OBJECT) {
			return;
		}
		Set<String> seen = new HashSet<>();
		json.enterObject();
		while (json.nextMember()) {
			String name = json.name();
			if (!names.test(name) || !seen.add(name)) {
				json.skip();
				continue;
			}
			String value = scalar(json);
			if (value != null) {
				attributes.put(name, value);
			}
		}
	}

	/**
	 * A time in ISO 8601.
	 * @param path the names that lead to it
	 * @return the time, or empty if it is missing or none
	 */
	Optional<Instant> time(String... path) {
		String time = text(path);
		try {
			return (time != null) ? Optional.of(Instant.parse(time)) : Optional.empty();
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A string member of the record.
	 * @param path the names that lead to it
	 * @return the string, or {@code null} if it is missing or no string
	 */
	@Nullable String text(String... path) {
		JsonScanner json = event().scanner(this.start);
		return (moveTo(json, path) && json.type() == JsonType.STRING) ? json.string().text().orElse(null) : null;
	}

	/**
	 * The elements of an array within the record that are strings.
	 * @param path the names that lead to the array
	 */
	List<String> texts(String... path) {
		JsonScanner json = event().scanner(this.start);
		List<String> texts = new ArrayList<>();
		if (moveTo(json, path) && json.type() == JsonType.ARRAY) {
			json.enterArray();
			while (json.nextElement()) {
				if (json.type() == JsonType.STRING) {
					json.string().text().ifPresent(texts::add);
				}
				else {
					json.skip();
				}
			}
		}
		return texts;
	}

	/**
	 * The members of an object within the record that are strings.
	 * @param consumer what is done with each, by name and value
	 * @param path the names that lead to the object
	 */
	void forEachText(BiConsumer<String, String> consumer, String... path) {
		JsonScanner json = event().scanner(this.start);
		if (moveTo(json, path) && json.type() == JsonType.OBJECT) {
			forEachText(json, consumer);
		}
	}

	/**
	 * Puts what a sender set among the attributes: an object of objects, each with its
	 * value in a member of one of these names.
	 * @param reserved what AWS itself may say of a record and no sender, also where AWS
	 * says nothing
	 */
	void putSenderAttributes(Map<String, String> attributes, Set<String> reserved, Set<String> valueNames,
			String... path) {
		JsonScanner json = event().scanner(this.start);
		if (moveTo(json, path) && json.type() == JsonType.OBJECT) {
			Set<String> seen = new HashSet<>();
			json.enterObject();
			while (json.nextMember()) {
				String name = json.name();
				if (!seen.add(name) || json.type() != JsonType.OBJECT || reserved.contains(name)) {
					json.skip();
					continue;
				}
				forEachText(json, (member, text) -> {
					if (valueNames.contains(member)) {
						attributes.put(name, text);
					}
				});
			}
		}
	}

	private static void forEachText(JsonScanner json, BiConsumer<String, String> consumer) {
		// as of any member that comes twice the first holds
		Set<String> seen = new HashSet<>();
		json.enterObject();
		while (json.nextMember()) {
			String name = json.name();
			if (seen.add(name) && json.type() == JsonType.STRING) {
				json.string().text().ifPresent((text) -> consumer.accept(name, text));
			}
			else {
				json.skip();
			}
		}
	}

	private static boolean moveTo(JsonScanner json, String... path) {
		for (String step : path) {
			if (json.type() != JsonType.OBJECT || !moveTo(json, step)) {
				return false;
			}
		}
		return true;
	}

	private static boolean moveTo(JsonScanner json, String member) {
		json.enterObject();
		return moveToNext(json, member);
	}

	private static boolean moveToNext(JsonScanner json, String member) {
		while (json.nextMember()) {
			if (json.isNamed(member)) {
				return true;
			}
			json.skip();
		}
		return false;
	}

	/**
	 * A time in milliseconds since 1970, or in a smaller unit.
	 * @param path the names that lead to it
	 * @return the time to the millisecond, or empty if it is missing or not a time
	 * @see EpochTime
	 */
	Optional<Instant> epochMillis(String... path) {
		return EpochTime.millis(scalar(path));
	}

	/**
	 * A time in seconds since 1970, with a fraction or an exponent, or in a smaller unit.
	 * @param path the names that lead to it
	 * @return the time to the millisecond, or empty if it is missing or not a time
	 * @see EpochTime
	 */
	Optional<Instant> epochSeconds(String... path) {
		return EpochTime.seconds(scalar(path));
	}

	@Override
	public String toString() {
		return "EventRecord[" + source() + " " + this.index + "]";
	}

}
