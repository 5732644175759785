package io.golambda.event;

import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.RecordJson;

/**
 * A tumbling window of a Kinesis or DynamoDB stream, with the state that the previous
 * invocation returned. <pre>
 * TumblingWindow window = event.window().orElseThrow();
 * Total total = window.state(Total.class).orElse(Total.NONE);
 * </pre>
 * <p>
 * Immutable and safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html">Configuring
 * tumbling windows</a>
 */
public final class TumblingWindow {

	private final Event event;

	private final Instant start;

	private final Instant end;

	private final @Nullable ByteSlice state;

	private final Map<String, String> members;

	private TumblingWindow(Event event, Instant start, Instant end, @Nullable ByteSlice state,
			Map<String, String> members) {
		this.event = event;
		this.start = start;
		this.end = end;
		this.state = state;
		this.members = members;
	}

	static Optional<TumblingWindow> of(Event event) {
		try {
			return read(event);
		}
		catch (JsonException ex) {
			throw EventException.notJson(ex);
		}
	}

	private static Optional<TumblingWindow> read(Event event) {
		Map<String, String> members = new HashMap<>();
		Map<String, String> times = new HashMap<>();
		ByteSlice state = null;
		boolean found = false;
		JsonScanner json = event.scanner();
		if (json.type() != JsonType.OBJECT) {
			return Optional.empty();
		}
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed("window") && json.type() == JsonType.OBJECT) {
				found = true;
				putScalars(json, times);
			}
			else if (json.isNamed("state") && json.type() != JsonType.NULL) {
				if (state != null) {
					throw new EventException("The tumbling window of the event has two members \"state\".");
				}
				state = json.value();
			}
			else {
				putScalar(json, members);
			}
		}
		json.end();
		return found ? Optional.of(new TumblingWindow(event, time(times, "start"), time(times, "end"), state, members))
				: Optional.empty();
	}

	private static void putScalars(JsonScanner json, Map<String, String> values) {
		json.enterObject();
		while (json.nextMember()) {
			putScalar(json, values);
		}
	}

	private static void putScalar(JsonScanner json, Map<String, String> values) {
		String name = json.name();
		String value = RecordJson.scalar(json);
		if (value != null) {
			values.put(name, value);
		}
	}

	private static Instant time(Map<String, String> times, String name) {
		try {
			return Instant.parse(times.getOrDefault(name, ""));
		}
		catch (DateTimeParseException ex) {
			throw new EventException("The \"" + name + "\" of the event's tumbling window is not a time.");
		}
	}

	/**
	 * Returns the start of the window.
	 * @return the time
	 */
	public Instant start() {
		return this.start;
	}

	/**
	 * Returns the end of the window.
	 * @return the time
	 */
	public Instant end() {
		return this.end;
	}

	/**
	 * Returns the shard of the stream. Each shard has its own windows and states.
	 * @return the id, or an empty string if the event has none
	 */
	public String shardId() {
		return this.members.getOrDefault("shardId", "");
	}

	/**
	 * Returns the ARN of the stream.
	 * @return the ARN, or an empty string if the event has none
	 */
	public String eventSourceArn() {
		return this.members.getOrDefault("eventSourceARN", "");
	}

	/**
	 * Returns whether this is the last invocation for the window, in which the function
	 * handles the result. Its event can be without records.
	 * @return {@code isFinalInvokeForWindow}
	 */
	public boolean isFinal() {
		return Boolean.parseBoolean(this.members.get("isFinalInvokeForWindow"));
	}

	/**
	 * Returns whether the window ended early because its state grew too large.
	 * @return {@code isWindowTerminatedEarly}
	 */
	public boolean isTerminatedEarly() {
		return Boolean.parseBoolean(this.members.get("isWindowTerminatedEarly"));
	}

	/**
	 * Binds the state that the previous invocation returned.
	 * @param <T> the type
	 * @param type any type that Jackson can read
	 * @return the state, or empty if it is missing, {@code null} or an object without
	 * members, as at the start of a window
	 * @throws EventException if the state does not fit the type
	 */
	@SuppressWarnings("unchecked")
	public <T> Optional<T> state(Class<T> type) {
		// Class.cast does not support primitives
		return (Optional<T>) read(type);
	}

	/**
	 * Binds the state that the previous invocation returned to a generic type.
	 * @param <T> the type
	 * @param type the type, for example {@code new TypeReference<Map<String, Total>>() {
	 * }}
	 * @return the state, or empty if it is missing, {@code null} or an object without
	 * members, as at the start of a window
	 * @throws EventException if the state does not fit the type
	 */
	@SuppressWarnings("unchecked")
	public <T> Optional<T> state(TypeReference<T> type) {
		return (Optional<T>) read(type.getType());
	}

	private Optional<Object> read(Type type) {
		ByteSlice state = this.state;
		if (state == null || isEmptyObject(state)) {
			return Optional.empty();
		}
		try {
			return Optional.of(this.event.eventMapper().binder().bind(state, this.event, type));
		}
		catch (EventException ex) {
			throw EventException.badState(ex);
		}
	}

	private static boolean isEmptyObject(ByteSlice state) {
		JsonScanner json = new JsonScanner(state);
		if (json.type() != JsonType.OBJECT) {
			return false;
		}
		json.enterObject();
		return !json.nextMember();
	}

	@Override
	public String toString() {
		// without the state, which can be secret
		return "TumblingWindow[" + this.start + " to " + this.end + "]";
	}

}
