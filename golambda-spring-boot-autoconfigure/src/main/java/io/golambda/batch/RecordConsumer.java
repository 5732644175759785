package io.golambda.batch;

/**
 * Processes the records of a batch. The value that a method reference or a lambda
 * expression returns is discarded: use a {@link RecordFunction} if it returns a
 * {@code Mono}, a {@code CompletableFuture} or another asynchronous value.
 *
 * @param <T> the type of the record or its payload
 * @see Batch#each(Class, RecordConsumer)
 */
@FunctionalInterface
public interface RecordConsumer<T> {

	/**
	 * Processes one record.
	 * @param record the record or its payload
	 * @throws Exception if the record failed and must be retried
	 */
	void accept(T record) throws Exception;

}
