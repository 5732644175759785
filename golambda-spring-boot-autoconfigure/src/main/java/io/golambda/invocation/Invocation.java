package io.golambda.invocation;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;

/**
 * One run of the function. Code deep inside reaches it by {@link #current()}: <pre>
 * Invocation.current().with("customer", customer.id());
 * </pre>
 * <p>
 * Safe for use by several threads: a function that starts threads may hand it to them.
 */
public final class Invocation {

	private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();

	private final Event event;

	// replaced as a whole, since it is read for each log line
	private volatile Map<String, @Nullable Object> values = Map.of();

	private final Map<Class<?>, Object> attributes = new ConcurrentHashMap<>(4);

	Invocation(Event event) {
		this.event = event;
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
	 * The id that Lambda gave this invocation.
	 * @return the request id, empty outside Lambda
	 */
	public String requestId() {
		return context().getAwsRequestId();
	}

	/**
	 * How long the function may still run.
	 * @return the time until Lambda ends it, zero if that is over
	 */
	public Duration remaining() {
		return Duration.ofMillis(context().getRemainingTimeInMillis());
	}

	/**
	 * Adds a value that explains what this invocation was about: it is on all log lines
	 * of the invocation from now on, and with its error if it fails. A later value of the
	 * same name replaces the earlier.
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
	 * What a feature keeps for the time of this invocation, made if it is not there yet.
	 * @param <T> the type of it
	 * @param type its class, by which it is found again
	 * @param initial makes it
	 * @return what is kept
	 */
	public <T> T attribute(Class<T> type, Supplier<? extends T> initial) {
		return type.cast(this.attributes.computeIfAbsent(type, (ignored) -> initial.get()));
	}

	/**
	 * What a feature keeps for the time of this invocation.
	 * @param <T> the type of it
	 * @param type its class
	 * @return what is kept, or empty
	 */
	public <T> Optional<T> attribute(Class<T> type) {
		return Optional.ofNullable(type.cast(this.attributes.get(type)));
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
