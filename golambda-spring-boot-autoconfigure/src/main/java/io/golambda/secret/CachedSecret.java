package io.golambda.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret that is read again when its time to live has passed. Safe for use by several
 * threads, which share a reading.
 */
final class CachedSecret {

	private static final Logger log = LoggerFactory.getLogger(CachedSecret.class);

	// after a failure, so that not each invocation waits for the next one
	private static final Duration RETRY_DELAY = Duration.ofSeconds(30);

	private final String id;

	private final Supplier<SecretContent> source;

	private final Supplier<SecretContent> cachingSource;

	private final Duration timeToLive;

	private final Clock clock;

	private final ReentrantLock lock = new ReentrantLock();

	// the number of the last reading that began; written by the holder of the lock
	private volatile int begun;

	private volatile Reading last = new Reading(0, false, null, null);

	private volatile @Nullable SecretContent content;

	private volatile Instant staleAt = Instant.MIN;

	private volatile boolean refreshed;

	/**
	 * Creates a secret that is not read yet.
	 * @param id the id for messages
	 * @param source reads the current value
	 * @param cachingSource reads a value that may be older, because the source has a
	 * cache of its own; not used after a refresh
	 * @param timeToLive how long a value is used
	 * @param clock the clock
	 */
	CachedSecret(String id, Supplier<SecretContent> source, Supplier<SecretContent> cachingSource, Duration timeToLive,
			Clock clock) {
		this.id = id;
		this.source = source;
		this.cachingSource = cachingSource;
		this.timeToLive = timeToLive;
		this.clock = clock;
	}

	SecretContent get() {
		SecretContent current = this.content;
		if (current == null) {
			int before = this.last.number();
			return share((reading) -> reading.number() > before, false);
		}
		if (!isStale() || !this.lock.tryLock()) {
			return current;
		}
		try {
			// another thread may have read it meanwhile
			return isStale() ? read(false) : this.content;
		}
		catch (SecretException ex) {
			this.staleAt = this.clock.instant().plus(RETRY_DELAY);
			log.warn("{} could not be read again: the value that was read before is used", this.id, ex);
			return current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isStale() {
		return !this.clock.instant().isBefore(this.staleAt);
	}

	SecretContent refresh() {
		int before = this.begun;
		return share((reading) -> reading.number() > before && reading.fresh(), true);
	}

	/**
	 * Reads, or returns the result or failure of another thread that read meanwhile.
	 */
	private SecretContent share(Predicate<Reading> acceptable, boolean fresh) {
		this.lock.lock();
		try {
			return acceptable.test(this.last) ? this.last.get() : read(fresh);
		}
		finally {
			this.lock.unlock();
		}
	}

	private SecretContent read(boolean fresh) {
		int number = this.begun + 1;
		this.begun = number;
		try {
			SecretContent read = (fresh || this.refreshed) ? this.source.get() : this.cachingSource.get();
			this.staleAt = this.clock.instant().plus(this.timeToLive);
			this.content = read;
			this.refreshed |= fresh;
			this.last = new Reading(number, fresh, read, null);
			return read;
		}
		catch (SecretException ex) {
			this.last = new Reading(number, fresh, null, ex);
			throw ex;
		}
	}

	/**
	 * The result of a reading.
	 *
	 * @param number the number of the reading
	 * @param fresh whether caches of the source were bypassed
	 * @param content the content, or {@code null} if there was a failure
	 * @param failure the failure, or {@code null}
	 */
	private record Reading(int number, boolean fresh, @Nullable SecretContent content,
			@Nullable SecretException failure) {

		SecretContent get() {
			if (this.content != null) {
				return this.content;
			}
			throw (this.failure != null) ? this.failure : new IllegalStateException("Nothing has been read yet.");
		}

	}

}
