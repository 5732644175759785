package io.golambda.secret;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Reads what {@code golambda.secrets.*} and {@code golambda.parameters.*} name, several
 * at once, into one property source: all of it or nothing.
 */
public final class SecretProperties {

	/**
	 * What names secrets.
	 */
	public static final String SECRETS = "golambda.secrets";

	/**
	 * What names parameters.
	 */
	public static final String PARAMETERS = "golambda.parameters";

	/**
	 * Whether they are read, below {@link #SECRETS}.
	 */
	public static final String ENABLED = "enabled";

	/**
	 * How long they are kept, below {@link #SECRETS}.
	 */
	public static final String TIME_TO_LIVE = "time-to-live";

	private static final Set<ConfigurationPropertyName> SETTINGS = Set.of(ConfigurationPropertyName.of(ENABLED),
			ConfigurationPropertyName.of(TIME_TO_LIVE));

	private static final String VALUE = "value";

	private static final int MOST_AT_ONCE = 8;

	// Lambda's init phase lasts ten seconds, and the start is more than this
	private static final Duration PATIENCE = Duration.ofMillis(5500);

	private final List<Part> parts = new ArrayList<>();

	/**
	 * Creates it.
	 * @param secrets what the properties below {@link #SECRETS} say, by the rest of their
	 * names
	 * @param parameters likewise those below {@link #PARAMETERS}
	 */
	public SecretProperties(Map<String, String> secrets, Map<String, String> parameters) {
		Map<ConfigurationPropertyName, String> named = new LinkedHashMap<>();
		// of my-db and mydb, which are one, what comes first goes before
		secrets.forEach((key, id) -> named.putIfAbsent(name(key), id.trim()));
		named.forEach((name, id) -> {
			if (!SETTINGS.contains(name) && !isVersion(name)) {
				this.parts.add(secret(name, id, named));
			}
		});
		parameters.forEach((prefix, id) -> this.parts.add(parameter(prefix, id.trim())));
	}

	private static boolean isVersion(ConfigurationPropertyName name) {
		String last = name.getLastElement(Form.UNIFORM);
		return name.getNumberOfElements() > 1 && (last.equals("versionstage") || last.equals("versionid"));
	}

	// environment variables may have an underscore in the place of a dash
	private static ConfigurationPropertyName name(String key) {
		return ConfigurationPropertyName.adapt(key.replaceFirst("(?i)^time[.]to[.]live$", TIME_TO_LIVE)
			.replaceFirst("(?i)[.]version[.](stage|id)$", ".version-$1"), '.');
	}

	private static Part secret(ConfigurationPropertyName name, String id,
			Map<ConfigurationPropertyName, String> named) {
		boolean plain = name.getNumberOfElements() > 1 && name.getLastElement(Form.UNIFORM).equals(VALUE);
		ConfigurationPropertyName prefix = plain ? name.getParent() : name;
		SecretId secret = new SecretId(SECRETS + "." + name, SecretId.withoutOptional(id),
				named.get(prefix.append("version-stage")), named.get(prefix.append("version-id")));
		return new Part(secret, SecretId.isOptional(id), (reader) -> {
			SecretContent content = reader.read(secret);
			return () -> plain ? Map.of(prefix.toString(), content.value()) : flat(secret, prefix.toString(), content);
		});
	}

	private static Part parameter(String prefix, String id) {
		SecretId parameter = new SecretId(PARAMETERS + "." + prefix, SecretId.withoutOptional(id), null, null);
		return new Part(parameter, SecretId.isOptional(id), (reader) -> {
			Map<String, String> values = reader.readParameters(parameter);
			return () -> {
				Map<String, Object> properties = new LinkedHashMap<>();
				values.forEach((name, value) -> {
					String path = name.isEmpty() ? prefix : prefix + "." + name;
					properties.putAll(flatOrText(parameter, path, value));
				});
				return properties;
			};
		});
	}

	// a parameter is text first of all, and may look like JSON by chance
	private static Map<String, Object> flatOrText(SecretId parameter, String path, String value) {
		SecretContent content = SecretContent.of(value);
		try {
			return FlatJson.of(path, String.valueOf(content.text()));
		}
		catch (FlatJson.NoObjectException ex) {
			if (ex.isObject()) {
				throw new SecretException(parameter.describe() + " holds " + ex.getMessage() + ".",
						"Take one of them out.");
			}
			return Map.of(path, content.value());
		}
	}

	private static Map<String, Object> flat(SecretId secret, String prefix, SecretContent content) {
		String text = content.text();
		try {
			if (text == null) {
				throw new FlatJson.NoObjectException(content.isUtf16() ? "text in UTF-16, not in UTF-8" : "binary",
						false);
			}
			return FlatJson.of(prefix, text);
		}
		catch (FlatJson.NoObjectException ex) {
			throw new SecretException(
					secret.describe() + " is expected to hold a JSON object, but is " + ex.getMessage() + ".",
					"Store it as key/value pairs, such as {\"username\":\"...\",\"password\":\"...\"}."
							+ " If it is plain text or binary, name it by " + secret.property() + "." + VALUE + "="
							+ secret.id() + ", which gives the property " + prefix + ".");
		}
	}

	/**
	 * Whether there is nothing to read.
	 * @return {@code true} if nothing was added but settings
	 */
	public boolean isEmpty() {
		return this.parts.isEmpty();
	}

	/**
	 * Reads all of them.
	 * @param reader reads each
	 * @param skipped receives why an optional one is left out
	 * @return the properties that they hold
	 * @throws SecretException if one cannot be read and is not optional, is not what it
	 * is to be, or has a property that another one has, too
	 */
	public SecretPropertySource read(SecretReader reader, Consumer<SecretException> skipped) {
		List<Part> named = new ArrayList<>(this.parts);
		named.removeIf((part) -> !part.isUsable(skipped));
		Map<String, Object> properties = new LinkedHashMap<>();
		Map<ConfigurationPropertyName, String> origins = new HashMap<>();
		Set<String> left = new HashSet<>();
		List<Optional<Map<String, Object>>> results = readAll(named, reader, skipped);
		for (int i = 0; i < results.size(); i++) {
			String origin = named.get(i).secret().describe();
			if (results.get(i).isEmpty()) {
				left.add(origin);
			}
			results.get(i).orElse(Map.of()).forEach((name, value) -> {
				String other = origins.put(ConfigurationPropertyName.adapt(name, '.'), origin);
				if (other != null) {
					throw new SecretException(
							"The property " + name + " is in two secrets: " + other + " and " + origin + ".",
							"Take it out of one of them, or give one of them another prefix.");
				}
				properties.put(name, value);
			});
		}
		return new SecretPropertySource(properties, origins, left);
	}

	// all failures are reported together; what takes too long fails
	private static List<Optional<Map<String, Object>>> readAll(List<Part> parts, SecretReader reader,
			Consumer<SecretException> skipped) {
		List<Optional<Map<String, Object>>> results = new ArrayList<>();
		if (parts.isEmpty()) {
			return results;
		}
		List<SecretException> failures = new ArrayList<>();
		ExecutorService threads = Executors.newFixedThreadPool(Math.min(parts.size(), MOST_AT_ONCE), (work) -> {
			Thread thread = new Thread(work, "golambda-secrets");
			thread.setDaemon(true);
			return thread;
		});
		try {
			List<Callable<Supplier<Map<String, Object>>>> readings = new ArrayList<>();
			parts.forEach((part) -> readings.add(() -> part.reading().apply(reader)));
			List<Future<Supplier<Map<String, Object>>>> futures = threads.invokeAll(readings, PATIENCE.toMillis(),
					TimeUnit.MILLISECONDS);
			for (int i = 0; i < futures.size(); i++) {
				try {
					results.add(get(futures.get(i), parts.get(i), skipped).map(Supplier::get));
				}
				catch (SecretException ex) {
					failures.add(ex);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SecretException("The start was interrupted while secrets were read.", "Start it again.", ex);
		}
		finally {
			threads.shutdownNow();
		}
		if (failures.size() > 1) {
			throw new SecretException(String.join("\n", failures.stream().map(SecretException::description).toList()),
					String.join("\n", failures.stream().map(SecretException::action).distinct().toList()),
					failures.get(0).getCause());
		}
		if (!failures.isEmpty()) {
			throw failures.get(0);
		}
		return results;
	}

	private static Optional<Supplier<Map<String, Object>>> get(Future<Supplier<Map<String, Object>>> future, Part part,
			Consumer<SecretException> skipped) throws InterruptedException {
		try {
			return Optional.of(get(future, part.secret()));
		}
		catch (SecretException ex) {
			if (!part.optional()) {
				throw ex;
			}
			skipped.accept(ex);
			return Optional.empty();
		}
	}

	private static <T> T get(Future<T> future, SecretId secret) throws InterruptedException {
		try {
			return future.get();
		}
		catch (CancellationException ex) {
			throw new SecretException(secret.describe() + " could not be read within " + PATIENCE.toMillis() + " ms.",
					"Check that the function's subnet has a way to AWS: a NAT gateway, or a VPC endpoint whose security "
							+ "group lets the function in. If it has, name less below one path, or fewer secrets.");
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof SecretException failure) {
				throw failure;
			}
			// an error, such as of a class that is missing
			throw new SecretException(
					secret.describe() + " cannot be read: " + ex.getCause().getClass().getName() + ".",
					"Check that AWS's SDK is complete and in one version.",
					UnexpectedFailure.withoutMessages(ex.getCause(), 0));
		}
	}

	/**
	 * One secret, parameter or path.
	 *
	 * @param secret what is read
	 * @param optional whether it may be left out
	 * @param reading reads it, and gives the properties that it holds
	 */
	private record Part(SecretId secret, boolean optional,
			Function<SecretReader, Supplier<Map<String, Object>>> reading) {

		boolean isUsable(Consumer<SecretException> skipped) {
			try {
				check();
				return true;
			}
			catch (SecretException ex) {
				if (!this.optional || !ex.isMissing()) {
					throw ex;
				}
				skipped.accept(ex);
				return false;
			}
		}

		/**
		 * Finds what is wrong before anything is read.
		 */
		private void check() {
			String id = this.secret.id();
			if (this.secret.isPathWithoutRoot()) {
				throw new SecretException(this.secret.describe() + " is not a path of Parameter Store.",
						"Begin it with a slash: " + this.secret.property() + "=/" + id);
			}
			if (id.isEmpty()) {
				throw SecretException.ofMissing(this.secret.property() + " is empty.",
						"Set it to the ARN or name, or leave it out. If it is an environment variable's, set that in the "
								+ "function's configuration.",
						null);
			}
			if (id.contains("${")) {
				throw SecretException.ofMissing(this.secret.describe() + " names a variable that is not set.",
						"Set it in the function's configuration to the ARN. In a test set golambda.secrets.enabled=false, "
								+ "or a property that it is to hold.",
						null);
			}
		}

	}

}
