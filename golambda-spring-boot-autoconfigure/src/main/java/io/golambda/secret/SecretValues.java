package io.golambda.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
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
public final class SecretValues {

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

	/**
	 * One secret.
	 */
	private final class Kept {

		private final SecretId id;

		private final ReentrantLock lock = new ReentrantLock();

		private volatile int readings;

		private volatile @Nullable SecretContent content;

		private volatile Instant staleAt = Instant.MIN;

		Kept(SecretId id) {
			this.id = id;
		}

		SecretContent get() {
			SecretContent current = this.content;
			if (current == null) {
				return readFirst();
			}
			if (!isStale() || !this.lock.tryLock()) {
				return current;
			}
			try {
				// another thread may have read it meanwhile
				return isStale() ? read() : this.content;
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

		private SecretContent readFirst() {
			this.lock.lock();
			try {
				SecretContent current = this.content;
				return (current != null) ? current : read();
			}
			finally {
				this.lock.unlock();
			}
		}

		// the extension keeps what it has read, too
		private SecretContent read() {
			SecretContent read = SecretValues.this.extension.read(this.id).orElse(null);
			return (read != null) ? keep(read) : readBySdk();
		}

		SecretContent refresh() {
			int before = this.readings;
			this.lock.lock();
			try {
				// one that has begun since is as good as our own
				SecretContent current = this.content;
				return (current != null && this.readings != before) ? current : readBySdk();
			}
			finally {
				this.lock.unlock();
			}
		}

		private SecretContent readBySdk() {
			SecretContent read = SecretValues.this.reader.read(this.id);
			this.readings++;
			return keep(read);
		}

		private SecretContent keep(SecretContent read) {
			this.staleAt = SecretValues.this.clock.instant().plus(SecretValues.this.timeToLive);
			this.content = read;
			return read;
		}

	}

}
