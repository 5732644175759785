package io.golambda.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A proxy of DynamoDB Local that lets some requests fail as DynamoDB and networks do.
 */
final class FaultyDynamoDb implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final AtomicInteger count = new AtomicInteger();

	private final Queue<String> operations = new ConcurrentLinkedQueue<>();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final URI target;

	private final IntFunction<Fault> faults;

	private final HttpServer server;

	/**
	 * Starts a proxy.
	 * @param target the server
	 * @param faults the fault of each request, by its number from 0
	 */
	FaultyDynamoDb(URI target, IntFunction<Fault> faults) throws IOException {
		this.target = target;
		this.faults = faults;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
		this.server.createContext("/", this::answer);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/**
	 * Returns the operations that were requested so far, such as {@code PutItem}.
	 */
	Queue<String> operations() {
		return this.operations;
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			this.operations.add(exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceFirst(".*\\.", ""));
			Fault fault = this.faults.apply(this.count.getAndIncrement());
			switch (fault) {
				case NONE -> forward(exchange, body, true);
				case LOST_RESPONSE -> forward(exchange, body, false);
				case NO_RESPONSE -> this.closing.await();
				default -> send(exchange, fault.status, fault.body.getBytes(StandardCharsets.UTF_8));
			}
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	private void forward(HttpExchange exchange, byte[] body, boolean respond) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.target).POST(BodyPublishers.ofByteArray(body));
		for (String header : new String[] { "Content-Type", "X-Amz-Target", "X-Amz-Date", "Authorization" }) {
			request.header(header, exchange.getRequestHeaders().getFirst(header));
		}
		HttpResponse<byte[]> response = this.http.send(request.build(), BodyHandlers.ofByteArray());
		if (respond) {
			send(exchange, response.statusCode(), response.body());
		}
		else {
			send(exchange, Fault.SERVER_ERROR.status, new byte[0]);
		}
	}

	private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void close() {
		this.closing.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * What happens to a request.
	 */
	enum Fault {

		NONE(200, ""),

		/** The request is processed, and its response is replaced by an error. */
		LOST_RESPONSE(500, ""),

		/** The connection is accepted, and nothing else happens. */
		NO_RESPONSE(0, ""),

		SERVER_ERROR(500, error("InternalServerError", "Internal server error")),

		THROTTLED(400,
				error("ProvisionedThroughputExceededException",
						"The level of configured provisioned throughput for " + "the table was exceeded.")),

		DENIED(400, error("AccessDeniedException",
				"User: arn:aws-cn:sts::123456789012:assumed-role/orders/orders is not authorized to perform: "
						+ "dynamodb:PutItem on resource: arn:aws-cn:dynamodb:cn-north-1:123456789012:table/once "
						+ "because no identity-based policy allows the dynamodb:PutItem action")),

		EXPIRED_TOKEN(400, error("ExpiredTokenException", "The security token included in the request is expired"));

		private final int status;

		private final String body;

		Fault(int status, String body) {
			this.status = status;
			this.body = body;
		}

		private static String error(String code, String message) {
			return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"" + message + "\"}";
		}

	}

}
