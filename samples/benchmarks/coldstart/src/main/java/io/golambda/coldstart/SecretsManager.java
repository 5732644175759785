package io.golambda.coldstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;

/**
 * A local Secrets Manager with one secret, which responds without delay.
 */
final class SecretsManager implements AutoCloseable {

	private static final byte[] ANSWER = """
			{"ARN":"arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf","Name":"db","VersionId":\
			"6cc3cf75-1f64-4f5c-9a3a-0d3a3c2c6f7e","SecretString":\
			"{\\"username\\":\\"ada\\",\\"password\\":\\"correct horse\\"}","VersionStages":["AWSCURRENT"]}"""
		.getBytes(StandardCharsets.UTF_8);

	private final HttpServer server;

	SecretsManager() throws IOException {
		// without it, the second write waits for an acknowledgement
		System.setProperty("sun.net.httpserver.nodelay", "true");
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			try (exchange) {
				exchange.getRequestBody().readAllBytes();
				exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
				exchange.sendResponseHeaders(200, ANSWER.length);
				exchange.getResponseBody().write(ANSWER);
			}
		});
		this.server.start();
	}

	String endpoint() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
