package io.golambda.sentry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receives envelopes like Sentry and parses them completely.
 *
 * @see <a href="https://develop.sentry.dev/sdk/data-model/envelopes/">Envelopes</a>
 */
public final class SentryReceiver implements AutoCloseable {

	private final List<Item> items = new CopyOnWriteArrayList<>();

	private final List<RuntimeException> unreadable = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile Behaviour behaviour = (exchange) -> answer(exchange, 200, "{}");

	public SentryReceiver() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/api/7/envelope/", this::receive);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	public String dsn() {
		return "http://key@127.0.0.1:" + this.server.getAddress().getPort() + "/7";
	}

	public void behave(Behaviour behaviour) {
		this.behaviour = behaviour;
	}

	private void receive(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		try {
			if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
				body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
			}
			this.items.addAll(read(body));
		}
		catch (RuntimeException ex) {
			this.unreadable.add(ex);
		}
		this.behaviour.answer(exchange);
	}

	private static List<Item> read(byte[] envelope) {
		List<Item> items = new ArrayList<>();
		int[] position = { 0 };
		JsonNode header = JsonMapper.shared().readTree(line(envelope, position));
		if (!header.isObject()) {
			throw new IllegalArgumentException("envelope without header");
		}
		while (position[0] < envelope.length) {
			JsonNode itemHeader = JsonMapper.shared().readTree(line(envelope, position));
			byte[] payload;
			if (itemHeader.has("length")) {
				int end = position[0] + itemHeader.get("length").intValue();
				payload = Arrays.copyOfRange(envelope, position[0], end);
				position[0] = end;
				if (end < envelope.length && envelope[end] != '\n') {
					throw new IllegalArgumentException("the length is wrong");
				}
				position[0]++;
			}
			else {
				payload = line(envelope, position);
			}
			items.add(new Item(itemHeader.get("type").stringValue(), payload));
		}
		return items;
	}

	private static byte[] line(byte[] bytes, int[] position) {
		int end = position[0];
		while (end < bytes.length && bytes[end] != '\n') {
			end++;
		}
		byte[] line = Arrays.copyOfRange(bytes, position[0], end);
		position[0] = end + 1;
		return line;
	}

	public static void answer(HttpExchange exchange, int status, String body) {
		try (exchange) {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, bytes.length);
			exchange.getResponseBody().write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the payloads of a type, such as {@code event}.
	 */
	public List<JsonNode> received(String type) {
		if (!this.unreadable.isEmpty()) {
			throw new AssertionError("invalid envelope", this.unreadable.get(0));
		}
		return this.items.stream()
			.filter((item) -> item.type().equals(type))
			.map((item) -> JsonMapper.shared().readTree(item.payload()))
			.toList();
	}

	/**
	 * Returns all payloads as text.
	 */
	public String text() {
		StringBuilder text = new StringBuilder();
		this.items.forEach((item) -> text.append(new String(item.payload(), StandardCharsets.UTF_8)).append('\n'));
		return text.toString();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private record Item(String type, byte[] payload) {

	}

	/**
	 * Answers an envelope, or does not.
	 */
	@FunctionalInterface
	public interface Behaviour {

		void answer(HttpExchange exchange) throws IOException;

	}

}
