package io.golambda.batch;

import org.jspecify.annotations.Nullable;

/**
 * Works on each record of a batch, and returns before the work is done.
 *
 * @param <T> the type that it takes: the record, or its payload
 * @see Batch#eachAwaiting(Class, RecordFunction)
 */
@FunctionalInterface
public interface RecordFunction<T> {

	/**
	 * Starts the work on one record.
	 * @param record the record, or its payload
	 * @return a {@code CompletionStage}, a {@code Future} or a publisher such as
	 * {@code Mono}, whose failure is that of the record; anything else is ignored
	 * @throws Exception if the record failed and has to be retried
	 */
	@Nullable Object apply(T record) throws Exception;

}
