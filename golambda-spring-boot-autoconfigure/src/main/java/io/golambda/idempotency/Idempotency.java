package io.golambda.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;

/**
 * Does work once for each key, although Lambda delivers an event or a record more than
 * once. Injected into functions: <pre>
 * &#64;Bean
 * Function&lt;Event, BatchResponse&gt; orders(Idempotency idempotency, OrderService orders) {
 * 	return Batch.each(Order.class, idempotency.by(Order::id).of(orders::save));
 * }
 * </pre> A result can be stored and returned to duplicates: <pre>
 * &#64;Bean
 * Function&lt;Order, Receipt&gt; payments(Idempotency idempotency, PaymentService payments) {
 * 	return idempotency.by(Order::id).of(Receipt.class, payments::pay);
 * }
 * </pre> Any piece of code can be such work: <pre>
 * Receipt receipt = idempotency.forKey(order.id()).call(Receipt.class, () -&gt; payments.pay(order));
 * </pre>
 * <p>
 * A key is in progress from the start of the work until it ends, at the latest until the
 * deadline of the invocation and a margin for clock skew. Completed work is skipped for
 * its {@linkplain #timeToLive time to live}. Work that fails frees its key, and its
 * exception is rethrown unchanged. A duplicate of work in progress causes a
 * {@link WorkInProgressException}, and one with other contents a
 * {@link PayloadMismatchException}, so that it is retried or ends in a dead-letter queue
 * but is never lost.
 * <p>
 * <b>Each piece of work needs a {@linkplain #namespace namespace} of its own</b>, or its
 * keys would be taken for those of other work. The first one can use the default, the
 * name of the function.
 * <p>
 * Work that has an effect and is killed before its key is marked as completed is done
 * again: it must be safe to repeat in this window.
 * <p>
 * Immutable and safe for use by several threads.
 */
public final class Idempotency {

	private final OnceOnly onceOnly;

	private final WorkOptions options;

	/**
	 * Creates an instance for an application. golambda's auto-configuration does; tests
	 * inject it, or use {@link #inMemory()}.
	 * @param store the store
	 * @param settings the settings
	 * @param mapper supplies the application's mapper, which writes and reads composite
	 * keys, contents and results
	 * @param payload returns the payload of an input that envelops it, such as Spring's
	 * {@code Message}, and any other input as it is
	 */
	public Idempotency(IdempotencyStore store, IdempotencySettings settings, Supplier<JsonMapper> mapper,
			UnaryOperator<Object> payload) {
		this(store, settings, mapper, payload, Clock.systemUTC());
	}

	Idempotency(IdempotencyStore store, IdempotencySettings settings, Supplier<JsonMapper> mapper,
			UnaryOperator<Object> payload, InstantSource clock) {
		this(new OnceOnly(store, settings, mapper, payload, clock), WorkOptions.DEFAULT);
	}

	private Idempotency(OnceOnly onceOnly, WorkOptions options) {
		this.onceOnly = onceOnly;
		this.options = options;
	}

	/**
	 * Creates an instance that keeps keys in memory, for unit tests.
	 * @return the instance
	 */
	public static Idempotency inMemory() {
		return new Idempotency(new InMemoryIdempotencyStore(), IdempotencySettings.defaults("test"), Standalone::mapper,
				UnaryOperator.identity());
	}

	/**
	 * Returns a copy whose keys are in a namespace within that of the function, for a
	 * further piece of work.
	 * @param name the name of the work, from letters, digits and {@code . : _ -}
	 * @return the copy
	 * @throws IllegalArgumentException if the name has other characters
	 */
	public Idempotency namespace(String name) {
		return new Idempotency(this.onceOnly, this.options.withNamespace(name));
	}

	/**
	 * Returns a copy that remembers completed work for another time.
	 * @param timeToLive how long duplicates are skipped, after which the same key is
	 * worked on again
	 * @return the copy
	 * @throws IllegalArgumentException if the time is not positive
	 */
	public Idempotency timeToLive(Duration timeToLive) {
		return new Idempotency(this.onceOnly, this.options.withTimeToLive(timeToLive));
	}

	/**
	 * Does work once for each key that a function returns. A method reference determines
	 * the type; a lambda expression needs it: {@code by((Order order) -> order.id())}.
	 * @param <T> the type that the work takes
	 * @param key returns the key: text, a number, or any value that Jackson writes, such
	 * as a record of several values. Never {@code null}, blank or empty.
	 * @return the work's builder
	 */
	public <T> KeyedBy<T> by(Function<? super T, ? extends @Nullable Object> key) {
		return new KeyedBy<>(this.onceOnly, this.options, new FunctionKey<>(key),
				Comparison.whole(this.onceOnly.contents()));
	}

	/**
	 * Does work once for each value in the JSON of a payload: that of the
	 * {@link EventRecord} or {@link Event} that the work takes, otherwise of the record
	 * in work, otherwise of the event of the invocation.
	 * @param pointer a JSON pointer, such as {@code /order/id}
	 * @return the work's builder
	 * @throws IllegalArgumentException if the pointer is invalid
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
	 */
	public KeyedByRecord byPointer(String pointer) {
		return new KeyedByRecord(this.onceOnly, this.options, new PointerKey(pointer, this.onceOnly.contents()),
				Comparison.whole(this.onceOnly.contents()));
	}

	/**
	 * Does work once for each record, by the id that the source gave it: that of the
	 * {@link EventRecord} that the work takes, otherwise of the record in work. Detects
	 * that Lambda delivers a record again, but not that its sender sent the same message
	 * again, which gets another id: prefer a key of the payload.
	 * @return the work's builder
	 */
	public KeyedByRecord byRecordId() {
		return new KeyedByRecord(this.onceOnly, this.options, new RecordIdKey(this.onceOnly.contents()),
				Comparison.whole(this.onceOnly.contents()));
	}

	/**
	 * Does work once for a key.
	 * @param key the key, as for {@link #by}
	 * @return the work's builder
	 * @throws IdempotencyException if the key is {@code null}, blank or empty
	 */
	public KeyedCall forKey(@Nullable Object key) {
		return new KeyedCall(this.onceOnly, this.options, key);
	}

	@Override
	public String toString() {
		return "Idempotency[" + this.onceOnly.namespace(this.options) + "]";
	}

	/**
	 * Builds a mapper only if something outside an application needs it.
	 */
	private static final class Standalone {

		private static final JsonMapper MAPPER = JsonMapper.builder().addModule(EventMapper.awsModule()).build();

		static JsonMapper mapper() {
			return MAPPER;
		}

	}

}
