package io.golambda.sentry;

import java.util.ArrayList;
import java.util.List;

import io.sentry.AsyncHttpTransportFactory;
import io.sentry.ITransportFactory;
import io.sentry.NoOpTransportFactory;
import io.sentry.RequestDetails;
import io.sentry.SentryOptions;
import io.sentry.transport.AsyncHttpTransport;
import io.sentry.transport.ITransport;
import io.sentry.transport.RateLimiter;

/**
 * Tracks the envelopes that the transports of another factory send. Uses several of
 * Sentry's own transports in parallel, because each sends one envelope after the other.
 *
 * @param delivery tracks the envelopes
 * @param factory creates the transports
 * @param concurrency the maximum number of invocations that run at the same time
 */
record TrackedTransportFactory(SentryDelivery delivery, ITransportFactory factory,
		int concurrency) implements ITransportFactory {

	private static final int MIN_LANES = 4;

	private static final int MAX_LANES = 64;

	@Override
	public ITransport create(SentryOptions options, RequestDetails requestDetails) {
		if (!(this.factory instanceof NoOpTransportFactory || this.factory instanceof AsyncHttpTransportFactory)) {
			ITransport transport = this.factory.create(options, requestDetails);
			return new TrackedTransport(this.delivery, options, List.of(transport));
		}
		RateLimiter rateLimiter = new RateLimiter(options);
		List<ITransport> lanes = new ArrayList<>();
		for (int i = 0; i < Math.max(MIN_LANES, Math.min(this.concurrency, MAX_LANES)); i++) {
			// starts its thread with the first envelope
			lanes.add(new AsyncHttpTransport(options, rateLimiter, options.getTransportGate(), requestDetails));
		}
		return new TrackedTransport(this.delivery, options, lanes);
	}

}
