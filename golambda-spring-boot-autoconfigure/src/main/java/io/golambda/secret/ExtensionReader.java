package io.golambda.secret;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads secrets from the AWS Parameters and Secrets Lambda Extension if the function has
 * it. Safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html">AWS
 * Parameters and Secrets Lambda Extension</a>
 */
final class ExtensionReader {

	private static final Logger log = LoggerFactory.getLogger(ExtensionReader.class);

	private static final String DEFAULT_PORT = "2773";

	// a function without the extension does not try to connect each time
	private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

	private static final int CONNECT_MILLIS = 200;

	private static final int READ_MILLIS = 3_000;

	private final String port;

	private final String token;

	private final boolean usable;

	private volatile long retryAt = System.nanoTime();

	ExtensionReader(Map<String, String> environment) {
		this.port = environment.getOrDefault("PARAMETERS_SECRETS_EXTENSION_HTTP_PORT", DEFAULT_PORT);
		this.token = environment.getOrDefault("AWS_SESSION_TOKEN", "");
		// the extension requires the token, which SnapStart functions do not have
		this.usable = environment.containsKey("AWS_LAMBDA_RUNTIME_API") && !this.token.isEmpty();
	}

	/**
	 * Reads a secret.
	 * @return empty if there is no extension or if it fails, in which case the response
	 * of Secrets Manager describes the problem better
	 */
	Optional<SecretContent> read(SecretId secret) {
		if (!this.usable || System.nanoTime() - this.retryAt < 0) {
			return Optional.empty();
		}
		try {
			HttpURLConnection connection = (HttpURLConnection) URI
				.create("http://localhost:" + this.port + "/secretsmanager/get?secretId="
						+ URLEncoder.encode(secret.id(), StandardCharsets.UTF_8))
				.toURL()
				.openConnection(Proxy.NO_PROXY);
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
			this.retryAt = System.nanoTime() + RETRY_DELAY.toNanos();
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
