package io.golambda.sentry;

import io.sentry.SentryClient;
import io.sentry.SentryLogEvent;
import io.sentry.SentryLogEvents;
import io.sentry.logger.ILoggerBatchProcessor;

/**
 * Sends the lines of Sentry's logs by invocation, at its end at the latest. Sentry's own
 * processor sends the lines of all invocations together, after five seconds.
 */
final class LogBatches implements ILoggerBatchProcessor {

	private final SentryDelivery delivery;

	private final SentryClient client;

	LogBatches(SentryDelivery delivery, SentryClient client) {
		this.delivery = delivery;
		this.client = client;
	}

	@Override
	public void add(SentryLogEvent line) {
		batchOf(this.delivery.senders().get(0)).add(line);
	}

	private Batch<SentryLogEvent> batchOf(Deliveries sender) {
		return sender.batch(this, (lines) -> this.client.captureBatchedLogEvents(new SentryLogEvents(lines)));
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
