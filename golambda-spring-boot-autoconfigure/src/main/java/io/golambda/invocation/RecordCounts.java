package io.golambda.invocation;

/**
 * The number of records that the batches of an invocation processed, for a metric or a
 * log line at its end: <pre>
 * int failed = invocation.attribute(RecordCounts.class).map(RecordCounts::failed).orElse(0);
 * </pre>
 * <p>
 * A record is what the source delivered and retries: several user records in one Kinesis
 * record count once. Safe for use by several threads.
 */
public final class RecordCounts {

	private int batches;

	private int records;

	private int failed;

	private int untried;

	/**
	 * Adds a batch, at its end.
	 * @param records the number of all records of the batch
	 * @param failed the number of those that failed
	 * @param untried the number of those that were not started, because another one
	 * failed or the function had to end
	 */
	public synchronized void add(int records, int failed, int untried) {
		this.batches++;
		this.records += records;
		this.failed += failed;
		this.untried += untried;
	}

	/**
	 * Returns the number of batches.
	 * @return the number of batches, usually one
	 */
	public synchronized int batches() {
		return this.batches;
	}

	/**
	 * Returns the number of records, whatever became of them.
	 * @return the number of records
	 */
	public synchronized int records() {
		return this.records;
	}

	/**
	 * Returns the number of records that failed.
	 * @return the number of failed records
	 */
	public synchronized int failed() {
		return this.failed;
	}

	/**
	 * Returns the number of records that were not started.
	 * @return the number of untried records
	 */
	public synchronized int untried() {
		return this.untried;
	}

}
