package io.golambda.logging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last lines below the level, as bytes, so that they say what was true when they were
 * logged. Safe for use by several threads.
 */
final class BufferedLines {

	private static final int MOST_BYTES = 512 * 1024;

	private final Deque<byte[]> lines = new ArrayDeque<>();

	private int bytes;

	synchronized void add(byte[] line) {
		this.lines.addLast(line);
		this.bytes += line.length;
		while (this.bytes > MOST_BYTES) {
			this.bytes -= this.lines.removeFirst().length;
		}
	}

	void addAll(BufferedLines others) {
		others.drain().forEach(this::add);
	}

	synchronized List<byte[]> drain() {
		List<byte[]> drained = new ArrayList<>(this.lines);
		this.lines.clear();
		this.bytes = 0;
		return drained;
	}

}
