package io.golambda.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * Work with a result that is stored.
 *
 * @param <T> the type that the work takes
 * @param <R> the type of the result
 * @see KeyedBy#of(Class, IdempotentFunction)
 */
@FunctionalInterface
public interface IdempotentFunction<T, R extends @Nullable Object> {

	/**
	 * Does the work.
	 * @param input the input of the work
	 * @return the result, which may be {@code null}
	 * @throws Exception if the work failed and must be retried
	 */
	R apply(T input) throws Exception;

}
