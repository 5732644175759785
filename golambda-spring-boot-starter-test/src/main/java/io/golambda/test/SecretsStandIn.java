package io.golambda.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for Secrets Manager and Parameter Store in tests: a server on this computer
 * that the AWS SDK of the function reads from. It records which secrets are read, and
 * fails as AWS does. {@link LambdaSecrets} provides it in a Spring test: <pre>
 * &#64;Test
 * void logsInAgainAfterARotation(@Autowired SecretsStandIn secrets) {
 * 	secrets.rotate("prod/db", "{\"password\": \"new\"}");
 * 	assertThat(this.lambda.invoke(event)).succeeds();
 * 	assertThat(secrets.reads("prod/db")).hasSize(1);
 * }
 * </pre> Without Spring, for example for a function in a process of its own: <pre>
 * try (SecretsStandIn secrets = SecretsStandIn.builder().secret("prod/db", json).start()) {
 * 	LocalFunction.Builder function = LocalFunction.builder();
 * 	secrets.environment().forEach(function::environment);
 * }
 * </pre>
 * <p>
 * Accepts requests from this computer only, any credentials, and all regions.
 * Thread-safe.
 */
public final class SecretsStandIn implements AutoCloseable {

	private final SecretStore initial;

	private final HttpServer server;

	private final ExecutorService threads;

	private final List<SecretRead> reads = new ArrayList<>();

	private SecretStore store;

	private SecretsStandIn(SecretStore initial) {
		this.initial = initial;
		this.store = initial.copy();
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The stand-in for secrets cannot open a port on this computer.", ex);
		}
		this.threads = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "golambda-secrets");
			thread.setDaemon(true);
			return thread;
		});
		this.server.setExecutor(this.threads);
		this.server.createContext("/", new SecretsProtocol(this));
		this.server.start();
	}

	/**
	 * Creates a builder without secrets.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Returns the endpoint for clients of the AWS SDK.
	 * @return the endpoint
	 */
	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/**
	 * Returns the properties by which Spring Cloud AWS, and so golambda, reads from the
	 * stand-in.
	 * @return the properties by name
	 */
	public Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>(endpoints());
		properties.putAll(defaults());
		return properties;
	}

	/**
	 * Returns the environment variables by which a process of its own reads from the
	 * stand-in.
	 * @return the variables by name
	 */
	public Map<String, String> environment() {
		Map<String, String> variables = new LinkedHashMap<>();
		properties().forEach((name, value) -> variables
			.put(name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT), value));
		return variables;
	}

	Map<String, String> endpoints() {
		return Map.of("spring.cloud.aws.secretsmanager.endpoint", endpoint().toString(),
				"spring.cloud.aws.parameterstore.endpoint", endpoint().toString());
	}

	/**
	 * Returns the properties that the application may have set itself.
	 */
	static Map<String, String> defaults() {
		return Map.of("spring.cloud.aws.region.static", "us-east-1", "spring.cloud.aws.credentials.access-key", "test",
				"spring.cloud.aws.credentials.secret-key", "test");
	}

	/**
	 * Rotates a secret: the value becomes the current version, and the current one the
	 * version with the staging label {@code AWSPREVIOUS}.
	 * @param name the name of the secret
	 * @param value the new value
	 * @throws IllegalArgumentException if there is no secret of that name
	 */
	public synchronized void rotate(String name, String value) {
		this.store.rotate(name, value);
	}

	/**
	 * Replaces the value of a parameter.
	 * @param name the name of the parameter
	 * @param value the new value
	 * @throws IllegalArgumentException if there is no parameter of that name
	 */
	public synchronized void changeParameter(String name, String value) {
		this.store.replaceParameter(name, value);
	}

	/**
	 * Lets each request for a secret or parameter fail.
	 * @param name the name, or the path by which parameters are read
	 * @param failure the failure
	 */
	public synchronized void fail(String name, SecretFailure failure) {
		this.store.fail(name, failure);
	}

	/**
	 * Returns the requests so far, including those of the start of the application.
	 * @return a copy of the requests in their order
	 */
	public synchronized List<SecretRead> reads() {
		return List.copyOf(this.reads);
	}

	/**
	 * Returns the requests for a secret or parameter so far.
	 * @param name the name, ARN or path as in the request
	 * @return a copy of the requests in their order
	 */
	public synchronized List<SecretRead> reads(String name) {
		return this.reads.stream().filter((read) -> read.name().equals(name)).toList();
	}

	/**
	 * Restores all values, and forgets failures and requests. {@link LambdaSecrets} does
	 * it after each test.
	 */
	public synchronized void reset() {
		reset(0);
	}

	/**
	 * Restores all values, and forgets failures and the requests but the first ones.
	 */
	synchronized void reset(int kept) {
		this.store = this.initial.copy();
		this.reads.subList(Math.min(kept, this.reads.size()), this.reads.size()).clear();
	}

	/**
	 * Records a request and answers it.
	 */
	synchronized <T> T answer(SecretRead read, Function<SecretStore, T> answer) {
		this.reads.add(read);
		return answer.apply(this.store);
	}

	/**
	 * Closes the port.
	 */
	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * Returns the names of the secrets and parameters, never a value.
	 */
	@Override
	public synchronized String toString() {
		return "SecretsStandIn[" + this.store.describe() + "]";
	}

	/**
	 * Configures and starts a {@link SecretsStandIn}. Not thread-safe.
	 */
	public static final class Builder {

		private final SecretStore store = new SecretStore();

		private Builder() {
		}

		/**
		 * Adds a secret.
		 * @param name the name or ARN
		 * @param value the text, such as JSON
		 * @return this builder
		 */
		public Builder secret(String name, String value) {
			return secret(name, SecretStore.CURRENT, value);
		}

		/**
		 * Adds a version of a secret.
		 * @param name the name or ARN
		 * @param versionStage the staging label of the version
		 * @param value the text, such as JSON
		 * @return this builder
		 */
		public Builder secret(String name, String versionStage, String value) {
			this.store.putSecret(name, versionStage, value);
			return this;
		}

		/**
		 * Adds a parameter.
		 * @param name the name, usually with slashes
		 * @param value the decrypted value
		 * @return this builder
		 */
		public Builder parameter(String name, String value) {
			this.store.putParameter(name, value);
			return this;
		}

		/**
		 * Starts the stand-in at a free port.
		 * @return the stand-in, to be closed by the caller
		 */
		public SecretsStandIn start() {
			return new SecretsStandIn(this.store.copy());
		}

	}

}
