package com.acme.orders;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.golambda.local.trace.Span;
import io.golambda.local.trace.SpanReceiver;

/**
 * A local server that receives and keeps spans as an OpenTelemetry collector does.
 */
final class Spans implements AutoCloseable {

	private final List<Span> spans = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	Spans() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/v1/traces", this::receive);
		this.server.start();
	}

	/**
	 * Returns the environment variables that switch the export to this server on.
	 */
	Map<String, String> variables() {
		return Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
				"http://localhost:" + this.server.getAddress().getPort() + "/v1/traces");
	}

	private void receive(HttpExchange exchange) throws IOException {
		this.spans.addAll(new SpanReceiver().receive(exchange.getRequestBody().readAllBytes(),
				exchange.getRequestHeaders().getFirst("Content-Encoding")));
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	/**
	 * Returns a line for each span, indented below its parent, with the spans of other
	 * services that it continues or links to.
	 */
	String tree() {
		List<String> ids = this.spans.stream().map(Span::spanId).toList();
		return this.spans.stream()
			.filter(span -> !ids.contains(Objects.toString(span.parentId(), "")))
			.map(span -> line(span, "", "parent " + span.parentId()) + children(span, "  "))
			.collect(Collectors.joining());
	}

	private String children(Span parent, String indent) {
		return this.spans.stream()
			.filter(span -> parent.spanId().equals(span.parentId()))
			.map(span -> line(span, indent, "") + children(span, indent + "  "))
			.collect(Collectors.joining());
	}

	private static String line(Span span, String indent, String parent) {
		String links = span.links()
			.stream()
			.map(link -> ", link " + link.traceId() + "/" + link.spanId())
			.collect(Collectors.joining());
		return indent + span.name() + " " + span.duration().toMillis() + " ms, trace " + span.traceId()
				+ (parent.isEmpty() ? "" : ", " + parent) + links + System.lineSeparator();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
