package com.acme.orders;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A local server that receives and keeps events as Sentry does.
 */
final class Sentry implements AutoCloseable {

	private final List<JsonNode> events = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	Sentry() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/api/1/envelope/", this::receive);
		this.server.start();
	}

	String dsn() {
		return "http://key@127.0.0.1:" + this.server.getAddress().getPort() + "/1";
	}

	List<JsonNode> events() {
		return this.events;
	}

	// an envelope is a header, followed by a header and a payload for each item
	private void receive(HttpExchange exchange) throws IOException {
		byte[] envelope = new GZIPInputStream(new ByteArrayInputStream(exchange.getRequestBody().readAllBytes()))
			.readAllBytes();
		List<JsonNode> parts = new ArrayList<>();
		try (MappingIterator<JsonNode> all = JsonMapper.shared().readerFor(JsonNode.class).readValues(envelope)) {
			all.forEachRemaining(parts::add);
		}
		for (int i = 1; i + 1 < parts.size(); i += 2) {
			if (parts.get(i).path("type").asString().equals("event")) {
				this.events.add(parts.get(i + 1));
			}
		}
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
