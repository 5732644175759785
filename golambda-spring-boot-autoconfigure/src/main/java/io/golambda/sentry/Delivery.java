package io.golambda.sentry;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.sentry.hints.DiskFlushNotification;
import io.sentry.hints.Enqueable;
import io.sentry.hints.SubmissionResult;
import io.sentry.protocol.SentryId;
import org.jspecify.annotations.Nullable;

/**
 * One envelope on its way, as the hint by which Sentry's transport reports on it. Safe
 * for use by several threads.
 */
final class Delivery implements SubmissionResult, Enqueable, DiskFlushNotification {

	private final List<Deliveries> senders;

	// of an uncaught exception, whose thread waits for it
	private final @Nullable DiskFlushNotification waiting;

	private final Consumer<Boolean> answered;

	private final AtomicBoolean ended = new AtomicBoolean();

	private final Thread sender = Thread.currentThread();

	private volatile boolean enqueued;

	private volatile boolean refused;

	private volatile boolean success;

	/**
	 * Creates a delivery that its senders wait for.
	 * @param senders the invocations that may have sent it
	 * @param sentrysHint the hint that Sentry gave, or {@code null}
	 * @param answered called with whether Sentry took it, once at most
	 */
	Delivery(List<Deliveries> senders, @Nullable Object sentrysHint, Consumer<Boolean> answered) {
		this.senders = senders;
		this.waiting = (sentrysHint instanceof DiskFlushNotification notification) ? notification : null;
		this.answered = answered;
		senders.forEach(Deliveries::sent);
	}

	boolean isEnqueued() {
		return this.enqueued;
	}

	/**
	 * Whether the rate limiter refused it.
	 */
	boolean isRefused() {
		return this.refused;
	}

	@Override
	public void markEnqueued() {
		this.enqueued = true;
	}

	@Override
	public void setResult(boolean success) {
		if (Thread.currentThread() == this.sender) {
			this.refused = !success;
			return;
		}
		this.success = success;
		if (this.ended.compareAndSet(false, true)) {
			this.answered.accept(success);
			this.senders.forEach(Deliveries::answered);
		}
	}

	/**
	 * Ends it without an answer.
	 * @return whether it was not ended before
	 */
	boolean end() {
		if (!this.ended.compareAndSet(false, true)) {
			return false;
		}
		this.senders.forEach(Deliveries::answered);
		return true;
	}

	@Override
	public boolean isSuccess() {
		return this.success;
	}

	@Override
	public void markFlushed() {
		if (this.waiting != null) {
			this.waiting.markFlushed();
		}
	}

	@Override
	public boolean isFlushable(@Nullable SentryId eventId) {
		return this.waiting == null || this.waiting.isFlushable(eventId);
	}

	@Override
	public void setFlushable(SentryId eventId) {
		if (this.waiting != null) {
			this.waiting.setFlushable(eventId);
		}
	}

}
