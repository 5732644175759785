package io.golambda.autoconfigure;

import java.security.SecureRandom;

import io.sentry.util.SentryRandom;
import org.springframework.context.SmartLifecycle;

/**
 * Reseeds Sentry's generator of event and trace ids after a restore from a snapshot.
 * Otherwise all environments that start from the snapshot generate the same ids, and
 * Sentry drops the events of all but one.
 */
final class SentryIdsAfterRestore implements SmartLifecycle {

	private volatile boolean running;

	private volatile boolean startedBefore;

	@Override
	public void start() {
		this.running = true;
		if (this.startedBefore) {
			SecureRandom seeds = new SecureRandom();
			// each thread has a generator; Lambda restores in the thread that runs the
			// function
			SentryRandom.current().setSeed(seeds.nextLong(), seeds.nextLong());
		}
		this.startedBefore = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
