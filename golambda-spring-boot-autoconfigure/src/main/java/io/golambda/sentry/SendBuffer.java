package io.golambda.sentry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Buffers the log lines or metrics of one invocation and sends them in batches. Safe for
 * use by several threads.
 *
 * @param <E> the type of the buffered items
 */
final class SendBuffer<E> {

	// Sentry's own batch size
	private static final int BATCH_SIZE = 100;

	private final Consumer<List<E>> sender;

	private List<E> items = new ArrayList<>();

	SendBuffer(Consumer<List<E>> sender) {
		this.sender = sender;
	}

	void add(E item) {
		boolean full;
		synchronized (this) {
			this.items.add(item);
			full = this.items.size() >= BATCH_SIZE;
		}
		if (full) {
			send();
		}
	}

	void send() {
		List<E> batch;
		synchronized (this) {
			batch = this.items;
			this.items = new ArrayList<>();
		}
		if (!batch.isEmpty()) {
			this.sender.accept(batch);
		}
	}

}
