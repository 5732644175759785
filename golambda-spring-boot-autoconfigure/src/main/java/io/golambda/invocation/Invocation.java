package io.golambda.invocation;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;

/**
 * One run of the function. Code deep inside reaches it by {@link #current()}: <pre>
 * Invocation.current().with("customer", customer.id());
 * </pre>
 * <p>
 * Safe for use by several threads: a function that starts threads may hand it to them.
 */
public final class Invocation {

	private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();

	private static final String RECORD_ID = "record.id";

	private static final String ENVELOPE_ID = "record.envelope.id";

	private final Event event;

	private final boolean coldStart;

	private final RecordChain recordChain;

	// the invocation of which this is the view of one record
	private final @Nullable Invocation whole;

	private final @Nullable EventRecord record;

	// replaced as a whole, since it is read for each log line
	private volatile Map<String, @Nullable Object> values = Map.of();

	private final Map<Class<?>, Object> attributes = new ConcurrentHashMap<>(4);

	Invocation(Event event, boolean coldStart, RecordChain recordChain) {
		this.event = event;
		this.coldStart = coldStart;
		this.recordChain = recordChain;
		this.whole = null;
		this.record = null;
	}

	private Invocation(Invocation whole, EventRecord record) {
		this.event = whole.event;
		this.coldStart = whole.coldStart;
		this.recordChain = whole.recordChain;
		this.whole = whole;
		this.record = record;
		this.values = whole.values;
		addIds(record);
	}

	private void addIds(EventRecord record) {
		String id = nearestId(record);
		if (id != null) {
			with(RECORD_ID, id);
		}
		EventRecord outermost = record.outermost();
		String outermostId = (outermost != record) ? id(outermost) : null;
		if (outermostId != null && !outermostId.equals(id)) {
			with(ENVELOPE_ID, outermostId);
		}
	}

	private static @Nullable String nearestId(EventRecord record) {
		String id = id(record);
		return (id != null || record.envelope().isEmpty()) ? id : nearestId(record.envelope().get());
	}

	private static @Nullable String id(EventRecord record) {
		try {
			return record.id().orElse(null);
		}
		catch (EventException ex) {
			return null;
		}
	}

	/**
	 * The invocation that this thread works for.
	 * @return the invocation
	 * @throws IllegalStateException if there is none, as in a thread that the function
	 * started itself or a test that calls the function bean directly
	 */
	public static Invocation current() {
		return find().orElseThrow(() -> new IllegalStateException("This thread works for no invocation: "
				+ "Invocation.current() is for the thread in which the function was called. "
				+ "Keep the Invocation in a variable and hand it to other threads."));
	}

	/**
	 * The invocation that this thread works for, if there is one.
	 * @return the invocation, or empty
	 */
	public static Optional<Invocation> find() {
		return Optional.ofNullable(CURRENT.get());
	}

	/**
	 * What Lambda delivered.
	 * @return the event
	 */
	public Event event() {
		return this.event;
	}

	/**
	 * What Lambda says of the invocation.
	 * @return the context, as {@link Event#context()}
	 */
	public Context context() {
		return this.event.context();
	}

	/**
	 * The record that this thread works on, if the batch package works on the records one
	 * by one.
	 * @return the record, or empty outside of such work
	 */
	public Optional<EventRecord> record() {
		return Optional.ofNullable(this.record);
	}

	/**
	 * The id that Lambda gave this invocation.
	 * @return the request id, empty where there is none, as outside Lambda
	 */
	public String requestId() {
		return Objects.requireNonNullElse(context().getAwsRequestId(), "");
	}

	/**
	 * Returns whether this is the first invocation of an execution environment that
	 * Lambda started for it. After provisioned concurrency, SnapStart and on managed
	 * instances, no invocation waits for the start.
	 * @return {@code true} for the first invocation after an on-demand start;
	 * {@code false} outside Lambda
	 */
	public boolean isColdStart() {
		return this.coldStart;
	}

	/**
	 * How long the function may still run.
	 * @return the time until Lambda ends it, zero if that is over
	 */
	public Duration remaining() {
		return Duration.ofMillis(context().getRemainingTimeInMillis());
	}

	/**
	 * Has the {@link RecordInterceptor}s made, if they are not yet there: what goes wrong
	 * with that is no record's failure.
	 */
	public void prepareRecords() {
		this.recordChain.prepare();
	}

	/**
	 * Works on one record, with all {@link RecordInterceptor}s around it, in any thread.
	 * Meanwhile {@link #current()} is this invocation as the record sees it: with the
	 * record's id among the values, and with values and attributes of its own that end
	 * with the work.
	 * @param record a record of the event
	 * @param work the work
	 * @throws Exception whatever the work or a link throws, unchanged
	 */
	public void process(EventRecord record, RecordInterceptor.Chain work) throws Exception {
		Invocation before = CURRENT.get();
		new Invocation(this, record).enter();
		try {
			this.recordChain.process(record, work);
		}
		finally {
			if (before != null) {
				before.enter();
			}
			else {
				leave();
			}
		}
	}

	/**
	 * Adds a value that explains what this invocation was about: it is on all log lines
	 * of the invocation from now on, and with its error if it fails. A later value of the
	 * same name replaces the earlier. While a single record is worked on, all this is for
	 * that record.
	 * @param name the value's name
	 * @param value the value, of any type
	 * @return this invocation
	 */
	public synchronized Invocation with(String name, @Nullable Object value) {
		Map<String, @Nullable Object> more = new LinkedHashMap<>(this.values);
		more.put(name, value);
		this.values = Collections.unmodifiableMap(more);
		return this;
	}

	/**
	 * The values that were added.
	 * @return a snapshot in the order in which they came
	 */
	public Map<String, @Nullable Object> values() {
		return this.values;
	}

	/**
	 * What a feature keeps for the time of this invocation, made if it is not there yet;
	 * one for all records.
	 * @param <T> the type of it
	 * @param type its class, by which it is found again
	 * @param initial makes it
	 * @return what is kept
	 */
	public <T> T attribute(Class<T> type, Supplier<? extends T> initial) {
		if (this.whole != null) {
			Object own = this.attributes.get(type);
			return (own != null) ? type.cast(own) : this.whole.attribute(type, initial);
		}
		return type.cast(this.attributes.computeIfAbsent(type, (ignored) -> initial.get()));
	}

	/**
	 * What a feature keeps for the time of this invocation.
	 * @param <T> the type of it
	 * @param type its class
	 * @return what is kept, or empty
	 */
	public <T> Optional<T> attribute(Class<T> type) {
		Object own = this.attributes.get(type);
		return (own != null || this.whole == null) ? Optional.ofNullable(type.cast(own)) : this.whole.attribute(type);
	}

	/**
	 * Keeps something for the time of this invocation, in place of what was kept. While a
	 * single record is worked on, it is kept for that record.
	 * @param <T> the type of it
	 * @param type its class, by which it is found again
	 * @param value what is kept
	 */
	public <T> void setAttribute(Class<T> type, T value) {
		this.attributes.put(type, value);
	}

	// for the chain and for other threads on request
	void enter() {
		CURRENT.set(this);
	}

	static void leave() {
		CURRENT.remove();
	}

	@Override
	public String toString() {
		return "Invocation[" + requestId() + "]";
	}

}
