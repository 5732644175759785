package io.golambda.batch;

/**
 * What is done with each record of a batch.
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
