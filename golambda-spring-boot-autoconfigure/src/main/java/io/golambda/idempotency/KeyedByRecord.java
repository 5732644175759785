package io.golambda.idempotency;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

import io.golambda.batch.RecordConsumer;
import io.golambda.batch.RecordFunction;

/**
 * Builds work that is done once for each key of the record or event in work, whatever
 * type the work takes: <pre>
 * Batch.each(Order.class, idempotency.byPointer("/order/id").of(orders::save));
 * </pre>
 * <p>
 * Immutable and safe for use by several threads.
 *
 * @see Idempotency#byPointer
 * @see Idempotency#byRecordId
 */
public final class KeyedByRecord {

	private final OnceOnly onceOnly;

	private final WorkOptions options;

	private final KeySource<Object> key;

	private final Comparison<Object> comparison;

	KeyedByRecord(OnceOnly onceOnly, WorkOptions options, KeySource<Object> key, Comparison<Object> comparison) {
		this.onceOnly = onceOnly;
		this.options = options;
		this.key = key;
		this.comparison = comparison;
	}

	private <T> KeyedBy<T> keyed() {
		return new KeyedBy<>(this.onceOnly, this.options, this.key, this.comparison);
	}

	/**
	 * Compares only a part of the input, see {@link KeyedBy#comparing}.
	 * @param <T> the type that the work takes
	 * @param part returns the values that duplicates have in common
	 * @return the work's builder
	 */
	public <T> KeyedBy<T> comparing(Function<? super T, ? extends @Nullable Object> part) {
		return this.<T>keyed().comparing(part);
	}

	/**
	 * Compares nothing, see {@link KeyedBy#comparingNothing}.
	 * @return a copy of this builder
	 */
	public KeyedByRecord comparingNothing() {
		return new KeyedByRecord(this.onceOnly, this.options, this.key, Comparison.nothing());
	}

	/**
	 * Builds work without a result, see {@link KeyedBy#of(RecordConsumer)}.
	 * @param <T> the type that the work takes
	 * @param work the work
	 * @return the work, done once for each key
	 */
	public <T> IdempotentConsumer<T> of(RecordConsumer<? super T> work) {
		return this.<T>keyed().of(work);
	}

	/**
	 * Builds work whose result is stored, see
	 * {@link KeyedBy#of(Class, IdempotentFunction)}.
	 * @param <T> the type that the work takes
	 * @param <R> the type of the result
	 * @param type the type of the result
	 * @param work the work
	 * @return the work, done once for each key
	 */
	public <T, R extends @Nullable Object> Function<T, R> of(Class<R> type,
			IdempotentFunction<? super T, ? extends R> work) {
		return this.<T>keyed().of(type, work);
	}

	/**
	 * Builds work whose result is stored, see
	 * {@link KeyedBy#of(TypeReference, IdempotentFunction)}.
	 * @param <T> the type that the work takes
	 * @param <R> the type of the result
	 * @param type the generic type of the result
	 * @param work the work
	 * @return the work, done once for each key
	 */
	public <T, R extends @Nullable Object> Function<T, R> of(TypeReference<R> type,
			IdempotentFunction<? super T, ? extends R> work) {
		return this.<T>keyed().of(type, work);
	}

	/**
	 * Builds asynchronous work, see {@link KeyedBy#ofAwaiting}.
	 * @param <T> the type that the work takes
	 * @param work the work
	 * @return the work, done once for each key
	 */
	public <T> IdempotentConsumer<T> ofAwaiting(RecordFunction<? super T> work) {
		return this.<T>keyed().ofAwaiting(work);
	}

}
