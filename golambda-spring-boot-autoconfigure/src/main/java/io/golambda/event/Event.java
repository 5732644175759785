package io.golambda.event;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.Utf8;
import io.golambda.event.source.EventSignature;
import io.golambda.event.source.EventWriter;

/**
 * An event that Lambda delivers to a function: the exact bytes and the {@link Context} of
 * the invocation. <pre>
 * &#64;Bean
 * Function&lt;Event, String&gt; colors() {
 * 	return event -&gt; event.decapSqs().stream()
 * 		.map(record -&gt; record.bind(Color.class).message())
 * 		.collect(Collectors.joining(":"));
 * }
 * </pre>
 * <p>
 * {@code decapXxx} and {@link #records(EventSource)} return the records of an event from
 * one source, {@link #records()} those of an event from any source. {@code encapXxx} and
 * {@link #of(EventSource, Object...)} create events for tests: <pre>
 * colors.apply(Event.encapSqs(new Color("blue"), new Color("orange")));
 * </pre>
 * <p>
 * The bytes are read on demand. Immutable and safe for use by multiple threads.
 */
public final class Event extends SourceMethods {

	private final byte[] bytes;

	private final Context context;

	private final EventMapper mapper;

	// a race only decodes the event twice
	private volatile @Nullable Decoded decoded;

	private volatile @Nullable List<EventRecord> innermost;

	private volatile @Nullable EventSignature signature;

	Event(byte[] bytes, @Nullable Context context, EventMapper mapper) {
		this.bytes = bytes;
		this.context = (context != null) ? context : NoContext.INSTANCE;
		this.mapper = mapper;
	}

	/**
	 * Creates an event outside Lambda.
	 * @param json the event
	 * @return the event, with a neutral context
	 */
	public static Event of(String json) {
		return of(json, NoContext.INSTANCE);
	}

	/**
	 * Creates the event of an invocation.
	 * @param json the event
	 * @param context the context of the invocation
	 * @return the event
	 */
	public static Event of(String json, Context context) {
		return new Event(json.getBytes(StandardCharsets.UTF_8), context, EventMapper.standalone());
	}

	/**
	 * Creates an event outside Lambda.
	 * @param bytes the event; copied
	 * @return the event, with a neutral context
	 */
	public static Event of(byte[] bytes) {
		return of(bytes, NoContext.INSTANCE);
	}

	/**
	 * Creates the event of an invocation.
	 * @param bytes the event; copied
	 * @param context the context of the invocation
	 * @return the event
	 */
	public static Event of(byte[] bytes, Context context) {
		return new Event(bytes.clone(), context, EventMapper.standalone());
	}

	/**
	 * Reads the event of an invocation from the input stream of a handler.
	 * @param input the event; read to its end, not closed
	 * @param context the context of the invocation, or {@code null} for a neutral one
	 * @return the event
	 * @throws IOException if the input cannot be read
	 */
	public static Event read(InputStream input, @Nullable Context context) throws IOException {
		return EventMapper.standalone().read(input, context);
	}

	/**
	 * Returns this event with another mapper. In an application, golambda sets the
	 * application's mapper. The mapper of an event that a test creates ignores unknown
	 * properties and has Jackson's defaults otherwise.
	 * @param mapper the mapper that {@code bind} uses, here and for records
	 * @return the event
	 */
	public Event withMapper(JsonMapper mapper) {
		return with(this.mapper.withMapper(mapper));
	}

	/**
	 * Returns the mapper that {@code bind} uses.
	 * @return the application's mapper, or the default one in a test
	 */
	public JsonMapper mapper() {
		return this.mapper.binder().mapper();
	}

	/**
	 * Returns this event with another limit for inflating compressed data, which protects
	 * against data that was crafted to fill the memory. The default is 64 MiB; in an
	 * application it is the property {@code golambda.event.inflated-limit}.
	 * @param bytes how many bytes each compressed payload may inflate to; all payloads of
	 * an event together may inflate to the same size, or to a quarter of the heap if that
	 * is more, but never to more than half of the heap
	 * @return the event
	 * @throws IllegalArgumentException if the limit is 0 or less
	 */
	public Event withInflatedLimit(int bytes) {
		return with(this.mapper.withInflatedLimit(bytes));
	}

	Event with(EventMapper mapper) {
		return new Event(this.bytes, this.context, mapper);
	}

	/**
	 * Returns the bytes that Lambda delivered.
	 * @return a copy
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Returns the event as text.
	 * @return the exact text that Lambda delivered, but without a byte order mark
	 * @throws EventException if the event is not UTF-8
	 */
	@JsonValue
	@JsonRawValue
	public String json() {
		int start = new ByteSlice(this.bytes, 0, this.bytes.length).textStart();
		return Utf8.decode(this.bytes, start, this.bytes.length - start)
			.orElseThrow(() -> new EventException("The event is not UTF-8; Event.bytes() gives it as it is."));
	}

	/**
	 * Returns the context of the invocation.
	 * @return the context of Lambda, or outside Lambda a neutral one with empty names and
	 * a logger that writes nothing
	 */
	public Context context() {
		return this.context;
	}

	/**
	 * Returns the source of the event.
	 * @return the source, {@link EventSource#UNKNOWN} for an event without records or one
	 * that is not JSON
	 */
	public EventSource source() {
		Decoded known = this.decoded;
		if (known != null) {
			return known.source;
		}
		try {
			return EventSource.of(signature());
		}
		catch (EventException ex) {
			return EventSource.UNKNOWN;
		}
	}

	/**
	 * Binds the whole event: <pre>
	 * Order order = event.bind(Order.class);
	 * </pre>
	 * @param <T> the type
	 * @param type {@code String} for the text, {@code byte[]} for the bytes, a class of
	 * {@code aws-lambda-java-events} to read the event as Lambda's managed runtime does
	 * (requires {@code aws-lambda-java-serialization} on the class path), or any type
	 * that Jackson reads, which may contain such classes
	 * @return the value
	 * @throws EventException if the event does not fit the type, or is from a known
	 * source and has no member that the type has
	 */
	@SuppressWarnings("unchecked")
	public <T> T bind(Class<T> type) {
		// Class.cast does not accept primitive types
		return (T) this.mapper.binder().bind(this, type);
	}

	/**
	 * Binds the whole event to a generic type.
	 * @param <T> the type
	 * @param type the type, as in {@code new TypeReference<List<Order>>() { }}
	 * @return the value
	 * @throws EventException as for {@link #bind(Class)}
	 */
	@SuppressWarnings("unchecked")
	public <T> T bind(TypeReference<T> type) {
		return (T) this.mapper.binder().bind(this, type.getType());
	}

	EventMapper eventMapper() {
		return this.mapper;
	}

	/**
	 * Whether EventBridge Pipes delivered the event, which sends the records of the
	 * source as a bare array.
	 * @return {@code true} if the event is an array, but not of EventBridge's own events
	 * @see <a href=
	 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-source.html">Amazon
	 * EventBridge Pipes sources</a>
	 */
	public boolean isFromPipes() {
		return EventMapper.isArray(this) && !source().name().startsWith("EVENTBRIDGE");
	}

	/**
	 * Whether the event is an HTTP request that Amazon API Gateway, a function URL or an
	 * Application Load Balancer delivered.
	 * @return {@code true} if the event has a request context and headers
	 */
	public boolean isHttpRequest() {
		return source() == EventSource.UNKNOWN && HttpHeaders.isIn(signature());
	}

	/**
	 * Returns the headers of an HTTP request: <pre>
	 * String agent = event.httpHeaders().get("User-Agent");
	 * </pre> They are read from the bytes at each call.
	 * @return the headers, unmodifiable; upper and lower case are the same in their
	 * names, and the first of several values of a header is the value; empty if the event
	 * is not an HTTP request
	 * @see #isHttpRequest()
	 */
	public Map<String, String> httpHeaders() {
		return isHttpRequest() ? HttpHeaders.read(scanner()) : Map.of();
	}

	/**
	 * Returns the tumbling window of an event of a stream.
	 * @return the window, or empty if the event source mapping has none
	 * @throws EventException if the event is not JSON, or its window has no start or end
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html">Configuring
	 * tumbling windows</a>
	 */
	public Optional<TumblingWindow> window() {
		return TumblingWindow.of(this);
	}

	/**
	 * Returns this event of a stream within a tumbling window, for tests.
	 * @param state the state that the previous invocation returned: {@code CharSequence}
	 * and {@code byte[]} (UTF-8) are JSON, any other object is written as JSON;
	 * {@code null} for the first invocation of the window
	 * @return the event
	 * @throws EventException if the event is not from Kinesis or DynamoDB
	 */
	public Event withWindow(@Nullable Object state) {
		return nested(WindowedEvent.write(this, state, false));
	}

	/**
	 * Returns the event at the end of a tumbling window, for tests. It has no records.
	 * @param state the state, as for {@link #withWindow(Object)}
	 * @return the event
	 * @throws EventException if the event is not from Kinesis or DynamoDB
	 */
	public Event withFinalWindow(@Nullable Object state) {
		return nested(WindowedEvent.write(this, state, true));
	}

	/**
	 * Returns the records of this event from any source, unwrapped to the innermost
	 * records: an SNS notification in an SQS message is returned as an SNS record whose
	 * {@link EventRecord#envelope() envelope} is the SQS record. A payload that merely
	 * looks like an event is not unwrapped.
	 * @return the records in the order of the event; none only for events that AWS sends
	 * without records, such as the test event of S3
	 * @throws EventException if the event is not JSON, or its source has no records
	 */
	public List<EventRecord> records() {
		List<EventRecord> known = this.innermost;
		if (known == null) {
			EventSource source = EventSource.of(signature());
			if (source == EventSource.UNKNOWN) {
				throw EventException.withoutRecords(this);
			}
			known = new NestedRecords(this.mapper.inflater().budget()).unwrap(records(source));
			this.innermost = known;
		}
		return known;
	}

	/**
	 * Returns the records if they have been read before. Does not read them, so that a
	 * metric or a log line at the end of an invocation costs nothing.
	 * @return the innermost records, or those of the source if nothing asked for the
	 * innermost; none if nothing asked for records
	 */
	public List<EventRecord> recordsIfRead() {
		List<EventRecord> known = this.innermost;
		Decoded decoded = this.decoded;
		return (known != null) ? known : (decoded != null) ? decoded.records : List.of();
	}

	@Override
	public List<EventRecord> records(EventSource source) {
		if (source == EventSource.UNKNOWN) {
			throw new IllegalArgumentException("An event of an unknown source has no records.");
		}
		Decoded known = this.decoded;
		if (known == null || known.source != source) {
			known = new Decoded(source, RecordDecoder.decode(source, this, null));
			this.decoded = known;
		}
		return known.records;
	}

	@Override
	public List<EventRecord> decapSnsOverSqs() {
		return new NestedRecords(this.mapper.inflater().budget()).of(decapSqs(), EventSource.SNS,
				"carries no SNS notification; " + "for a subscription with raw message delivery use decapSqs()");
	}

	@Override
	public List<EventRecord> decapDynamoDbOverKinesis() {
		return new NestedRecords(this.mapper.inflater().budget()).of(decapKinesis(), EventSource.DYNAMODB,
				"is not a change of an item that DynamoDB wrote; use decapKinesis(), or records() to take any source");
	}

	/**
	 * Creates an event of a source for tests: {@code Event.of(EventSource.SQS, "a", "b")}
	 * is the same as {@code Event.encapSqs("a", "b")}.
	 * @param source the source
	 * @param messages the messages, at least one, as for the {@code encapXxx} method of
	 * the source
	 * @return the event as Lambda delivers it
	 * @throws IllegalArgumentException if the source is {@link EventSource#UNKNOWN}, or
	 * cannot carry one of the messages
	 */
	public static Event of(EventSource source, @Nullable Object... messages) {
		if (source == EventSource.UNKNOWN) {
			throw new IllegalArgumentException("An event cannot be created for an unknown source.");
		}
		return written(source.format().writer(), messages);
	}

	static Event written(EventWriter writer, @Nullable Object @Nullable [] messages) {
		return new Event(writer.write(NewRecord.outgoing(messages)), NoContext.INSTANCE, EventMapper.standalone());
	}

	/**
	 * Returns an event that was the payload of a record, or that a test derives from this
	 * one.
	 */
	Event nested(byte[] payload) {
		return new Event(payload, this.context, this.mapper);
	}

	byte[] rawBytes() {
		return this.bytes;
	}

	int length() {
		return this.bytes.length;
	}

	EventSignature signature() {
		EventSignature known = this.signature;
		if (known == null) {
			try {
				known = EventSource.signature(scanner());
			}
			catch (JsonException ex) {
				throw EventException.notJson(ex);
			}
			this.signature = known;
		}
		return known;
	}

	ByteSlice whole() {
		return new ByteSlice(this.bytes, 0, this.bytes.length);
	}

	JsonScanner scanner() {
		return new JsonScanner(this.bytes);
	}

	@Override
	public String toString() {
		// without the content, which may be large and confidential
		return "Event[" + this.bytes.length + " bytes]";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Event event && Arrays.equals(this.bytes, event.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	private record Decoded(EventSource source, List<EventRecord> records) {

	}

}
