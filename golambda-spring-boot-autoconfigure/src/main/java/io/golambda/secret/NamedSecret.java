package io.golambda.secret;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A secret, parameter or path that a property names.
 *
 * @param prefix the prefix of the properties that it holds
 * @param secret its id and version
 * @param format the format of a secret; values of parameters are JSON objects or text
 * @param optional whether it is skipped if it cannot be read
 */
record NamedSecret(ConfigurationPropertyName prefix, SecretId secret, SecretFormat format, boolean optional) {

	static final String OPTIONAL = "optional:";

	/**
	 * Reports a mistake that shows before the secret is read.
	 * @throws SecretException if the id cannot be that of a secret
	 */
	void validate() {
		String id = this.secret.id();
		if (isParameter() && this.secret.isPath() && !id.matches("(/|arn:|file:|classpath:|\\$\\{).*")) {
			throw new SecretException(this.secret.describe() + " is not a path of Parameter Store.",
					"Begin it with a slash: " + this.secret.property() + "=/" + id);
		}
		if (id.isEmpty()) {
			throw SecretException.ofMissing(this.secret.property() + " is empty.",
					"Set it to the ARN or name, or remove it. If it refers to an environment variable, set that in the "
							+ "function's configuration.",
					null);
		}
		if (id.contains("${")) {
			throw SecretException.ofMissing(this.secret.describe() + " refers to a variable that is not set.",
					"Set it in the function's configuration to the ARN. In a test set "
							+ "golambda.secret-settings.enabled=false, or a property that the secret holds.",
					null);
		}
	}

	/**
	 * Reads the secret.
	 * @return the contents by the names of the properties below the prefix; the name of
	 * the only one is empty
	 */
	Map<String, SecretContent> read(SecretReader reader) {
		if (!isParameter()) {
			return Map.of("", reader.read(this.secret));
		}
		Map<String, SecretContent> contents = new LinkedHashMap<>();
		reader.readParameters(this.secret).forEach((name, value) -> contents.put(name, SecretContent.of(value)));
		return contents;
	}

	/**
	 * Returns the properties that contents hold.
	 * @throws SecretException if a content does not have the format
	 */
	Map<String, Object> properties(Map<String, SecretContent> contents) {
		Map<String, Object> properties = new LinkedHashMap<>();
		contents.forEach((name, content) -> {
			String path = name.isEmpty() ? this.prefix.toString() : this.prefix + "." + name;
			properties.putAll(isParameter() ? flattenIfObject(path, content) : flatten(path, content));
		});
		return properties;
	}

	private boolean isParameter() {
		return this.secret.service() == AwsService.PARAMETER_STORE;
	}

	private Map<String, Object> flatten(String path, SecretContent content) {
		if (this.format == SecretFormat.PLAIN) {
			return Map.of(path, content.value());
		}
		String text = content.text();
		try {
			if (text == null) {
				throw new FlatJson.NotAnObjectException(content.isUtf16() ? "text in UTF-16, not in UTF-8" : "binary",
						false);
			}
			return FlatJson.of(path, text);
		}
		catch (FlatJson.NotAnObjectException ex) {
			throw new SecretException(
					this.secret.describe() + " is expected to be a JSON object, but is " + ex.getMessage() + ".",
					"Store it as key/value pairs, such as {\"username\":\"...\",\"password\":\"...\"}."
							+ " If it is plain text or binary, set " + NamedSecrets.SECRETS + "." + this.prefix
							+ ".format=plain, which makes it the property " + path + ".");
		}
	}

	// a parameter is text first of all, and may look like JSON by chance
	private Map<String, Object> flattenIfObject(String path, SecretContent content) {
		try {
			return FlatJson.of(path, String.valueOf(content.text()));
		}
		catch (FlatJson.NotAnObjectException ex) {
			if (ex.isAmbiguous()) {
				throw new SecretException(this.secret.describe() + " is " + ex.getMessage() + ".",
						"Remove one of them.");
			}
			return Map.of(path, content.value());
		}
	}

}
