package io.golambda.idempotency;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

import io.golambda.batch.RecordConsumer;
import io.golambda.batch.RecordFunction;

/**
 * Builds work that is done once for each key of its input: <pre>
 * idempotency.by(Order::id).of(orders::save)
 * </pre>
 * <p>
 * By default the whole input is compared with that of earlier work with the same key:
 * {@code String}, {@code byte[]}, events and records by their bytes, any other type by
 * the JSON that the application's mapper writes, without members that are {@code null}
 * and regardless of their order.
 * <p>
 * Immutable and safe for use by several threads.
 *
 * @param <T> the type that the work takes
 * @see Idempotency#by
 */
public final class KeyedBy<T> {

	private final OnceOnly onceOnly;

	private final WorkOptions options;

	private final KeySource<? super T> key;

	private final Comparison<? super T> comparison;

	KeyedBy(OnceOnly onceOnly, WorkOptions options, KeySource<? super T> key, Comparison<? super T> comparison) {
		this.onceOnly = onceOnly;
		this.options = options;
		this.key = key;
		this.comparison = comparison;
	}

	/**
	 * Compares only a part of the input with that of earlier work with the same key.
	 * @param part returns the values that duplicates have in common, as any value that
	 * Jackson writes, such as {@code order -> List.of(order.customer(), order.amount())}
	 * @return a copy of this builder
	 */
	public KeyedBy<T> comparing(Function<? super T, ? extends @Nullable Object> part) {
		return new KeyedBy<>(this.onceOnly, this.options, this.key, Comparison.of(part, this.onceOnly.contents()));
	}

	/**
	 * Compares nothing: work with the same key is a duplicate whatever its input is.
	 * @return a copy of this builder
	 */
	public KeyedBy<T> comparingNothing() {
		return new KeyedBy<>(this.onceOnly, this.options, this.key, Comparison.nothing());
	}

	/**
	 * Builds work without a result, for {@code Batch} or as a function bean. A value that
	 * a method reference returns is discarded, so for a {@code Mono}, a
	 * {@code CompletableFuture} or another asynchronous value use {@link #ofAwaiting}.
	 * @param work the work; its duplicates are skipped
	 * @return the work, done once for each key; throws the exceptions of the work
	 * unchanged, even checked ones
	 * @throws IllegalStateException if other work has the same namespace
	 */
	public IdempotentConsumer<T> of(RecordConsumer<? super T> work) {
		NamedWork named = this.onceOnly.named(this.options, work);
		return (input) -> named.run(this.key.of(input), this.comparison.hash(input), null, () -> {
			work.accept(input);
			return null;
		});
	}

	/**
	 * Builds work whose result is stored, and returned to duplicates.
	 * @param <R> the type of the result
	 * @param type the type of the result, which Jackson reads and writes
	 * @param work the work; its result may be {@code null}, but not asynchronous
	 * @return the work, done once for each key; throws the exceptions of the work
	 * unchanged, even checked ones
	 * @throws IllegalStateException if other work has the same namespace
	 */
	public <R extends @Nullable Object> Function<T, R> of(Class<R> type,
			IdempotentFunction<? super T, ? extends R> work) {
		return of(this.onceOnly.result(type), work);
	}

	/**
	 * Builds work whose result is stored, and returned to duplicates.
	 * @param <R> the type of the result
	 * @param type the generic type of the result, as in {@code new
	 * TypeReference<List<Receipt>>() { }}
	 * @param work the work; its result may be {@code null}
	 * @return the work, as for {@link #of(Class, IdempotentFunction)}
	 * @throws IllegalStateException if other work has the same namespace
	 */
	public <R extends @Nullable Object> Function<T, R> of(TypeReference<R> type,
			IdempotentFunction<? super T, ? extends R> work) {
		return of(this.onceOnly.<R>result(type.getType()), work);
	}

	private <R extends @Nullable Object> Function<T, R> of(StoredResult<R> result,
			IdempotentFunction<? super T, ? extends R> work) {
		NamedWork named = this.onceOnly.named(this.options, work);
		return (input) -> named.run(this.key.of(input), this.comparison.hash(input), result, () -> work.apply(input));
	}

	/**
	 * Builds asynchronous work, which is waited for before its key is marked as
	 * completed. Work that does not complete before the deadline is cancelled and fails.
	 * @param work the work, as for
	 * {@link io.golambda.batch.Batch#eachAwaiting(Class, RecordFunction)}
	 * @return the work, done once for each key, which returns when it has completed
	 * @throws IllegalStateException if other work has the same namespace
	 */
	public IdempotentConsumer<T> ofAwaiting(RecordFunction<? super T> work) {
		NamedWork named = this.onceOnly.named(this.options, work);
		return (input) -> named.run(this.key.of(input), this.comparison.hash(input), null, () -> {
			Deadline.await(work.apply(input));
			return null;
		});
	}

}
