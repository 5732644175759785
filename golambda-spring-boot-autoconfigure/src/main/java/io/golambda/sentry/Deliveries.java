package io.golambda.sentry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.sentry.PropagationContext;
import io.sentry.transport.ITransport;
import org.jspecify.annotations.Nullable;

/**
 * The envelopes that an invocation has sent, and the log lines and metrics that it has
 * not sent yet. Safe for use by several threads.
 */
final class Deliveries {

	private final Map<Object, SendBuffer<?>> buffers = new ConcurrentHashMap<>(2);

	// transports that do not report when an envelope is answered
	private final Set<ITransport> silentTransports = ConcurrentHashMap.newKeySet(1);

	private volatile @Nullable PropagationContext trace;

	private int unanswered;

	private volatile boolean open = true;

	boolean isOpen() {
		return this.open;
	}

	void close() {
		this.open = false;
	}

	@Nullable PropagationContext trace() {
		return this.trace;
	}

	void setTrace(PropagationContext trace) {
		this.trace = trace;
	}

	synchronized void sent() {
		this.unanswered++;
	}

	synchronized void answered() {
		if (--this.unanswered == 0) {
			notifyAll();
		}
	}

	void sentBy(ITransport silent) {
		this.silentTransports.add(silent);
	}

	synchronized boolean isAnswered() {
		return this.unanswered == 0 && this.silentTransports.isEmpty();
	}

	@SuppressWarnings("unchecked")
	<E> SendBuffer<E> buffer(Object key, Consumer<List<E>> sender) {
		return (SendBuffer<E>) this.buffers.computeIfAbsent(key, (ignored) -> new SendBuffer<>(sender));
	}

	void sendBuffered() {
		this.buffers.values().forEach(SendBuffer::send);
	}

	/**
	 * Waits until each envelope has been answered or has failed. An interrupt does not
	 * end the wait.
	 * @param maxWait the time to wait at most
	 * @return {@code false} if the time ran out
	 */
	boolean await(Duration maxWait) {
		long end = System.nanoTime() + maxWait.toNanos();
		boolean interrupted = Thread.interrupted();
		try {
			while (true) {
				try {
					return awaitTracked(end) && flushSilent(end);
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private synchronized boolean awaitTracked(long end) throws InterruptedException {
		while (this.unanswered > 0) {
			long left = end - System.nanoTime();
			if (left <= 0) {
				return false;
			}
			TimeUnit.NANOSECONDS.timedWait(this, left);
		}
		return true;
	}

	private boolean flushSilent(long end) {
		for (ITransport transport : this.silentTransports) {
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (left <= 0) {
				return false;
			}
			transport.flush(left);
		}
		return end - System.nanoTime() > 0;
	}

}
