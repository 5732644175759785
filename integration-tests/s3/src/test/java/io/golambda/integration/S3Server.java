package io.golambda.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Runs Adobe's S3Mock in a process of its own.
 *
 * @see <a href="https://github.com/adobe/S3Mock">S3Mock</a>
 */
final class S3Server implements AutoCloseable {

	private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

	private final Process process;

	private final S3Client client;

	private S3Server(int port) throws IOException {
		this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", Path.of("target", "s3mock.jar").toString(),
				"--server.address=127.0.0.1", "--server.port=0", "--com.adobe.testing.s3mock.httpPort=" + port)
			.redirectErrorStream(true)
			.redirectOutput(Path.of("target", "s3mock.log").toFile())
			.start();
		this.client = S3Client.builder()
			.endpointOverride(URI.create("http://127.0.0.1:" + port))
			.forcePathStyle(true)
			.region(Region.EU_WEST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
			.httpClient(UrlConnectionHttpClient.create())
			.build();
	}

	/**
	 * Starts a server, and does not wait until it has started.
	 */
	static S3Server start() throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = free.getLocalPort();
		}
		return new S3Server(port);
	}

	/**
	 * Creates a bucket as soon as the server has started.
	 */
	void createBucket(String bucket) throws IOException, InterruptedException {
		long end = System.nanoTime() + START_TIMEOUT.toNanos();
		while (true) {
			try {
				this.client.createBucket((request) -> request.bucket(bucket));
				return;
			}
			catch (SdkException ex) {
				if (!this.process.isAlive() || System.nanoTime() - end > 0) {
					throw new IOException("S3Mock did not start; see target/s3mock.log.", ex);
				}
				TimeUnit.MILLISECONDS.sleep(100);
			}
		}
	}

	S3Client client() {
		return this.client;
	}

	void put(String bucket, String key, byte[] content) {
		this.client.putObject((request) -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
	}

	/**
	 * Returns the keys of a bucket in their order.
	 */
	List<String> keys(String bucket) {
		return this.client.listObjectsV2((request) -> request.bucket(bucket))
			.contents()
			.stream()
			.map(S3Object::key)
			.toList();
	}

	@Override
	public void close() {
		this.client.close();
		this.process.destroyForcibly();
	}

}
