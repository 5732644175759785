package io.golambda.invocation;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

	private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

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
	 * Adds a value that explains what this invocation was about. A later value of the
	 * same name replaces the earlier.
	 * @param name the value's name
	 * @param value the value, of any type
	 * @return this invocation
	 */
	public Invocation with(String name, @Nullable Object value) {
		synchronized (this.values) {
			this.values.put(name, value);
		}
		return this;
	}

	/**
	 * The values that were added.
	 * @return a snapshot in the order in which they came
	 */
	public Map<String, @Nullable Object> values() {
		synchronized (this.values) {
			return Collections.unmodifiableMap(new LinkedHashMap<>(this.values));
		}
	}

	// for the chain only
	void enter() {
		CURRENT.set(this);
	}

	void leave() {
		CURRENT.remove();
	}

	@Override
	public String toString() {
		return "Invocation[" + requestId() + "]";
	}

}
