package io.golambda.local;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP server on loopback that refuses requests of web pages and sends each response
 * without delay.
 */
final class LoopbackServer implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads;

	private LoopbackServer(HttpServer server, ExecutorService threads) {
		this.server = server;
		this.threads = threads;
	}

	/**
	 * Binds the port, without accepting requests yet.
	 */
	static LoopbackServer bind(int port) throws IOException {
		// TCP_NODELAY, without which the kernel may delay a small response by 40 ms; read
		// once per process
		System.setProperty("sun.net.httpserver.nodelay", "true");
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		ExecutorService threads = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "golambda-local");
			thread.setDaemon(true);
			return thread;
		});
		server.setExecutor(threads);
		return new LoopbackServer(server, threads);
	}

	void start(HttpHandler handler) {
		this.server.createContext("/", (exchange) -> {
			try (exchange) {
				String refusal = LocalRequests.refusal(exchange.getRequestHeaders(), port());
				if (refusal == null) {
					handler.handle(exchange);
				}
				else {
					error(exchange, 403, "AccessDeniedException", refusal);
				}
			}
		});
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		if (body.length > 0) {
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(body);
			}
		}
	}

	static void answer(HttpExchange exchange, int status) throws IOException {
		answer(exchange, status, new byte[0]);
	}

	/**
	 * Sends an error response in the format of AWS's APIs.
	 */
	static void error(HttpExchange exchange, int status, String type, String message) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.getResponseHeaders().set("X-Amzn-ErrorType", type);
		answer(exchange, status,
				JsonMapper.shared().writeValueAsBytes(new TreeMap<>(Map.of("Type", "User", "Message", message))));
	}

}
