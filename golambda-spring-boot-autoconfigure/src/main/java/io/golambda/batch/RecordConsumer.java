package io.golambda.batch;

/**
 * Works on each record of a batch. The compiler drops the value of a method reference or
 * a lambda expression here: use a {@link RecordFunction} for work that returns a
 * {@code Mono}, a {@code CompletableFuture} or the like.
 *
 * @param <T> what it takes: the record, or its payload
 */
@FunctionalInterface
public interface RecordConsumer<T> {

	/**
	 * Works on one record.
	 * @param record the record, or its payload
	 * @throws Exception if the record failed and is to come again; the other records are
	 * not touched by it
	 */
	void accept(T record) throws Exception;

}
