package io.golambda.secret;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
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
		SecretId secret = new SecretId(SECRETS + "." + name, id, named.get(prefix.append("version-stage")),
				named.get(prefix.append("version-id")));
		return new Part(secret, (reader) -> {
			SecretContent content = reader.read(secret);
			return plain ? Map.of(prefix.toString(), content.value()) : flat(secret, prefix.toString(), content.text());
		});
	}

	private static Part parameter(String prefix, String id) {
		SecretId parameter = new SecretId(PARAMETERS + "." + prefix, id, null, null);
		return new Part(parameter, (reader) -> {
			Map<String, Object> properties = new LinkedHashMap<>();
			reader.readParameters(parameter).forEach((name, value) -> {
				String path = name.isEmpty() ? prefix : prefix + "." + name;
				properties.putAll(flatOrText(path, value));
			});
			return properties;
		});
	}

	// a parameter is text first of all, and may look like JSON by chance
	private static Map<String, Object> flatOrText(String path, String value) {
		try {
			return FlatJson.of(path, value);
		}
		catch (FlatJson.NoObjectException ex) {
			return Map.of(path, new SecretText(value));
		}
	}

	private static Map<String, Object> flat(SecretId secret, String prefix, @Nullable String text) {
		try {
			if (text == null) {
				throw new FlatJson.NoObjectException("binary");
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
	 * @return the properties that they hold
	 * @throws SecretException if one cannot be read, is not what it is to be, or has a
	 * property that another one has, too
	 */
	public SecretPropertySource read(SecretReader reader) {
		this.parts.forEach(Part::check);
		Map<String, Object> properties = new LinkedHashMap<>();
		Map<ConfigurationPropertyName, String> origins = new HashMap<>();
		List<Map<String, Object>> results = readAll(reader);
		for (int i = 0; i < results.size(); i++) {
			String origin = this.parts.get(i).secret().describe();
			results.get(i).forEach((name, value) -> {
				String other = origins.put(ConfigurationPropertyName.adapt(name, '.'), origin);
				if (other != null) {
					throw new SecretException(
							"The property " + name + " is in two secrets: " + other + " and " + origin + ".",
							"Take it out of one of them, or give one of them another prefix.");
				}
				properties.put(name, value);
			});
		}
		return new SecretPropertySource(properties, origins);
	}

	// one of several that fail is told with the others; what takes too long fails
	private List<Map<String, Object>> readAll(SecretReader reader) {
		List<SecretException> failures = new ArrayList<>();
		List<Map<String, Object>> results = new ArrayList<>();
		ExecutorService threads = Executors.newFixedThreadPool(Math.min(this.parts.size(), MOST_AT_ONCE), (work) -> {
			Thread thread = new Thread(work, "golambda-secrets");
			thread.setDaemon(true);
			return thread;
		});
		try {
			List<Callable<Map<String, Object>>> readings = new ArrayList<>();
			this.parts.forEach((part) -> readings.add(() -> part.content().apply(reader)));
			List<Future<Map<String, Object>>> futures = threads.invokeAll(readings, PATIENCE.toMillis(),
					TimeUnit.MILLISECONDS);
			for (int i = 0; i < futures.size(); i++) {
				try {
					results.add(get(futures.get(i), this.parts.get(i).secret()));
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

	private static Map<String, Object> get(Future<Map<String, Object>> future, SecretId secret)
			throws InterruptedException {
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
			throw new SecretException(secret.describe() + " cannot be read: " + ex.getCause() + ".",
					"Check the settings of the client: its endpoint, its region, and what customizes it.");
		}
	}

	private record Part(SecretId secret, Function<SecretReader, Map<String, Object>> content) {

		/**
		 * What can be told before anything is read.
		 */
		void check() {
			String id = this.secret.id();
			if (id.isEmpty()) {
				throw new SecretException(this.secret.property() + " is empty.",
						"Set it to the ARN or name, or leave it out. If it is an environment variable's, set that in the "
								+ "function's configuration.");
			}
			if (id.contains("${")) {
				throw new SecretException(this.secret.describe() + " names a variable that is not set.",
						"Set it in the function's configuration to the ARN. In a test set golambda.secrets.enabled=false, "
								+ "or a property that it is to hold.");
			}
		}

	}

}
