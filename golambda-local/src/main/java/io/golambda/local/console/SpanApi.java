package io.golambda.local.console;

import java.io.IOException;
import java.util.Locale;

import com.sun.net.httpserver.Headers;

import io.golambda.local.trace.SpanException;
import io.golambda.local.trace.SpanReceiver;
import io.golambda.local.trace.SpanTraces;

/**
 * Receives the spans that the function exports by OTLP.
 */
final class SpanApi {

	static final String PATH = "/v1/traces";

	private static final String PROTOBUF = "application/x-protobuf";

	private final SpanReceiver receiver = new SpanReceiver();

	private final SpanTraces traces = new SpanTraces();

	private final History history;

	SpanApi(History history) {
		this.history = history;
	}

	void addTo(Router router) {
		router.add("POST", PATH, this::receive);
	}

	private void receive(ApiExchange exchange) throws IOException {
		Headers headers = exchange.http().getRequestHeaders();
		String type = headers.getFirst("Content-Type");
		if (type == null || !type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip().equals(PROTOBUF)) {
			throw new ApiException(415,
					"Export spans by OTLP with http/protobuf, with the header Content-Type: " + PROTOBUF + ".");
		}
		try {
			this.traces.add(this.receiver.receive(exchange.body(), headers.getFirst("Content-Encoding")))
				.forEach(this.history::addSpans);
		}
		catch (SpanException ex) {
			throw new ApiException(ex.isTooLarge() ? 413 : 400, String.valueOf(ex.getMessage()));
		}
		// an empty ExportTraceServiceResponse
		exchange.answer(200, PROTOBUF, new byte[0]);
	}

}
