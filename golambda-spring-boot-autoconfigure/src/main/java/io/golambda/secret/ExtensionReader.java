package io.golambda.secret;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads secrets from AWS's Parameters and Secrets extension, where the function has it.
 * Safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html">AWS
 * Parameters and Secrets Lambda Extension</a>
 */
final class ExtensionReader {

	private static final Logger log = LoggerFactory.getLogger(ExtensionReader.class);

	private static final String DEFAULT_PORT = "2773";

	private static final int CONNECT_MILLIS = 200;

	private static final int READ_MILLIS = 3_000;

	private final String port;

	private final String token;

	private volatile boolean there;

	ExtensionReader(Map<String, String> environment) {
		this.port = environment.getOrDefault("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", DEFAULT_PORT);
		this.token = environment.getOrDefault("AWS_SESSION_TOKEN", "");
		// it wants the token, which there is none of under SnapStart
		this.there = environment.containsKey("AWS_LAMBDA_RUNTIME_API") && !this.token.isEmpty();
	}

	/**
	 * Reads a secret.
	 * @return empty if the extension is not there, or cannot say; whatever is wrong then,
	 * Secrets Manager itself tells better
	 */
	Optional<SecretContent> read(SecretId secret) {
		if (!this.there) {
			return Optional.empty();
		}
		try {
			HttpURLConnection connection = (HttpURLConnection) URI
				.create("http://localhost:" + this.port + "/secretsmanager/get?secretId="
						+ URLEncoder.encode(secret.id(), StandardCharsets.UTF_8))
				.toURL()
				.openConnection();
			connection.setConnectTimeout(CONNECT_MILLIS);
			connection.setReadTimeout(READ_MILLIS);
			connection.setRequestProperty("X-Aws-Parameters-Secrets-Token", this.token);
			if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
				log.debug("The Parameters and Secrets extension answers {} for {}", connection.getResponseCode(),
						secret.id());
				return Optional.empty();
			}
			try (InputStream in = connection.getInputStream()) {
				return content(JsonMapper.shared().readTree(in));
			}
		}
		catch (ConnectException ex) {
			// it does not come later either
			this.there = false;
			return Optional.empty();
		}
		catch (IOException | JacksonException ex) {
			log.debug("The Parameters and Secrets extension failed for {}: {}", secret.id(), ex.getClass().getName());
			return Optional.empty();
		}
	}

	private static Optional<SecretContent> content(JsonNode answer) {
		if (answer.path("SecretString").isString()) {
			return Optional.of(SecretContent.of(answer.get("SecretString").stringValue()));
		}
		return answer.path("SecretBinary").isString()
				? Optional.of(SecretContent.of(answer.get("SecretBinary").binaryValue())) : Optional.empty();
	}

}
