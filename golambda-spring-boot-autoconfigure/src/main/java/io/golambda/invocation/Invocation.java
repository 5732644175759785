package io.golambda.invocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;

/**
 * One call of the function by Lambda. Any code that the function calls gets it from
 * {@link #current()}: <pre>
 * Invocation.current().with("customer", customer.id());
 * if (Invocation.current().remaining().compareTo(Duration.ofSeconds(5)) &lt; 0) {
 * 	return Response.partial();
 * }
 * </pre>
 * <p>
 * Safe for use by several threads. A function that starts threads passes the invocation
 * to them and calls {@link #call}, or uses Micrometer's context propagation, see
 * {@link InvocationAccessor}.
 */
public final class Invocation {

	private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();

	// set by Lambda's runtime client for the only invocation
	private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

	private static final String RECORD_ID = "record.id";

	private static final String ENVELOPE_ID = "record.envelope.id";

	// longer than any invocation, as in a test without a context
	private static final Duration NO_DEADLINE = Duration.ofDays(1);

	private final Event event;

	private final boolean coldStart;

	private final RecordChain recordChain;

	private final boolean concurrent;

	// set in the view that a record has of its invocation
	private final @Nullable Invocation whole;

	private final @Nullable EventRecord record;

	private final Thread thread = Thread.currentThread();

	private final long start = System.nanoTime();

	// copied on write, because each log line reads it
	private volatile Map<String, @Nullable Object> values = Map.of();

	// cached, because several features ask for it
	private volatile @Nullable Optional<String> sampledTraceId;

	private final Map<Class<?>, Object> attributes = new ConcurrentHashMap<>(4);

	/**
	 * Creates an invocation.
	 * @param concurrent whether other invocations may run in this process
	 */
	Invocation(Event event, boolean coldStart, RecordChain recordChain, boolean concurrent) {
		this.event = event;
		this.coldStart = coldStart;
		this.recordChain = recordChain;
		this.concurrent = concurrent;
		this.whole = null;
		this.record = null;
	}

	private Invocation(Invocation whole, EventRecord record) {
		this.event = whole.event;
		this.coldStart = whole.coldStart;
		this.recordChain = whole.recordChain;
		this.concurrent = whole.concurrent;
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
	 * Returns the invocation that the current thread works for.
	 * @return the invocation
	 * @throws IllegalStateException if there is none, as in a thread that the function
	 * started, or in a test that calls the function bean directly
	 */
	public static Invocation current() {
		return find().orElseThrow(() -> new IllegalStateException("This thread does not work for an invocation: "
				+ "Invocation.current() is for the thread in which the function was called. "
				+ "Keep the Invocation in a variable and pass it to other threads."));
	}

	/**
	 * Returns the invocation that the current thread works for, if any.
	 * @return the invocation, or empty
	 */
	public static Optional<Invocation> find() {
		return Optional.ofNullable(CURRENT.get());
	}

	/**
	 * Returns the event that Lambda delivered.
	 * @return the event
	 */
	public Event event() {
		return this.event;
	}

	/**
	 * Returns Lambda's context of the invocation.
	 * @return the context, the same as {@link Event#context()}
	 */
	public Context context() {
		return this.event.context();
	}

	/**
	 * Returns the client context, which a synchronous caller sends with the event.
	 * @return the client context, or empty
	 */
	public Optional<ClientContext> clientContext() {
		return Optional.ofNullable(context().getClientContext());
	}

	/**
	 * Returns the tenant that the function was invoked for.
	 * @return the id of the tenant; empty if the function does not isolate tenants, or if
	 * {@code aws-lambda-java-core} is older than 1.3.0
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation.html">Tenant
	 * isolation</a>
	 */
	public Optional<String> tenantId() {
		try {
			return Optional.ofNullable(context().getTenantId());
		}
		catch (NoSuchMethodError ex) {
			return Optional.empty();
		}
	}

	/**
	 * Returns the trace header that Lambda passed, such as
	 * {@code Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1}.
	 * @return the header as it is, which may be invalid; empty if there is none
	 * @see <a href=
	 * "https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">Tracing
	 * header</a>
	 */
	public Optional<String> traceHeader() {
		return Optional.ofNullable(traceHeader(context()))
			.or(() -> this.concurrent ? Optional.empty() : Optional.ofNullable(System.getProperty(TRACE_HEADER)))
			.filter((header) -> !header.isBlank());
	}

	/**
	 * Returns the id of the trace in AWS X-Ray, if X-Ray samples it.
	 * @return the id, such as {@code 1-5759e988-bd862e3fe1be46a994272793}; empty if the
	 * trace header is missing or invalid, or says that the trace is not sampled
	 */
	public Optional<String> sampledTraceId() {
		if (this.whole != null) {
			return this.whole.sampledTraceId();
		}
		Optional<String> known = this.sampledTraceId;
		if (known == null) {
			known = traceHeader().flatMap(TraceHeader::parse)
				.filter((header) -> header.sampled().orElse(false))
				.map(TraceHeader::root);
			this.sampledTraceId = known;
		}
		return known;
	}

	private static @Nullable String traceHeader(Context context) {
		try {
			return context.getXrayTraceId();
		}
		catch (NoSuchMethodError ex) {
			// aws-lambda-java-core before 1.4.0
			return null;
		}
	}

	/**
	 * Returns the record that is processed, while a batch processes its records one by
	 * one.
	 * @return the record, or empty
	 */
	public Optional<EventRecord> record() {
		return Optional.ofNullable(this.record);
	}

	/**
	 * Returns Lambda's request id of the invocation.
	 * @return the request id; empty if there is none, as in most tests
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
	 * Returns the time that is left before the function's timeout.
	 * @return the time, zero after the timeout
	 */
	public Duration remaining() {
		return Duration.ofMillis(context().getRemainingTimeInMillis());
	}

	/**
	 * Returns when the function times out.
	 * @return the deadline to the millisecond or two; empty if there is none, as in most
	 * tests
	 */
	public Optional<Instant> deadline() {
		Duration remaining = remaining();
		return (remaining.compareTo(NO_DEADLINE) < 0) ? Optional.of(Instant.now().plus(remaining)) : Optional.empty();
	}

	/**
	 * Returns the time since the invocation started, or in the view of a record the time
	 * since the work on the record started.
	 * @return the time
	 */
	public Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	/**
	 * Returns the thread that runs the function, or in the view of a record the thread
	 * that works on the record.
	 * @return the thread
	 */
	public Thread thread() {
		return this.thread;
	}

	/**
	 * Returns the views of the records that are processed at this moment, in any thread.
	 * Each has its {@link #record()} and {@link #values()}.
	 * @return an unmodifiable snapshot, empty if no record is processed
	 */
	public List<Invocation> recordsInWork() {
		return attribute(RecordsInWork.class).map(RecordsInWork::views).orElseGet(List::of);
	}

	/**
	 * Runs work for this invocation in the current thread, such as one that the function
	 * started: <pre>
	 * Invocation invocation = Invocation.current();
	 * executor.submit(() -&gt; invocation.call(() -&gt; orders.ship(order)));
	 * </pre>
	 * @param <T> the type of the result
	 * @param work the work, for which {@link #current()} is this invocation
	 * @return the result of the work
	 * @throws Exception the exception of the work, unchanged
	 */
	public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
		Invocation before = CURRENT.get();
		enter();
		try {
			return work.call();
		}
		finally {
			reenter(before);
		}
	}

	private static void reenter(@Nullable Invocation before) {
		if (before != null) {
			before.enter();
		}
		else {
			leave();
		}
	}

	/**
	 * Creates the {@link RecordInterceptor}s eagerly, so that a failure to create them is
	 * not attributed to a record.
	 */
	public void prepareRecords() {
		this.recordChain.prepare();
	}

	/**
	 * Processes a record with all {@link RecordInterceptor}s around it, in the current
	 * thread. Meanwhile, {@link #current()} is the record's view of this invocation: it
	 * has the record's id among its values, and values and attributes of its own.
	 * @param record a record of the event
	 * @param work the work on the record
	 * @throws Exception the exception of the work or an interceptor, unchanged
	 */
	public void process(EventRecord record, RecordInterceptor.Chain work) throws Exception {
		Invocation before = CURRENT.get();
		Invocation view = new Invocation(this, record);
		RecordsInWork inWork = attribute(RecordsInWork.class, RecordsInWork::new);
		inWork.add(view);
		view.enter();
		try {
			this.recordChain.process(record, work);
		}
		finally {
			inWork.remove(view);
			reenter(before);
		}
	}

	/**
	 * Adds a value to all further log lines of this invocation, and to its error if it
	 * fails. In the view of a record, the value is for that record only.
	 * @param name the name; if it is already used, the value is replaced
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
	 * Returns the values that were added.
	 * @return an unmodifiable snapshot in the order of addition
	 */
	public Map<String, @Nullable Object> values() {
		return this.values;
	}

	/**
	 * Returns an object that a feature keeps for the duration of this invocation, and
	 * creates it if there is none. All records share it.
	 * @param <T> the type of the object
	 * @param type the key of the object
	 * @param initial creates the object
	 * @return the object
	 */
	public <T> T attribute(Class<T> type, Supplier<? extends T> initial) {
		if (this.whole != null) {
			Object own = this.attributes.get(type);
			return (own != null) ? type.cast(own) : this.whole.attribute(type, initial);
		}
		return type.cast(this.attributes.computeIfAbsent(type, (ignored) -> initial.get()));
	}

	/**
	 * Returns an object that a feature keeps for the duration of this invocation.
	 * @param <T> the type of the object
	 * @param type the key of the object
	 * @return the object, or empty
	 */
	public <T> Optional<T> attribute(Class<T> type) {
		Object own = this.attributes.get(type);
		return (own != null || this.whole == null) ? Optional.ofNullable(type.cast(own)) : this.whole.attribute(type);
	}

	/**
	 * Keeps an object for the duration of this invocation, and replaces the one that is
	 * already kept. In the view of a record, the object is for that record only.
	 * @param <T> the type of the object
	 * @param type the key of the object
	 * @param value the object
	 */
	public <T> void setAttribute(Class<T> type, T value) {
		this.attributes.put(type, value);
	}

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
