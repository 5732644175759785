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
import io.sentry.ITransportFactory;
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
 * Knows which invocation sent what to Sentry, so that each invocation waits only for what
 * it sent itself, and counts what is lost. Safe for use by several threads.
 */
public final class SentryDelivery {

	/**
	 * The name of the logger, whose lines never go to Sentry.
	 */
	public static final String LOGGER = SentryDelivery.class.getName();

	static final Duration PROBE_INTERVAL = Duration.ofMinutes(1);

	// Sentry's own default
	private static final int QUEUE_SIZE = 30;

	private static final int QUEUE_SIZE_PER_INVOCATION = 16;

	private static final Logger log = LoggerFactory.getLogger(LOGGER);

	private final Losses losses = new Losses();

	private final Set<Deliveries> running = ConcurrentHashMap.newKeySet();

	// sent between invocations: the next one waits for it
	private final AtomicReference<Deliveries> between = new AtomicReference<>(new Deliveries());

	private final AtomicBoolean answering = new AtomicBoolean(true);

	private final AtomicBoolean answersAgain = new AtomicBoolean();

	private final AtomicLong nextProbe = new AtomicLong();

	private SentryDelivery() {
	}

	/**
	 * Has everything that is sent by these options tracked, unless it is already.
	 * @param options options by which Sentry is not yet initialized
	 * @param concurrency how many invocations run at once at most
	 * @return the one that tracks it
	 */
	public static SentryDelivery install(SentryOptions options, int concurrency) {
		if (options.getTransportFactory() instanceof TrackedTransportFactory tracked) {
			return tracked.delivery();
		}
		SentryDelivery delivery = new SentryDelivery();
		if (options.getMaxQueueSize() == QUEUE_SIZE) {
			options.setMaxQueueSize(Math.max(QUEUE_SIZE, QUEUE_SIZE_PER_INVOCATION * concurrency));
		}
		options.setTransportFactory(new TrackedTransportFactory(delivery, options.getTransportFactory(), concurrency));
		if (options.getLogs().getLoggerBatchProcessorFactory() instanceof DefaultLoggerBatchProcessorFactory) {
			options.getLogs().setLoggerBatchProcessorFactory((ignored, client) -> new LogBatches(delivery, client));
		}
		if (options.getMetrics().getMetricsBatchProcessorFactory() instanceof DefaultMetricsBatchProcessorFactory) {
			options.getMetrics()
				.setMetricsBatchProcessorFactory((ignored, client) -> new MetricBatches(delivery, client));
		}
		options.addEventProcessor(new InvocationTraces(delivery));
		SentryOptions.OnDiscardCallback own = options.getOnDiscard();
		options.setOnDiscard((reason, category, count) -> {
			delivery.discarded(reason, category, count);
			if (own != null) {
				own.execute(reason, category, count);
			}
		});
		return delivery;
	}

	/**
	 * Has everything that is sent from now on tracked, by whomever Sentry has been
	 * initialized.
	 * @param concurrency how many invocations run at once at most
	 * @return the one that tracks it
	 */
	public static SentryDelivery installInRunning(int concurrency) {
		SentryOptions options = Sentry.getCurrentScopes().getOptions();
		ITransportFactory before = options.getTransportFactory();
		SentryDelivery delivery = install(options, concurrency);
		if (!(before instanceof TrackedTransportFactory)) {
			ISentryClient untracked = Sentry.getGlobalScope().getClient();
			Sentry.getGlobalScope().bindClient(new SentryClient(options));
			untracked.flush(SentryInterceptor.LONGEST_WAIT.toMillis());
		}
		return delivery;
	}

	private void discarded(DiscardReason reason, DataCategory category, long count) {
		if (category == DataCategory.Error && (reason == DiscardReason.BEFORE_SEND
				|| reason == DiscardReason.SAMPLE_RATE || reason == DiscardReason.EVENT_PROCESSOR)) {
			this.losses.add(Losses.Reason.SETTINGS, "event", (int) count);
		}
	}

	/**
	 * Begins to track what an invocation sends.
	 */
	Deliveries begin(Invocation invocation) {
		Deliveries own = this.between.getAndSet(new Deliveries());
		this.running.add(own);
		invocation.setAttribute(Deliveries.class, own);
		return own;
	}

	/**
	 * Sends what an invocation has collected, waits until its envelopes are answered, and
	 * reports what was lost.
	 * @param longestWait not waited at all if it is zero or negative
	 */
	void end(Deliveries own, Duration longestWait) {
		own.sendBatches();
		this.running.remove(own);
		own.close();
		if (!own.isAnswered() && longestWait.compareTo(Duration.ZERO) > 0 && mayWait()) {
			await(own, longestWait);
		}
		if (this.answersAgain.getAndSet(false)) {
			log.info("Sentry answers again");
		}
		this.losses.log(log);
	}

	private boolean mayWait() {
		if (this.answering.get()) {
			return true;
		}
		long now = System.nanoTime();
		long probe = this.nextProbe.get();
		return now - probe >= 0 && this.nextProbe.compareAndSet(probe, now + PROBE_INTERVAL.toNanos());
	}

	private void await(Deliveries own, Duration longestWait) {
		if (own.await(longestWait)) {
			answered();
		}
		else if (stopWaiting()) {
			log.warn("Sentry did not answer within {} ms. Until it answers, invocations send to it without waiting, "
					+ "so what they send may be lost.", longestWait.toMillis());
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
	 * The invocation that the current thread sends for; for a thread that works for none,
	 * all that are running, since each of them may have started it.
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
