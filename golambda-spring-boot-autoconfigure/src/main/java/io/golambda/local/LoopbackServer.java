package io.golambda.local;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/**
 * The JDK's HTTP server, on loopback only and without delay: each answer goes out at
 * once.
 */
final class LoopbackServer implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads;

	private LoopbackServer(HttpServer server, ExecutorService threads) {
		this.server = server;
		this.threads = threads;
	}

	static LoopbackServer start(int port, String path, HttpHandler handler) throws IOException {
		// TCP_NODELAY: else the kernel may hold a small answer back for 40 ms. Read once
		// per process.
		System.setProperty("sun.net.httpserver.nodelay", "true");
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		ExecutorService threads = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "golambda-local");
			thread.setDaemon(true);
			return thread;
		});
		server.setExecutor(threads);
		server.createContext(path, (exchange) -> {
			try (exchange) {
				handler.handle(exchange);
			}
		});
		server.start();
		return new LoopbackServer(server, threads);
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

	static void answer(HttpExchange exchange, int status, String text) throws IOException {
		answer(exchange, status, text.getBytes(StandardCharsets.UTF_8));
	}

}
