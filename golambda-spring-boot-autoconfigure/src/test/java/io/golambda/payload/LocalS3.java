package io.golambda.payload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 server on loopback that answers as S3 does, also in ways that other servers
 * cannot: refusals, lost connections, objects that are larger than the memory.
 */
final class LocalS3 implements AutoCloseable {

	/**
	 * The content of large objects, again and again.
	 */
	static final String LINE = "0123456789abcdef".repeat(64).substring(1) + "\n";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final AtomicLong sent = new AtomicLong();

	private final S3Client client;

	LocalS3() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.setExecutor(this.threads);
		this.server.start();
		this.client = S3Client.builder()
			.endpointOverride(URI.create(address()))
			.forcePathStyle(true)
			.region(Region.EU_WEST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
			.httpClient(UrlConnectionHttpClient.create())
			.overrideConfiguration((override) -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
			.build();
	}

	String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	S3Client client() {
		return this.client;
	}

	/**
	 * Returns the requests: method, path with query, and range.
	 */
	List<String> requests() {
		return this.requests;
	}

	/**
	 * Returns the number of bytes of objects that were sent.
	 */
	long sent() {
		return this.sent.get();
	}

	void on(String request, Answer answer) {
		this.answers.put(request, answer);
	}

	void has(String path, String content) {
		on("GET " + path, (exchange, range) -> send(exchange, 200, content.getBytes(StandardCharsets.UTF_8)));
	}

	void refuses(String request, int status, String code, String message) {
		on(request, (exchange, range) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/xml");
			send(exchange, status,
					("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + message
							+ "</Message><RequestId>r</RequestId></Error>")
						.getBytes(StandardCharsets.UTF_8));
		});
	}

	private void answer(HttpExchange exchange) throws IOException {
		String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
		String range = exchange.getRequestHeaders().getFirst("Range");
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.requests.add(request + ((range != null) ? " " + range : "") + (body.isEmpty() ? "" : " " + body));
		Answer answer = this.answers.get(request);
		try {
			if (answer == null) {
				exchange.sendResponseHeaders(500, -1);
			}
			else {
				answer.send(exchange, (range != null) ? Long.parseLong(range.replaceAll("\\D", "")) : 0);
			}
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		finally {
			exchange.close();
		}
	}

	void send(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		this.sent.addAndGet(body.length);
	}

	/**
	 * Sends a part of a large object.
	 * @param length the length that is announced
	 * @param count the number of bytes that are sent before the connection is closed
	 */
	void sendPart(HttpExchange exchange, int status, long length, long count) throws IOException {
		exchange.sendResponseHeaders(status, length);
		OutputStream body = exchange.getResponseBody();
		byte[] bytes = LINE.repeat(64).getBytes(StandardCharsets.US_ASCII);
		for (long left = count; left > 0; left -= bytes.length) {
			int next = (int) Math.min(left, bytes.length);
			body.write(bytes, 0, next);
			this.sent.addAndGet(next);
		}
		body.flush();
	}

	void stop() {
		this.server.stop(0);
	}

	@Override
	public void close() {
		this.client.close();
		stop();
		this.threads.shutdownNow();
	}

	/**
	 * Answers a request.
	 */
	@FunctionalInterface
	interface Answer {

		void send(HttpExchange exchange, long start) throws IOException;

	}

}
