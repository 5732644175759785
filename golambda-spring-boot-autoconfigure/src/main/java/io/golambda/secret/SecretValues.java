package io.golambda.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets while the function runs, for those that rotate: <pre>
 * Db db = secrets.get(arn, Db.class);
 * </pre>
 * <p>
 * A secret is kept for the time of {@code golambda.secrets.time-to-live}. Then one caller
 * reads it again, while others go on with what there is; if that fails, all do, and the
 * log tells. Where AWS's Parameters and Secrets extension runs, it is asked first.
 * <p>
 * Safe for use by several threads.
 */
public final class SecretValues implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(SecretValues.class);

	// after a failure, so that not every invocation waits for the next one
	private static final Duration PAUSE = Duration.ofSeconds(30);

	private final SecretReader reader;

	private final ExtensionReader extension;

	private final Duration timeToLive;

	private final Clock clock;

	private final Supplier<JsonMapper> mapper;

	private final Map<String, Kept> kept = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param reader reads secrets
	 * @param environment the environment variables
	 * @param timeToLive how long a secret is kept
	 * @param clock the time; such as goes on while the function is frozen
	 * @param mapper binds secrets to types
	 */
	public SecretValues(SecretReader reader, Map<String, String> environment, Duration timeToLive, Clock clock,
			Supplier<JsonMapper> mapper) {
		this.reader = reader;
		this.extension = new ExtensionReader(environment);
		this.timeToLive = timeToLive;
		this.clock = clock;
		this.mapper = mapper;
	}

	/**
	 * The secret of an ARN or name.
	 * @param <T> the type
	 * @param id the ARN or name; {@code file:} and {@code classpath:} read a local file
	 * @param type {@code String} for the text, {@code byte[]} for the bytes, else what
	 * its JSON binds to
	 * @return the secret
	 * @throws SecretException if it has never been read and cannot be, or does not fit
	 * the type
	 */
	public <T> T get(String id, Class<T> type) {
		return bind(id, kept(id).get(), type);
	}

	/**
	 * The secret as it is now, whatever is kept: for when it turned out to be out of
	 * date, as on an authentication failure. Callers at once share one reading.
	 * @param <T> the type
	 * @param id the ARN or name
	 * @param type as in {@link #get}
	 * @return the secret
	 * @throws SecretException if it cannot be read or does not fit the type; what is kept
	 * stays then
	 */
	public <T> T refresh(String id, Class<T> type) {
		return bind(id, kept(id).refresh(), type);
	}

	private Kept kept(String id) {
		return this.kept.computeIfAbsent(id, (key) -> new Kept(SecretId.of(key.trim())));
	}

	private <T> T bind(String id, SecretContent content, Class<T> type) {
		if (type == byte[].class) {
			return type.cast(content.bytes());
		}
		if (type == String.class) {
			String text = content.text();
			if (text == null) {
				throw new SecretException(id + " is binary, not text.", "Read it as byte[].class.");
			}
			return type.cast(text);
		}
		try {
			return this.mapper.get().readValue(content.bytes(), type);
		}
		catch (JacksonException ex) {
			// its own message may quote the secret
			throw new SecretException(
					id + " does not fit " + type.getName() + ": " + ex.getClass().getSimpleName() + at(ex) + ".",
					"Compare the names and types of its JSON with those of the class.");
		}
	}

	private static String at(JacksonException ex) {
		StringBuilder path = new StringBuilder();
		ex.getPath()
			.forEach((part) -> path
				.append((part.getPropertyName() != null) ? "." + part.getPropertyName() : "[" + part.getIndex() + "]"));
		return path.isEmpty() ? "" : " at $" + path;
	}

	@Override
	public void close() {
		this.reader.close();
	}

	/**
	 * One secret.
	 */
	private final class Kept {

		private final SecretId id;

		private final ReentrantLock lock = new ReentrantLock();

		// the number of the last reading that has begun; set by who has the lock
		private volatile int begun;

		private volatile Reading last = new Reading(0, false, null, null);

		private volatile @Nullable SecretContent content;

		private volatile Instant staleAt = Instant.MIN;

		private volatile boolean refreshed;

		Kept(SecretId id) {
			this.id = id;
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
				this.staleAt = SecretValues.this.clock.instant().plus(PAUSE);
				log.warn("{} could not be read again: the value that was read before is used", this.id.id(), ex);
				return current;
			}
			finally {
				this.lock.unlock();
			}
		}

		private boolean isStale() {
			return !SecretValues.this.clock.instant().isBefore(this.staleAt);
		}

		SecretContent refresh() {
			int before = this.begun;
			return share((reading) -> reading.number() > before && reading.fresh(), true);
		}

		/**
		 * Reads, or takes what another thread has read meanwhile, be it a failure.
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

		/**
		 * Reads.
		 * @param fresh whether only Secrets Manager itself will do: the extension keeps
		 * what it has read, too, so after a refresh it may be behind
		 */
		private SecretContent read(boolean fresh) {
			int number = this.begun + 1;
			this.begun = number;
			try {
				SecretContent read = (fresh || this.refreshed) ? readBySdk() : readByExtension();
				this.staleAt = SecretValues.this.clock.instant().plus(SecretValues.this.timeToLive);
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

		private SecretContent readByExtension() {
			return SecretValues.this.reader.isReadAsUsual(this.id)
					? SecretValues.this.extension.read(this.id).orElseGet(this::readBySdk) : readBySdk();
		}

		private SecretContent readBySdk() {
			return SecretValues.this.reader.read(this.id);
		}

	}

	/**
	 * What came of a reading.
	 *
	 * @param number which one it was
	 * @param fresh whether it went past what others keep
	 * @param content what was read, or {@code null}
	 * @param failure why nothing was read, or {@code null}
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
