package io.golambda.test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The secrets and parameters of a test by name. Not thread-safe.
 */
final class SecretStore {

	static final String CURRENT = "AWSCURRENT";

	static final String PREVIOUS = "AWSPREVIOUS";

	// by name and staging label
	private final Map<String, Map<String, Version>> secrets = new LinkedHashMap<>();

	private final Map<String, String> parameters = new TreeMap<>();

	private final Map<String, SecretFailure> failures = new LinkedHashMap<>();

	SecretStore copy() {
		SecretStore copy = new SecretStore();
		this.secrets.forEach((name, versions) -> copy.secrets.put(name, new LinkedHashMap<>(versions)));
		copy.parameters.putAll(this.parameters);
		copy.failures.putAll(this.failures);
		return copy;
	}

	void putSecret(String name, String stage, String value) {
		this.secrets.computeIfAbsent(name, (key) -> new LinkedHashMap<>())
			.put(stage, new Version(UUID.randomUUID().toString(), value));
	}

	void putParameter(String name, String value) {
		this.parameters.put(name, value);
	}

	void rotate(String name, String value) {
		Map<String, Version> versions = this.secrets.get(name);
		if (versions == null) {
			throw new IllegalArgumentException(
					"There is no secret " + name + " to rotate. The secrets are " + this.secrets.keySet() + ".");
		}
		Version current = versions.get(CURRENT);
		if (current != null) {
			versions.put(PREVIOUS, current);
		}
		putSecret(name, CURRENT, value);
	}

	void replaceParameter(String name, String value) {
		if (!this.parameters.containsKey(name)) {
			throw new IllegalArgumentException(
					"There is no parameter " + name + ". The parameters are " + this.parameters.keySet() + ".");
		}
		putParameter(name, value);
	}

	void fail(String name, SecretFailure failure) {
		this.failures.put(name, failure);
	}

	/**
	 * Returns the failure for the id of a request.
	 */
	@Nullable SecretFailure failure(String id) {
		return this.failures.entrySet()
			.stream()
			.filter((failure) -> isNamed(id, failure.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Finds the version of a secret.
	 * @param id the name or ARN
	 */
	@Nullable Version find(String id, @Nullable String stage, @Nullable String versionId) {
		for (Map.Entry<String, Map<String, Version>> secret : this.secrets.entrySet()) {
			if (isNamed(id, secret.getKey())) {
				return secret.getValue()
					.entrySet()
					.stream()
					.filter((version) -> (versionId != null) ? version.getValue().id().equals(versionId)
							: version.getKey().equals((stage != null) ? stage : CURRENT))
					.map(Map.Entry::getValue)
					.findFirst()
					.orElse(null);
			}
		}
		return null;
	}

	@Nullable String findParameter(String id) {
		return this.parameters.entrySet()
			.stream()
			.filter((parameter) -> isNamed(id, parameter.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the parameters below a path.
	 */
	Map<String, String> below(String path) {
		String folder = path.endsWith("/") ? path : path + "/";
		Map<String, String> found = new TreeMap<>(this.parameters);
		found.keySet().removeIf((name) -> !name.startsWith(folder));
		return found;
	}

	// the ARN of a secret ends with a hyphen and six random characters, which the test
	// need not know
	private static boolean isNamed(String id, String name) {
		if (id.equals(name)) {
			return true;
		}
		if (!id.startsWith("arn:")) {
			return false;
		}
		String resource = id.replaceFirst("^(?:[^:]*:){5}(?:secret:|parameter/?)", "");
		return resource.equals(name) || resource.equals(name.replaceFirst("^/", ""))
				|| resource.matches(Pattern.quote(name) + "-[A-Za-z0-9]{6}");
	}

	String describe() {
		return this.secrets.keySet() + ", " + this.parameters.keySet();
	}

	/**
	 * A version of a secret.
	 */
	record Version(String id, String value) {

		@Override
		public String toString() {
			return "Version[" + this.id + "]";
		}

	}

}
