package io.golambda.event;

/**
 * How much the compressed payloads of one event may become altogether: a few hundred
 * kilobytes of them may stand for more than any memory holds, and take minutes to
 * inflate. What is inflated in vain counts, too. Not safe for use by several threads.
 */
final class InflatedBudget {

	// a record and its place in a list
	private static final int BYTES_OF_RECORD = 48;

	private final int each;

	private long left;

	private InflatedBudget(int each, long left) {
		this.each = each;
		this.left = left;
	}

	/**
	 * The budget of an event.
	 * @param each how many bytes a single payload may become
	 * @param heap how much memory there is at the most
	 */
	static InflatedBudget of(int each, long heap) {
		return new InflatedBudget(each, Math.min(Math.max(each, heap / 4), inflatedIn(heap)));
	}

	/**
	 * How many bytes of inflated data a heap has room for.
	 */
	static int inflatedIn(long heap) {
		return (int) Math.min(heap / 2, Integer.MAX_VALUE - 1024);
	}

	/**
	 * How many records a heap has room for beside the data that they are in.
	 */
	static int recordsIn(long heap, int inflated) {
		return (int) Math.max(0, Math.min((heap / 4 * 3 - inflated) / BYTES_OF_RECORD, Integer.MAX_VALUE));
	}

	/**
	 * How many bytes the next payload may become.
	 */
	int next() {
		return (int) Math.max(0, Math.min(this.each, this.left));
	}

	/**
	 * Whether the next payload may become as large as a single payload ever may.
	 */
	boolean isWhole() {
		return next() == this.each;
	}

	/**
	 * Counts what was inflated.
	 */
	void spend(int bytes) {
		this.left -= bytes;
	}

	/**
	 * Counts the records that are kept.
	 */
	void spendRecords(int records) {
		this.left -= (long) records * BYTES_OF_RECORD;
	}

}
