package io.golambda.event;

/**
 * Limits the number of bytes to which all compressed payloads of one event may inflate
 * together. A few hundred kilobytes could otherwise fill the memory, or take minutes.
 * Payloads that turn out to be damaged count as well. Not safe for use by several
 * threads.
 */
final class InflatedBudget {

	// of an object of a record and its reference in a list
	private static final int BYTES_OF_RECORD = 48;

	private final int each;

	private long left;

	private InflatedBudget(int each, long left) {
		this.each = each;
		this.left = left;
	}

	/**
	 * Creates the budget of an event.
	 * @param each the maximum number of bytes of a single payload
	 * @param heap the maximum size of the heap in bytes
	 */
	static InflatedBudget of(int each, long heap) {
		return new InflatedBudget(each, Math.min(Math.max(each, heap / 4), inflatedIn(heap)));
	}

	/**
	 * Returns the number of inflated bytes that fit a heap.
	 */
	static int inflatedIn(long heap) {
		return (int) Math.min(heap / 2, Integer.MAX_VALUE - 1024);
	}

	/**
	 * Returns the number of records that fit a heap beside their inflated data.
	 */
	static int recordsIn(long heap, int inflated) {
		return (int) Math.max(0, Math.min((heap / 4 * 3 - inflated) / BYTES_OF_RECORD, Integer.MAX_VALUE));
	}

	/**
	 * Returns the maximum number of bytes of the next payload.
	 */
	int next() {
		return (int) Math.max(0, Math.min(this.each, this.left));
	}

	/**
	 * Whether the next payload may have the maximum size of a single payload.
	 */
	boolean isWhole() {
		return next() == this.each;
	}

	/**
	 * Counts inflated bytes.
	 */
	void spend(int bytes) {
		this.left -= bytes;
	}

	/**
	 * Counts records that stay in memory.
	 */
	void spendRecords(int records) {
		this.left -= (long) records * BYTES_OF_RECORD;
	}

}
