package io.golambda.secret;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads secrets while the function runs, such as those that rotate: <pre>
 * &#064;Bean
 * Function&lt;Event, String&gt; orders(SecretValues secrets) {
 * 	return (event) -&gt; store(event, secrets.get("prod/db", Db.class));
 * }
 *
 * record Db(String username, String password) {
 * }
 * </pre>
 * <p>
 * A secret is cached for {@code golambda.secret-settings.time-to-live}. After that, one
 * caller reads it again while the others use the cached value; if reading fails, all of
 * them do, and a warning is logged. Read a secret at once if a login with it failed:
 * <pre>
 * Db db = secrets.refresh("prod/db", Db.class);
 * </pre>
 * <p>
 * The bean uses the {@code SecretsManagerClient} of Spring Cloud AWS or of the
 * application. In a function with the AWS Parameters and Secrets Lambda Extension it asks
 * that first, unless the application configures its access to AWS itself.
 * <p>
 * Safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html">Rotate
 * AWS Secrets Manager secrets</a>
 */
public final class SecretValues implements AutoCloseable {

	private final SecretReader reader;

	private final ExtensionReader extension;

	private final BooleanSupplier extensionAllowed;

	private final Duration timeToLive;

	private final Clock clock;

	private final Supplier<JsonMapper> mapper;

	private final Map<String, CachedSecret> cache = new ConcurrentHashMap<>();

	/**
	 * Creates a bean for golambda's auto-configuration.
	 * @param reader reads secrets; closed with this instance
	 * @param variables the environment variables of the function
	 * @param extensionAllowed whether the extension reads the same secrets as the reader
	 * @param timeToLive how long a secret is cached
	 * @param clock the clock, which runs on while the function is frozen
	 * @param mapper binds JSON to types
	 */
	public SecretValues(SecretReader reader, Map<String, String> variables, BooleanSupplier extensionAllowed,
			Duration timeToLive, Clock clock, Supplier<JsonMapper> mapper) {
		this.reader = reader;
		this.extension = new ExtensionReader(variables);
		this.extensionAllowed = extensionAllowed;
		this.timeToLive = timeToLive;
		this.clock = clock;
		this.mapper = mapper;
	}

	/**
	 * Returns a secret, from the cache if it is there.
	 * @param <T> the type
	 * @param id the ARN or name, or a local file with {@code file:} or {@code classpath:}
	 * @param type {@code String} for the text, {@code byte[]} for the bytes, otherwise
	 * the type that the JSON of the secret is bound to
	 * @return the secret
	 * @throws SecretException if it is not cached and cannot be read, or cannot be bound
	 * to the type
	 */
	public <T> T get(String id, Class<T> type) {
		return bind(id, cached(id).get(), type);
	}

	/**
	 * Reads a secret now, whether it is cached or not. Use this if the secret turned out
	 * to be outdated, for instance because a login failed. Concurrent callers share one
	 * reading.
	 * @param <T> the type
	 * @param id the ARN or name
	 * @param type the type, as for {@link #get}
	 * @return the secret
	 * @throws SecretException if it cannot be read, or cannot be bound to the type; the
	 * cached value is kept then
	 */
	public <T> T refresh(String id, Class<T> type) {
		return bind(id, cached(id).refresh(), type);
	}

	private CachedSecret cached(String id) {
		return this.cache.computeIfAbsent(id, (key) -> {
			SecretId secret = SecretId.of(key.trim());
			return new CachedSecret(id, () -> this.reader.read(secret), () -> readByExtension(secret), this.timeToLive,
					this.clock);
		});
	}

	private SecretContent readByExtension(SecretId secret) {
		return (!secret.isLocal() && this.extensionAllowed.getAsBoolean())
				? this.extension.read(secret).orElseGet(() -> this.reader.read(secret)) : this.reader.read(secret);
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
			// the message may quote the secret
			throw new SecretException(
					id + " does not fit " + type.getName() + ": " + ex.getClass().getSimpleName() + at(ex) + ".",
					"Compare the names and types of the JSON with those of the class.");
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

}
