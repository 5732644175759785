package io.golambda.sentry;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.sentry.DataCategory;
import io.sentry.Hint;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryItemType;
import io.sentry.SentryOptions;
import io.sentry.clientreport.DiscardReason;
import io.sentry.hints.Cached;
import io.sentry.hints.Retryable;
import io.sentry.transport.AsyncHttpTransport;
import io.sentry.transport.ITransport;
import io.sentry.transport.RateLimiter;
import io.sentry.util.HintUtils;
import org.jspecify.annotations.Nullable;

/**
 * Sends each envelope by the first idle lane. Throws an exception for an envelope that is
 * not accepted for sending, so that Sentry does not return an event id for it. Safe for
 * use by several threads.
 */
final class TrackedTransport implements ITransport {

	private final SentryDelivery delivery;

	private final SentryOptions options;

	private final List<Lane> lanes;

	private final int queueSize;

	private final AtomicInteger unanswered = new AtomicInteger();

	TrackedTransport(SentryDelivery delivery, SentryOptions options, List<ITransport> lanes) {
		this.delivery = delivery;
		this.options = options;
		this.lanes = lanes.stream().map(Lane::new).toList();
		this.queueSize = options.getMaxQueueSize();
	}

	@Override
	public void send(SentryEnvelope envelope, Hint hint) throws IOException {
		Object sdkHint = HintUtils.getSentrySdkHint(hint);
		if (sdkHint instanceof Cached || sdkHint instanceof Retryable) {
			// from Sentry's cache on disk, which keeps it if it cannot be sent
			this.lanes.get(0).transport.send(envelope, hint);
			return;
		}
		if (this.unanswered.incrementAndGet() > this.queueSize) {
			this.unanswered.decrementAndGet();
			this.options.getClientReportRecorder().recordLostEnvelope(DiscardReason.QUEUE_OVERFLOW, envelope);
			throw refused(envelope, Losses.Reason.QUEUE_FULL);
		}
		boolean withoutEvent = hasEvent(envelope) && isLimited();
		Lane lane = isOrdered(envelope) ? this.lanes.get(0).occupied() : occupyIdlest();
		List<Deliveries> senders = this.delivery.senders();
		Delivery tracked = new Delivery(senders, sdkHint, (accepted) -> answered(envelope, lane, accepted));
		try {
			lane.transport.send(envelope, HintUtils.createWithTypeCheckHint(tracked));
		}
		catch (IOException | RuntimeException ex) {
			end(tracked, lane);
			count(envelope, Losses.Reason.NOT_ACCEPTED);
			throw ex;
		}
		if (tracked.isRefused()) {
			end(tracked, lane);
			throw refused(envelope, Losses.Reason.RATE_LIMITED);
		}
		if (!tracked.isEnqueued()) {
			end(tracked, lane);
			if (lane.transport instanceof AsyncHttpTransport) {
				throw refused(envelope, Losses.Reason.QUEUE_FULL);
			}
			senders.forEach((sender) -> sender.sentBy(lane.transport));
		}
		if (withoutEvent) {
			// the limiter drops the event from the envelope and sends the rest
			this.delivery.lost(Losses.Reason.RATE_LIMITED, SentryItemType.Event.getItemType(), 1);
			throw new IOException("Not accepted for sending: " + Losses.Reason.RATE_LIMITED);
		}
	}

	private Lane occupyIdlest() {
		Lane best = this.lanes.get(0);
		for (Lane lane : this.lanes) {
			// at once, so that no other thread takes the same idle lane
			if (lane.unanswered.compareAndSet(0, 1)) {
				return lane;
			}
			if (lane.unanswered.get() < best.unanswered.get()) {
				best = lane;
			}
		}
		return best.occupied();
	}

	// the end of a check-in or session must not overtake its beginning
	private static boolean isOrdered(SentryEnvelope envelope) {
		for (SentryEnvelopeItem item : envelope.getItems()) {
			SentryItemType type = item.getHeader().getType();
			if (type == SentryItemType.CheckIn || type == SentryItemType.Session) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasEvent(SentryEnvelope envelope) {
		for (SentryEnvelopeItem item : envelope.getItems()) {
			if (item.getHeader().getType() == SentryItemType.Event) {
				return true;
			}
		}
		return false;
	}

	private boolean isLimited() {
		RateLimiter limiter = getRateLimiter();
		return limiter != null && limiter.isActiveForCategory(DataCategory.Error);
	}

	private void answered(SentryEnvelope envelope, Lane lane, boolean accepted) {
		release(lane);
		if (accepted) {
			this.delivery.answered();
		}
		else {
			count(envelope, isLimited() ? Losses.Reason.RATE_LIMITED : Losses.Reason.NOT_ACCEPTED);
		}
	}

	private void end(Delivery tracked, Lane lane) {
		if (tracked.end()) {
			release(lane);
		}
	}

	private void release(Lane lane) {
		this.unanswered.decrementAndGet();
		lane.unanswered.decrementAndGet();
	}

	private IOException refused(SentryEnvelope envelope, Losses.Reason reason) {
		count(envelope, reason);
		return new IOException("Not accepted for sending: " + reason);
	}

	private void count(SentryEnvelope envelope, Losses.Reason reason) {
		for (SentryEnvelopeItem item : envelope.getItems()) {
			SentryItemType type = item.getHeader().getType();
			if (type != SentryItemType.ClientReport) {
				this.delivery.lost(reason, type.getItemType(), 1);
			}
		}
	}

	@Override
	public void flush(long timeoutMillis) {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
		for (Lane lane : this.lanes) {
			lane.transport.flush(Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
		}
	}

	@Override
	public @Nullable RateLimiter getRateLimiter() {
		return this.lanes.get(0).transport.getRateLimiter();
	}

	@Override
	public boolean isHealthy() {
		return this.unanswered.get() < this.queueSize
				&& this.lanes.stream().allMatch((lane) -> lane.transport.isHealthy());
	}

	@Override
	public void close() throws IOException {
		close(false);
	}

	@Override
	public void close(boolean isRestarting) throws IOException {
		for (Lane lane : this.lanes) {
			lane.transport.close(isRestarting);
		}
	}

	private static final class Lane {

		private final ITransport transport;

		private final AtomicInteger unanswered = new AtomicInteger();

		Lane(ITransport transport) {
			this.transport = transport;
		}

		Lane occupied() {
			this.unanswered.incrementAndGet();
			return this;
		}

	}

}
