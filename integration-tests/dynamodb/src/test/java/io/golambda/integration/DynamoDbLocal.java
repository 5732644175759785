package io.golambda.integration;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Runs Amazon's DynamoDB Local in a process of its own, in memory and without telemetry.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html">DynamoDB
 * local</a>
 */
final class DynamoDbLocal implements AutoCloseable {

	private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newHttpClient();

	private final AtomicInteger tables = new AtomicInteger();

	private final URI address;

	private final Process process;

	private final DynamoDbClient client;

	private DynamoDbLocal(int port) throws IOException {
		this.address = URI.create("http://127.0.0.1:" + port);
		this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dsqlite4java.library.path=" + Path.of("target", "sqlite4java"),
				"-Dlogback.configurationFile=dynamodb-local-logback.xml", "-cp", classPath(),
				"com.amazonaws.services.dynamodbv2.local.main.ServerRunner", "-inMemory", "-disableTelemetry", "-port",
				String.valueOf(port))
			.redirectErrorStream(true)
			.redirectOutput(Path.of("target", "dynamodb-local.log").toFile())
			.start();
		this.client = clientOf(this.address);
	}

	/**
	 * Creates a client of a server or a proxy, with the credentials that own the tables.
	 */
	static DynamoDbClient clientOf(URI address) {
		return builderOf(address).build();
	}

	static DynamoDbClientBuilder builderOf(URI address) {
		return DynamoDbClient.builder()
			.endpointOverride(address)
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
			.httpClient(UrlConnectionHttpClient.create());
	}

	/**
	 * Creates a table for idempotency.
	 * @return its name, which no other table has
	 */
	String createIdempotencyTable() {
		return createTable(ScalarAttributeType.S, KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH));
	}

	/**
	 * Creates a table.
	 * @return its name, which no other table has
	 */
	String createTable(ScalarAttributeType type, KeySchemaElement.Builder... keys) {
		String name = "once-" + this.tables.incrementAndGet();
		List<KeySchemaElement> schema = Stream.of(keys).map(KeySchemaElement.Builder::build).toList();
		this.client.createTable((table) -> table.tableName(name)
			.attributeDefinitions(schema.stream()
				.map((key) -> AttributeDefinition.builder()
					.attributeName(key.attributeName())
					.attributeType(type)
					.build())
				.toList())
			.keySchema(schema)
			.billingMode(BillingMode.PAY_PER_REQUEST));
		return name;
	}

	static DynamoDbLocal start() throws IOException, InterruptedException {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = free.getLocalPort();
		}
		DynamoDbLocal local = new DynamoDbLocal(port);
		try {
			local.awaitStart();
			return local;
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			local.close();
			throw ex;
		}
	}

	private static String classPath() {
		// set by Surefire if the class path is too long for a command line
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private void awaitStart() throws IOException, InterruptedException {
		long end = System.nanoTime() + START_TIMEOUT.toNanos();
		while (true) {
			try {
				call("DynamoDB_20120810.ListTables", "{}");
				return;
			}
			catch (ConnectException ex) {
				if (!this.process.isAlive() || System.nanoTime() - end > 0) {
					throw new IOException("DynamoDB Local did not start; see target/dynamodb-local.log.", ex);
				}
				TimeUnit.MILLISECONDS.sleep(100);
			}
		}
	}

	URI address() {
		return this.address;
	}

	DynamoDbClient client() {
		return this.client;
	}

	/**
	 * Calls an operation and returns the JSON of its response, which AWS's SDK hides.
	 * @param target the operation with the version of the API
	 * @param json the request
	 */
	String call(String target, String json) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.address)
			.header("Content-Type", "application/x-amz-json-1.0")
			.header("X-Amz-Target", target)
			// the key identifies the owner of the tables; the signature is not checked
			.header("Authorization",
					"AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/dynamodb/aws4_request, "
							+ "SignedHeaders=host, Signature=none")
			.POST(BodyPublishers.ofString(json))
			.build();
		var response = this.http.send(request, BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			throw new IllegalStateException(target + ": " + response.statusCode() + " " + response.body());
		}
		return response.body();
	}

	@Override
	public void close() {
		this.client.close();
		this.process.destroyForcibly();
	}

}
