package io.golambda.local.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.local.FunctionRequest;
import io.golambda.local.LocalFunction;
import io.golambda.local.event.FailedRecords;
import io.golambda.local.event.JUnitSource;

/**
 * The part of the API that invokes the function and shows its invocations.
 */
final class InvocationApi {

	// Lambda's limit
	private static final int MAX_EVENT = 6 * 1024 * 1024 + 100;

	private static final int MAX_COUNT = 100;

	private static final int MAX_QUEUED = 150;

	private final LocalFunction function;

	private final History history;

	private final JUnitSource tests;

	// by request id, of as many invocations as the history has
	private final Map<String, String> tenants = Collections.synchronizedMap(new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
			return size() > History.MAX_INVOCATIONS;
		}

	});

	InvocationApi(LocalFunction function, History history, JUnitSource tests) {
		this.function = function;
		this.history = history;
		this.tests = tests;
	}

	void addTo(Router router) {
		router.add("GET", "/api/invocations", (exchange) -> exchange.answer(200, this.history.summaries()))
			.add("POST", "/api/invocations", this::invoke)
			.add("DELETE", "/api/invocations", this::clear)
			.add("GET", "/api/invocations/{id}", (exchange) -> exchange.answer(200, entry(exchange).details()))
			.add("POST", "/api/invocations/{id}/replay",
					(exchange) -> exchange.answer(202, invoke(entry(exchange).event(), 1, tenantOfReplayed(exchange))))
			.add("POST", "/api/invocations/{id}/replay-failed", this::replayFailed)
			.add("GET", "/api/invocations/{id}/junit", this::junit);
	}

	private void invoke(ApiExchange exchange) throws IOException {
		JsonNode body = exchange.json();
		String event = ApiExchange.text(body, "event");
		int count = ApiExchange.number(body, "count", 1, 1, MAX_COUNT);
		try {
			if (Json.MAPPER.readTree(event).isMissingNode()) {
				throw new ApiException(400, "The event is empty: write JSON, such as {}.");
			}
		}
		catch (JacksonException ex) {
			throw new ApiException(400,
					"The event is not valid JSON" + ((ex.getLocation() != null)
							? " in line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr()
							: "") + ": " + ex.getOriginalMessage());
		}
		String tenantId = body.path("tenantId").isMissingNode() ? null : ApiExchange.text(body, "tenantId");
		exchange.answer(202, invoke(event.getBytes(StandardCharsets.UTF_8), count, tenantId));
	}

	private @Nullable String tenantOfReplayed(ApiExchange exchange) {
		return this.tenants.get(exchange.variable("id"));
	}

	private Map<String, List<String>> invoke(byte[] event, int count, @Nullable String tenantId) {
		if (event.length > MAX_EVENT) {
			throw new ApiException(413, "An event must not exceed " + MAX_EVENT + " bytes, as in Lambda.");
		}
		if (this.history.queued() + count > MAX_QUEUED) {
			throw new ApiException(429, "Too many events are queued: wait until some are handled.");
		}
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String id = UUID.randomUUID().toString();
			FunctionRequest request = FunctionRequest.of(Event.of(event)).withRequestId(id);
			if (tenantId != null) {
				request = withTenant(request, tenantId);
				this.tenants.put(id, tenantId);
			}
			this.function.invoke(request);
			ids.add(id);
		}
		return Map.of("ids", ids);
	}

	private static FunctionRequest withTenant(FunctionRequest request, String tenantId) {
		try {
			return request.withTenantId(tenantId);
		}
		catch (IllegalArgumentException ex) {
			throw new ApiException(400, ex.getMessage());
		}
	}

	private void replayFailed(ApiExchange exchange) throws IOException {
		HistoryEntry.Snapshot entry = ended(exchange);
		FailedRecords outcome = FailedRecords.of(entry.event(), entry.requiredAnswer());
		switch (outcome.redelivery()) {
			case NOTHING -> throw new ApiException(409, "No record failed, so the source delivers nothing again.");
			case EVERYTHING -> throw new ApiException(409,
					outcome.reason().map((reason) -> reason + " ").orElse("") + "Replay the whole event.");
			case SOME -> exchange.answer(202, invoke(outcome.nextEvent().orElseThrow(), 1, tenantOfReplayed(exchange)));
		}
	}

	private void junit(ApiExchange exchange) throws IOException {
		HistoryEntry.Snapshot entry = ended(exchange);
		String event = new String(entry.event(), StandardCharsets.UTF_8);
		exchange.answer(200, this.tests.write(event, entry.requiredAnswer()));
	}

	private HistoryEntry.Snapshot ended(ApiExchange exchange) {
		HistoryEntry.Snapshot entry = entry(exchange);
		if (entry.answer() == null) {
			throw new ApiException(409, "The invocation has not ended: wait for its answer.");
		}
		return entry;
	}

	private void clear(ApiExchange exchange) throws IOException {
		this.history.clear();
		exchange.answer(204, null);
	}

	private HistoryEntry.Snapshot entry(ApiExchange exchange) {
		String id = exchange.variable("id");
		HistoryEntry.Snapshot entry = this.history.find(id);
		if (entry == null) {
			throw new ApiException(404, "The history has no invocation " + id
					+ ": it keeps the last 200, fewer if they are large. Send the event again.");
		}
		return entry;
	}

}
