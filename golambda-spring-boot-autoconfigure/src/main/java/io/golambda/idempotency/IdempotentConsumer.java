package io.golambda.idempotency;

import java.util.function.Consumer;

import io.golambda.batch.RecordConsumer;

/**
 * Work that is done once for each key of its input, for {@code Batch} or as a function
 * bean. Safe for use by several threads if the work is.
 *
 * @param <T> the type that the work takes
 * @see KeyedBy#of(RecordConsumer)
 */
@FunctionalInterface
public interface IdempotentConsumer<T> extends RecordConsumer<T>, Consumer<T> {

	/**
	 * Does the work, unless it is a duplicate. Throws the exceptions of the work
	 * unchanged, even checked ones.
	 * @param input the input of the work
	 * @throws WorkInProgressException if the same work is in progress
	 * @throws PayloadMismatchException if the key was used with other contents
	 * @throws IdempotencyException if the key is missing or the store fails
	 */
	@Override
	void accept(T input);

}
