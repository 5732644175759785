package io.golambda.metrics;

import java.util.Arrays;

/**
 * The values of a metric in an invocation: all of them, or their sum. Safe for use by
 * several threads.
 */
final class Values {

	static final int CLOSED = -1;

	private static final double[] NONE = {};

	private final boolean summing;

	private double[] values = NONE;

	private int size;

	private boolean closed;

	Values(boolean summing) {
		this.summing = summing;
	}

	/**
	 * Adds a value.
	 * @return the number of values, or {@link #CLOSED}
	 */
	synchronized int add(double value) {
		if (this.closed) {
			return CLOSED;
		}
		if (this.summing && this.size == 1) {
			this.values[0] += value;
			return 1;
		}
		if (this.size == this.values.length) {
			this.values = Arrays.copyOf(this.values, Math.max(this.summing ? 1 : 4, 2 * this.size));
		}
		this.values[this.size++] = value;
		return this.size;
	}

	/**
	 * Accepts no more values.
	 * @return the values
	 */
	synchronized double[] close() {
		this.closed = true;
		return take();
	}

	/**
	 * Removes and returns the values so far.
	 */
	synchronized double[] take() {
		double[] taken = Arrays.copyOf(this.values, this.size);
		this.values = NONE;
		this.size = 0;
		return taken;
	}

}
