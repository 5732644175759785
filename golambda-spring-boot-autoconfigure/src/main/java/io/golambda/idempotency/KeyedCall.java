package io.golambda.idempotency;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Does a piece of work once for one key: <pre>
 * idempotency.forKey(order.id()).run(() -&gt; orders.save(order));
 * </pre>
 * <p>
 * Immutable and safe for use by several threads.
 *
 * @see Idempotency#forKey
 */
public final class KeyedCall {

	private final OnceOnly onceOnly;

	private final WorkOptions options;

	private final @Nullable Object key;

	private final @Nullable String contents;

	KeyedCall(OnceOnly onceOnly, WorkOptions options, @Nullable Object key) {
		this(onceOnly, options, key, null);
	}

	private KeyedCall(OnceOnly onceOnly, WorkOptions options, @Nullable Object key, @Nullable String contents) {
		this.onceOnly = onceOnly;
		this.options = options;
		this.key = key;
		this.contents = contents;
	}

	/**
	 * Compares contents with those of earlier work with the same key. By default nothing
	 * is compared.
	 * @param contents the contents that the work is for, as any value that Jackson writes
	 * @return a copy of this builder
	 * @throws IdempotencyException if the contents cannot be written
	 */
	public KeyedCall comparing(Object contents) {
		return new KeyedCall(this.onceOnly, this.options, this.key, this.onceOnly.contents().hashPart(contents));
	}

	/**
	 * Does work whose result is stored, and returned to duplicates.
	 * @param <R> the type of the result
	 * @param <X> the type of the exceptions that the work throws
	 * @param type the type of the result, which Jackson reads and writes
	 * @param work the work; its result may be {@code null}
	 * @return the result of the work, or the stored one
	 * @throws X the exception of the work, unchanged
	 * @throws WorkInProgressException if the same work is in progress
	 * @throws PayloadMismatchException if the key was used with other contents
	 * @throws IdempotencyException if the key is missing or the store fails
	 * @throws IllegalStateException if other work has the same namespace
	 */
	public <R extends @Nullable Object, X extends Exception> R call(Class<R> type, Work<? extends R, X> work) throws X {
		return run(this.onceOnly.result(type), work);
	}

	/**
	 * Does work whose result is stored, and returned to duplicates.
	 * @param <R> the type of the result
	 * @param <X> the type of the exceptions that the work throws
	 * @param type the generic type of the result
	 * @param work the work; its result may be {@code null}
	 * @return the result of the work, or the stored one
	 * @throws X the exception of the work, unchanged; others as for
	 * {@link #call(Class, Work)}
	 */
	public <R extends @Nullable Object, X extends Exception> R call(TypeReference<R> type, Work<? extends R, X> work)
			throws X {
		return run(this.onceOnly.<R>result(type.getType()), work);
	}

	private <R extends @Nullable Object, X extends Exception> R run(StoredResult<R> result, Work<? extends R, X> work) {
		return this.onceOnly.named(this.options, work).run(this.key, this.contents, result, work::call);
	}

	/**
	 * Does work without a result. Duplicates are skipped.
	 * @param <X> the type of the exceptions that the work throws
	 * @param work the work
	 * @throws X the exception of the work, unchanged; others as for
	 * {@link #call(Class, Work)}
	 */
	public <X extends Exception> void run(Task<X> work) throws X {
		this.onceOnly.named(this.options, work).run(this.key, this.contents, null, () -> {
			work.run();
			return null;
		});
	}

	/**
	 * Work with a result.
	 *
	 * @param <R> the type of the result
	 * @param <X> the type of the exceptions that the work throws
	 */
	@FunctionalInterface
	public interface Work<R extends @Nullable Object, X extends Exception> {

		/**
		 * Does the work.
		 * @return the result
		 * @throws X if the work failed
		 */
		R call() throws X;

	}

	/**
	 * Work without a result.
	 *
	 * @param <X> the type of the exceptions that the work throws
	 */
	@FunctionalInterface
	public interface Task<X extends Exception> {

		/**
		 * Does the work.
		 * @throws X if the work failed
		 */
		void run() throws X;

	}

}
