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
 * An envelope on its way to Sentry. Sentry's transport gets it as the hint of the
 * envelope and reports the outcome to it. Safe for use by several threads.
 */
final class Delivery implements SubmissionResult, Enqueable, DiskFlushNotification {

	private final List<Deliveries> senders;

	// the hint of an uncaught exception, whose thread waits
	private final @Nullable DiskFlushNotification waiting;

	private final Consumer<Boolean> answered;

	private final AtomicBoolean ended = new AtomicBoolean();

	private final Thread sender = Thread.currentThread();

	private volatile boolean enqueued;

	private volatile boolean refused;

	private volatile boolean success;

	/**
	 * Creates a delivery and counts it for its senders.
	 * @param senders the invocations that may have sent the envelope
	 * @param sdkHint Sentry's own hint for the envelope, or {@code null}
	 * @param answered called once at most, with whether Sentry accepted the envelope
	 */
	Delivery(List<Deliveries> senders, @Nullable Object sdkHint, Consumer<Boolean> answered) {
		this.senders = senders;
		this.waiting = (sdkHint instanceof DiskFlushNotification notification) ? notification : null;
		this.answered = answered;
		senders.forEach(Deliveries::sent);
	}

	boolean isEnqueued() {
		return this.enqueued;
	}

	/**
	 * Returns whether the rate limiter refused the envelope.
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
	 * Ends the delivery without an answer.
	 * @return {@code false} if it had ended before
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
