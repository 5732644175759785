package io.golambda.event;

/**
 * How much the compressed payloads of one event may become altogether, as long as they
 * are kept: a few hundred kilobytes of them may stand for more than any memory holds. Not
 * safe for use by several threads.
 */
final class InflatedBudget {

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
		return new InflatedBudget(each, Math.max(each, heap / 4));
	}

	/**
	 * How many bytes the next payload may become.
	 */
	int next() {
		return (int) Math.min(this.each, this.left);
	}

	/**
	 * Counts what is kept.
	 */
	void spend(int bytes) {
		this.left -= bytes;
	}

}
