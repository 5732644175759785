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
 * Tracks what the transports of another factory send. In place of Sentry's own transport,
 * which sends one envelope after the other, it uses several of them.
 *
 * @param delivery keeps track
 * @param factory makes the transports
 * @param concurrency how many invocations run at once at most
 */
record TrackedTransportFactory(SentryDelivery delivery, ITransportFactory factory,
		int concurrency) implements ITransportFactory {

	private static final int FEWEST_LANES = 4;

	private static final int MOST_LANES = 16;

	@Override
	public ITransport create(SentryOptions options, RequestDetails requestDetails) {
		if (!(this.factory instanceof NoOpTransportFactory || this.factory instanceof AsyncHttpTransportFactory)) {
			ITransport transport = this.factory.create(options, requestDetails);
			return new TrackedTransport(this.delivery, options, List.of(transport));
		}
		RateLimiter rateLimiter = new RateLimiter(options);
		List<ITransport> lanes = new ArrayList<>();
		for (int i = 0; i < Math.max(FEWEST_LANES, Math.min(this.concurrency, MOST_LANES)); i++) {
			// a lane has no thread before it is used
			lanes.add(new AsyncHttpTransport(options, rateLimiter, options.getTransportGate(), requestDetails));
		}
		return new TrackedTransport(this.delivery, options, lanes);
	}

}
