package io.golambda.coldstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The services that functions use, which respond without delay: Secrets Manager with one
 * secret, DynamoDB with one item, Sentry, and a collector of spans.
 */
final class LoopbackServices implements AutoCloseable {

	private static final String SECRET = """
			{"ARN":"arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf","Name":"db","VersionId":\
			"6cc3cf75-1f64-4f5c-9a3a-0d3a3c2c6f7e","SecretString":\
			"{\\"username\\":\\"ada\\",\\"password\\":\\"correct horse\\"}","VersionStages":["AWSCURRENT"]}""";

	private static final String ITEM = """
			{"Item":{"id":{"S":"17"},"separator":{"S":":"}}}""";

	private final HttpServer server;

	LoopbackServices() throws IOException {
		// without it, the second write waits for an acknowledgement
		System.setProperty("sun.net.httpserver.nodelay", "true");
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", LoopbackServices::aws);
		this.server.createContext("/api/", (exchange) -> answer(exchange, "application/json", "{}"));
		this.server.createContext("/v1/traces", (exchange) -> answer(exchange, "application/x-protobuf", ""));
		this.server.start();
	}

	private static void aws(HttpExchange exchange) throws IOException {
		String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
		if (target != null && target.startsWith("DynamoDB")) {
			answer(exchange, "application/x-amz-json-1.0", ITEM);
		}
		else {
			answer(exchange, "application/x-amz-json-1.1", SECRET);
		}
	}

	private static void answer(HttpExchange exchange, String type, String text) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			byte[] body = text.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", type);
			exchange.sendResponseHeaders(200, (body.length > 0) ? body.length : -1);
			exchange.getResponseBody().write(body);
		}
	}

	/**
	 * Returns the host and port, such as {@code 127.0.0.1:8080}.
	 */
	String address() {
		return "127.0.0.1:" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
