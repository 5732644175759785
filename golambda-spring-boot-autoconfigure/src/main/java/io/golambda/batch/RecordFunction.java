package io.golambda.batch;

import org.jspecify.annotations.Nullable;

/**
 * Processes the records of a batch asynchronously.
 *
 * @param <T> the type of the record or its payload
 * @see Batch#eachAwaiting(Class, RecordFunction)
 */
@FunctionalInterface
public interface RecordFunction<T> {

	/**
	 * Starts to process one record.
	 * @param record the record or its payload
	 * @return a {@code CompletionStage}, a {@code Future} or a publisher such as
	 * {@code Mono}; the record fails if it does. Any other value, including {@code null},
	 * is ignored.
	 * @throws Exception if the record failed and must be retried
	 */
	@Nullable Object apply(T record) throws Exception;

}
