package io.golambda.sentry;

import java.util.List;
import java.util.function.Consumer;

import io.sentry.SentryClient;
import io.sentry.SentryLogEvent;
import io.sentry.SentryLogEvents;
import io.sentry.SentryMetricsEvent;
import io.sentry.SentryMetricsEvents;
import io.sentry.logger.ILoggerBatchProcessor;
import io.sentry.metrics.IMetricsBatchProcessor;

/**
 * Sends the lines of Sentry's logs, or Sentry's metrics, by the end of their invocation.
 * Sentry's own processors send those of all invocations together, after five seconds.
 * Safe for use by several threads.
 *
 * @param <E> the type of line or metric
 */
abstract class InvocationBatches<E> {

	private final SentryDelivery delivery;

	private final Consumer<List<E>> sender;

	private InvocationBatches(SentryDelivery delivery, Consumer<List<E>> sender) {
		this.delivery = delivery;
		this.sender = sender;
	}

	static ILoggerBatchProcessor ofLogs(SentryDelivery delivery, SentryClient client) {
		return new Logs(delivery, client);
	}

	static IMetricsBatchProcessor ofMetrics(SentryDelivery delivery, SentryClient client) {
		return new Metrics(delivery, client);
	}

	public final void add(E item) {
		buffer(this.delivery.senders().get(0)).add(item);
	}

	public final void flush(long timeoutMillis) {
		this.delivery.senders().forEach((sender) -> buffer(sender).send());
	}

	public final void close(boolean isRestarting) {
		flush(0);
	}

	private SendBuffer<E> buffer(Deliveries deliveries) {
		return deliveries.buffer(this, this.sender);
	}

	private static final class Logs extends InvocationBatches<SentryLogEvent> implements ILoggerBatchProcessor {

		Logs(SentryDelivery delivery, SentryClient client) {
			super(delivery, (lines) -> client.captureBatchedLogEvents(new SentryLogEvents(lines)));
		}

	}

	private static final class Metrics extends InvocationBatches<SentryMetricsEvent> implements IMetricsBatchProcessor {

		Metrics(SentryDelivery delivery, SentryClient client) {
			super(delivery, (metrics) -> client.captureBatchedMetricsEvents(new SentryMetricsEvents(metrics)));
		}

	}

}
