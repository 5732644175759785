package io.golambda.logging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The latest debug lines that an invocation, or the work on a record, has held back. Safe
 * for use by several threads.
 */
final class HeldLines {

	private static final int MOST_BYTES = 512 * 1024;

	private final Deque<HeldLine> lines = new ArrayDeque<>();

	private int bytes;

	synchronized void add(HeldLine line) {
		this.lines.addLast(line);
		this.bytes += line.size();
		while (this.bytes > MOST_BYTES) {
			this.bytes -= this.lines.removeFirst().size();
		}
	}

	void addAll(HeldLines others) {
		others.drain().forEach(this::add);
	}

	/**
	 * Writes the lines in the order in which they were logged, and removes them.
	 */
	void write() {
		drain().forEach(HeldLine::write);
	}

	private synchronized List<HeldLine> drain() {
		List<HeldLine> drained = new ArrayList<>(this.lines);
		this.lines.clear();
		this.bytes = 0;
		return drained;
	}

}
