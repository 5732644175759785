package io.golambda.tracing.export;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receiver of telemetry. After it did not answer in time, invocations do not wait for
 * it, until it answers again. Safe for use by several threads.
 */
final class Receiver {

	static final Duration PROBE_INTERVAL = Duration.ofMinutes(1);

	static final Duration PROBE_WAIT = Duration.ofMillis(250);

	private static final Logger log = LoggerFactory.getLogger(Receiver.class);

	private final String name;

	private final SharedFlush flush;

	private final boolean reporting;

	private final AtomicBoolean answering = new AtomicBoolean(true);

	private final AtomicBoolean refusedAnew = new AtomicBoolean();

	private final AtomicBoolean answersAgain = new AtomicBoolean();

	private final AtomicLong nextProbe = new AtomicLong();

	/**
	 * Creates a receiver.
	 * @param name a name for log lines, such as {@code spans (http://localhost:4318)}
	 * @param flush the flush of everything that the receiver gets
	 * @param reporting whether {@link #accepted()} and {@link #refused()} are called;
	 * otherwise a flush that ends in time counts as accepted
	 */
	Receiver(String name, SharedFlush flush, boolean reporting) {
		this.name = name;
		this.flush = flush;
		this.reporting = reporting;
	}

	/**
	 * Records that the receiver accepted an export.
	 */
	void accepted() {
		if (!this.answering.get() && this.answering.compareAndSet(false, true)) {
			this.answersAgain.set(true);
		}
	}

	/**
	 * Records that an export failed.
	 */
	void refused() {
		if (stopWaiting()) {
			this.refusedAnew.set(true);
		}
	}

	/**
	 * Starts to export without waiting.
	 * @return the number to wait for
	 */
	long begin() {
		return this.flush.begin();
	}

	/**
	 * Waits until the export has ended, unless the receiver does not answer.
	 */
	void await(long wanted, Duration maxWait) {
		if (!this.flush.isDone(wanted)) {
			Duration wait = wait(maxWait);
			if (!wait.isNegative() && !wait.isZero()) {
				boolean inTime = this.flush.await(wanted, wait.toNanos());
				if (!inTime && stopWaiting()) {
					log.warn("The receiver of {} did not answer within {} ms. Until it answers, invocations export "
							+ "without waiting, so what they export may be lost.", this.name, wait.toMillis());
				}
				else if (inTime && !this.reporting) {
					accepted();
				}
			}
		}
		if (this.refusedAnew.getAndSet(false)) {
			log.warn("The receiver of {} did not accept what was exported. Until it does, invocations export without "
					+ "waiting, so what they export may be lost.", this.name);
		}
		if (this.answersAgain.getAndSet(false)) {
			log.info("The receiver of {} answers again", this.name);
		}
	}

	private Duration wait(Duration maxWait) {
		if (this.answering.get()) {
			return maxWait;
		}
		long now = System.nanoTime();
		long probe = this.nextProbe.get();
		boolean mayProbe = now - probe >= 0 && this.nextProbe.compareAndSet(probe, now + PROBE_INTERVAL.toNanos());
		return !mayProbe ? Duration.ZERO : (maxWait.compareTo(PROBE_WAIT) < 0) ? maxWait : PROBE_WAIT;
	}

	private synchronized boolean stopWaiting() {
		if (!this.answering.get()) {
			return false;
		}
		this.nextProbe.set(System.nanoTime() + PROBE_INTERVAL.toNanos());
		this.answering.set(false);
		return true;
	}

}
