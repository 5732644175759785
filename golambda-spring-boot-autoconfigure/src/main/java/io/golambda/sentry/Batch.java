package io.golambda.sentry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects what is sent together. Safe for use by several threads.
 *
 * @param <E> the type of what is collected
 */
final class Batch<E> {

	// as many as Sentry sends itself
	private static final int MOST = 100;

	private final Consumer<List<E>> sender;

	private List<E> events = new ArrayList<>();

	Batch(Consumer<List<E>> sender) {
		this.sender = sender;
	}

	void add(E event) {
		boolean full;
		synchronized (this) {
			this.events.add(event);
			full = this.events.size() >= MOST;
		}
		if (full) {
			send();
		}
	}

	void send() {
		List<E> batch;
		synchronized (this) {
			batch = this.events;
			this.events = new ArrayList<>();
		}
		if (!batch.isEmpty()) {
			this.sender.accept(batch);
		}
	}

}
