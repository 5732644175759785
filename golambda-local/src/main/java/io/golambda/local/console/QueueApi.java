package io.golambda.local.console;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.local.LocalFunction;
import io.golambda.local.event.Answer;
import io.golambda.local.queue.QueuePoller;
import io.golambda.local.queue.QueueSettings;
import io.golambda.local.queue.QueueState;

/**
 * The part of the API that polls a local queue. Thread-safe.
 */
final class QueueApi implements AutoCloseable {

	private static final Map<String, Object> NEVER_STARTED = Map.of("running", false, "received", 0, "deleted", 0,
			"returned", 0);

	private static final int MAX_BATCH_SIZE = 10_000;

	private static final int MAX_BATCH_WINDOW = 300;

	private final LocalFunction function;

	private final EventStream stream;

	private @Nullable QueuePoller poller;

	QueueApi(LocalFunction function, EventStream stream) {
		this.function = function;
		this.stream = stream;
	}

	void addTo(Router router) {
		router.add("GET", "/api/queue", (exchange) -> exchange.answer(200, state()))
			.add("PUT", "/api/queue", this::start)
			.add("DELETE", "/api/queue", this::stop);
	}

	private synchronized Object state() {
		return (this.poller != null) ? this.poller.state() : NEVER_STARTED;
	}

	private void start(ApiExchange exchange) throws IOException {
		JsonNode body = exchange.json();
		String url = ApiExchange.text(body, "queueUrl");
		int batchSize = ApiExchange.number(body, "batchSize", 10, 1, MAX_BATCH_SIZE);
		int window = ApiExchange.number(body, "batchWindowSeconds", 0, 0, MAX_BATCH_WINDOW);
		boolean partial = ApiExchange.bool(body, "reportBatchItemFailures", true);
		QueueSettings settings;
		try {
			settings = QueueSettings.of(url)
				.withBatch(batchSize, Duration.ofSeconds(window))
				.withReportBatchItemFailures(partial);
		}
		catch (IllegalArgumentException ex) {
			throw new ApiException(400, String.valueOf(ex.getMessage()));
		}
		synchronized (this) {
			close();
			this.poller = QueuePoller.start(settings, this::invoke, this::publish);
		}
		exchange.answer(200, state());
	}

	private CompletionStage<Answer> invoke(byte[] event) {
		return this.function.invoke(Event.of(event))
			.thenApply((answer) -> new Answer(answer.payload(), answer.isError()));
	}

	private void publish(QueueState state) {
		this.stream.publish("queue", state);
	}

	private void stop(ApiExchange exchange) throws IOException {
		close();
		exchange.answer(200, state());
	}

	@Override
	public synchronized void close() {
		if (this.poller != null) {
			this.poller.close();
		}
	}

}
