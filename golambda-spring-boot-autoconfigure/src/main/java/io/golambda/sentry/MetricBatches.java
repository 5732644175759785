package io.golambda.sentry;

import io.sentry.SentryClient;
import io.sentry.SentryMetricsEvent;
import io.sentry.SentryMetricsEvents;
import io.sentry.metrics.IMetricsBatchProcessor;

/**
 * Sends Sentry's metrics by invocation, at its end at the latest.
 */
final class MetricBatches implements IMetricsBatchProcessor {

	private final SentryDelivery delivery;

	private final SentryClient client;

	MetricBatches(SentryDelivery delivery, SentryClient client) {
		this.delivery = delivery;
		this.client = client;
	}

	@Override
	public void add(SentryMetricsEvent metric) {
		batchOf(this.delivery.senders().get(0)).add(metric);
	}

	private Batch<SentryMetricsEvent> batchOf(Deliveries sender) {
		return sender.batch(this,
				(metrics) -> this.client.captureBatchedMetricsEvents(new SentryMetricsEvents(metrics)));
	}

	@Override
	public void flush(long timeoutMillis) {
		this.delivery.senders().forEach((sender) -> batchOf(sender).send());
	}

	@Override
	public void close(boolean isRestarting) {
		flush(0);
	}

}
