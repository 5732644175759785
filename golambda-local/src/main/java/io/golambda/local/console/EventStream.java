package io.golambda.local.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;

/**
 * Sends changes to all connected pages as server-sent events. Publishing never blocks: a
 * page that does not read fast enough is disconnected, and connects again. Thread-safe.
 *
 * @see <a href=
 * "https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventStream implements AutoCloseable {

	private static final int MAX_CLIENTS = 32;

	private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

	private final Set<Client> clients = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	/**
	 * Sends an event to each page.
	 * @param name the name of the event
	 * @param data the data, which is written as JSON
	 */
	void publish(String name, Object data) {
		if (!this.clients.isEmpty()) {
			byte[] message = message(name, data);
			this.clients.forEach((client) -> client.offer(message));
		}
	}

	/**
	 * Sends events until the page disconnects.
	 * @param exchange the request of the page
	 * @param name the name of the first event
	 * @param data the data of the first event
	 */
	void serve(HttpExchange exchange, String name, Object data) throws IOException {
		if (this.clients.size() >= MAX_CLIENTS) {
			throw new ApiException(503, "Too many pages are connected: close some.");
		}
		Client client = new Client();
		client.offer(message(name, data));
		// before the page is connected, so that it misses no change after that
		this.clients.add(client);
		try {
			ApiExchange.setHeaders(exchange.getResponseHeaders());
			exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
			exchange.sendResponseHeaders(200, 0);
			client.send(exchange.getResponseBody());
		}
		finally {
			this.clients.remove(client);
		}
	}

	// JSON has no line breaks
	private static byte[] message(String name, Object data) {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
		message.writeBytes(Json.MAPPER.writeValueAsBytes(data));
		message.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
		return message.toByteArray();
	}

	@Override
	public void close() {
		this.closed = true;
		this.clients.forEach(Client::drop);
	}

	private final class Client {

		private static final long KEEP_ALIVE_SECONDS = 15;

		private static final int MAX_MESSAGES = 5000;

		private static final long MAX_BYTES = 16L * 1024 * 1024;

		private static final byte[] END = {};

		private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();

		private final AtomicLong bytes = new AtomicLong();

		private volatile boolean dropped;

		void offer(byte[] message) {
			if (this.bytes.addAndGet(message.length) > MAX_BYTES || this.messages.size() >= MAX_MESSAGES) {
				drop();
			}
			else if (!this.dropped) {
				this.messages.add(message);
			}
		}

		void drop() {
			this.dropped = true;
			EventStream.this.clients.remove(this);
			this.messages.clear();
			this.messages.add(END);
		}

		void send(OutputStream out) throws IOException {
			try {
				while (!this.dropped && !EventStream.this.closed) {
					byte[] message = this.messages.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
					out.write((message != null) ? message : KEEP_ALIVE);
					if (message != null) {
						this.bytes.addAndGet(-message.length);
					}
					if (this.messages.isEmpty()) {
						out.flush();
					}
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
