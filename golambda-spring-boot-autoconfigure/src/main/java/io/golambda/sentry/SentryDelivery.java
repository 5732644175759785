package io.golambda.sentry;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.sentry.DataCategory;
import io.sentry.ISentryClient;
import io.sentry.PropagationContext;
import io.sentry.Sentry;
import io.sentry.SentryClient;
import io.sentry.SentryOptions;
import io.sentry.clientreport.DiscardReason;
import io.sentry.logger.DefaultLoggerBatchProcessorFactory;
import io.sentry.metrics.DefaultMetricsBatchProcessorFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.invocation.Invocation;

/**
 * Tracks which invocation sent which envelope to Sentry, so that an invocation waits only
 * for its own, and counts what is lost. Safe for use by several threads.
 */
final class SentryDelivery {

	/**
	 * The name of the logger for lines about Sentry, which are not sent to Sentry.
	 */
	static final String LOGGER = SentryDelivery.class.getName();

	static final Duration PROBE_INTERVAL = Duration.ofMinutes(1);

	private static final int SENTRYS_QUEUE_SIZE = 30;

	private static final int QUEUE_SIZE_PER_INVOCATION = 16;

	private static final Logger log = LoggerFactory.getLogger(LOGGER);

	private final Losses losses = new Losses();

	private final Set<Deliveries> running = ConcurrentHashMap.newKeySet();

	// what is sent between invocations, for which the next one waits
	private final AtomicReference<Deliveries> between = new AtomicReference<>(new Deliveries());

	private final AtomicBoolean answering = new AtomicBoolean(true);

	private final AtomicBoolean answersAgain = new AtomicBoolean();

	private final AtomicLong nextProbe = new AtomicLong();

	private final int concurrency;

	/**
	 * Creates a tracker.
	 * @param concurrency the maximum number of invocations that run at the same time
	 */
	SentryDelivery(int concurrency) {
		this.concurrency = concurrency;
	}

	/**
	 * Returns the tracker of what is sent with these options.
	 * @return the tracker, or {@code null} if there is none
	 */
	static @Nullable SentryDelivery find(SentryOptions options) {
		return (options.getTransportFactory() instanceof TrackedTransportFactory tracked) ? tracked.delivery() : null;
	}

	/**
	 * Tracks everything that is sent with these options.
	 * @param options options that Sentry has not been initialized with yet
	 */
	void track(SentryOptions options) {
		if (options.getMaxQueueSize() == SENTRYS_QUEUE_SIZE) {
			options.setMaxQueueSize(Math.max(SENTRYS_QUEUE_SIZE, QUEUE_SIZE_PER_INVOCATION * this.concurrency));
		}
		options.setTransportFactory(new TrackedTransportFactory(this, options.getTransportFactory(), this.concurrency));
		if (options.getLogs().getLoggerBatchProcessorFactory() instanceof DefaultLoggerBatchProcessorFactory) {
			options.getLogs()
				.setLoggerBatchProcessorFactory((ignored, client) -> InvocationBatches.ofLogs(this, client));
		}
		if (options.getMetrics().getMetricsBatchProcessorFactory() instanceof DefaultMetricsBatchProcessorFactory) {
			options.getMetrics()
				.setMetricsBatchProcessorFactory((ignored, client) -> InvocationBatches.ofMetrics(this, client));
		}
		options.addEventProcessor(new InvocationTraces(this));
		SentryOptions.OnDiscardCallback own = options.getOnDiscard();
		options.setOnDiscard((reason, category, count) -> {
			discarded(reason, category, count);
			if (own != null) {
				own.execute(reason, category, count);
			}
		});
	}

	/**
	 * Replaces the client of a running Sentry by one that uses the changed options.
	 */
	static void replaceClient(SentryOptions options) {
		ISentryClient untracked = Sentry.getGlobalScope().getClient();
		Sentry.getGlobalScope().bindClient(new SentryClient(options));
		untracked.flush(SentryScopes.MAX_WAIT.toMillis());
	}

	private void discarded(DiscardReason reason, DataCategory category, long count) {
		if (category == DataCategory.Error && (reason == DiscardReason.BEFORE_SEND
				|| reason == DiscardReason.SAMPLE_RATE || reason == DiscardReason.EVENT_PROCESSOR)) {
			this.losses.add(Losses.Reason.SETTINGS, "event", (int) count);
		}
	}

	/**
	 * Starts to track what an invocation sends.
	 */
	Deliveries begin(Invocation invocation) {
		Deliveries own = this.between.getAndSet(new Deliveries());
		this.running.add(own);
		invocation.setAttribute(Deliveries.class, own);
		return own;
	}

	/**
	 * Sends the buffered log lines and metrics of an invocation, waits until its
	 * envelopes are answered, and logs what was lost.
	 * @param maxWait the time to wait at most; does not wait if it is zero or negative
	 */
	void end(Deliveries own, Duration maxWait) {
		own.sendBuffered();
		this.running.remove(own);
		own.close();
		if (!own.isAnswered() && maxWait.compareTo(Duration.ZERO) > 0 && mayWait()) {
			await(own, maxWait);
		}
		if (this.answersAgain.getAndSet(false)) {
			log.info("Sentry answers again");
		}
		this.losses.log(log);
	}

	/**
	 * Sends the buffered log lines and metrics of an invocation that is about to time
	 * out, and waits until its envelopes are answered.
	 * @param maxWait the time to wait at most
	 */
	void beforeTimeout(Deliveries own, Duration maxWait) {
		own.sendBuffered();
		if (!own.isAnswered() && this.answering.get() && !own.await(maxWait)) {
			log.warn(
					"Sentry did not answer within {} ms before the timeout of the function, so the report of it may be "
							+ "lost.",
					maxWait.toMillis());
		}
	}

	private boolean mayWait() {
		if (this.answering.get()) {
			return true;
		}
		long now = System.nanoTime();
		long probe = this.nextProbe.get();
		return now - probe >= 0 && this.nextProbe.compareAndSet(probe, now + PROBE_INTERVAL.toNanos());
	}

	private void await(Deliveries own, Duration maxWait) {
		if (own.await(maxWait)) {
			answered();
		}
		else if (stopWaiting()) {
			log.warn("Sentry did not answer within {} ms. Until it answers, invocations send to it without waiting, "
					+ "so what they send may be lost.", maxWait.toMillis());
		}
	}

	private synchronized boolean stopWaiting() {
		if (!this.answering.get()) {
			return false;
		}
		this.nextProbe.set(System.nanoTime() + PROBE_INTERVAL.toNanos());
		this.answering.set(false);
		return true;
	}

	void answered() {
		if (!this.answering.get() && this.answering.compareAndSet(false, true)) {
			this.answersAgain.set(true);
		}
	}

	void lost(Losses.Reason reason, String type, int count) {
		this.losses.add(reason, type, count);
	}

	/**
	 * Returns the number of events that did not reach Sentry.
	 */
	long lostEvents() {
		return this.losses.events();
	}

	/**
	 * Returns the invocation that the current thread sends for. For a thread outside all
	 * invocations, returns all that are running, because each may have started it.
	 */
	List<Deliveries> senders() {
		Deliveries own = own();
		if (own != null) {
			return List.of(own);
		}
		List<Deliveries> senders = Invocation.find().isEmpty() ? List.copyOf(this.running) : List.of();
		return senders.isEmpty() ? List.of(this.between.get()) : senders;
	}

	List<PropagationContext> runningTraces() {
		return this.running.stream().map(Deliveries::trace).filter(Objects::nonNull).toList();
	}

	private static @Nullable Deliveries own() {
		return Invocation.find()
			.flatMap((invocation) -> invocation.attribute(Deliveries.class))
			.filter(Deliveries::isOpen)
			.orElse(null);
	}

}
