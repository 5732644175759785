package io.golambda.local;

import java.io.IOException;
import java.net.BindException;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;

/**
 * Where events are sent to: Lambda's Invoke API, at the path that AWS's own emulator and
 * SAM use.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class InvokeEndpoint implements AutoCloseable {

	static final String PATH = "/2015-03-31/functions/function/invocations";

	// Lambda's own limit of a synchronous request
	private static final int MAX_EVENT = 6 * 1024 * 1024 + 100;

	private final RuntimeApiServer runtime;

	private final LoopbackServer server;

	InvokeEndpoint(int port, RuntimeApiServer runtime) throws IOException {
		this.runtime = runtime;
		try {
			this.server = LoopbackServer.start(port, PATH, this::handle);
		}
		catch (BindException ex) {
			BindException explained = new BindException(
					"Port " + port + " is taken by another program: choose one by --port=PORT.");
			explained.initCause(ex);
			throw explained;
		}
	}

	String url() {
		return "http://localhost:" + this.server.port() + PATH;
	}

	private void handle(HttpExchange exchange) throws IOException {
		if (!exchange.getRequestMethod().equals("POST")) {
			LoopbackServer.answer(exchange, 405, "Send an event by POST.\n");
			return;
		}
		byte[] event = exchange.getRequestBody().readNBytes(MAX_EVENT + 1);
		if (event.length > MAX_EVENT) {
			LoopbackServer.answer(exchange, 413, "{\"Message\":\"Request must be smaller than " + MAX_EVENT
					+ " bytes for the InvokeFunction operation\"}");
			return;
		}
		var answer = this.runtime.invoke(event, headers(exchange));
		if ("Event".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))) {
			LoopbackServer.answer(exchange, 202, "");
			return;
		}
		FunctionAnswer given = answer.join();
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.getResponseHeaders().set("X-Amzn-RequestId", given.requestId());
		exchange.getResponseHeaders().set("X-Amz-Executed-Version", "$LATEST");
		if (given.isError()) {
			exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
		}
		LoopbackServer.answer(exchange, 200, given.payload());
	}

	private static Map<String, String> headers(HttpExchange exchange) {
		Map<String, String> headers = new HashMap<>();
		String trace = exchange.getRequestHeaders().getFirst("X-Amzn-Trace-Id");
		if (trace != null) {
			headers.put("Lambda-Runtime-Trace-Id", trace);
		}
		String client = exchange.getRequestHeaders().getFirst("X-Amz-Client-Context");
		if (client != null) {
			headers.put("Lambda-Runtime-Client-Context", client);
		}
		return headers;
	}

	@Override
	public void close() {
		this.server.close();
	}

}
