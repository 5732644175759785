package io.golambda.local.console;

import java.io.IOException;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import io.golambda.local.event.EventFiles;
import io.golambda.local.event.EventForms;
import io.golambda.local.event.EventText;
import io.golambda.local.event.PastedEvents;

/**
 * The part of the API that makes, reads and saves events.
 */
final class EventApi {

	private final EventForms forms = new EventForms();

	private final EventFiles files;

	EventApi(EventFiles files) {
		this.files = files;
	}

	void addTo(Router router) {
		router.add("GET", "/api/sources", (exchange) -> exchange.answer(200, this.forms.describe()))
			.add("POST", "/api/events", (exchange) -> exchange.answer(200, this.forms.build(exchange.json())))
			.add("POST", "/api/events/read",
					(exchange) -> exchange.answer(200, PastedEvents.read(ApiExchange.text(exchange.json(), "text"))))
			.add("GET", "/api/events/files", (exchange) -> exchange.answer(200, this.files.list()))
			.add("GET", "/api/events/files/{name}", this::read)
			.add("PUT", "/api/events/files/{name}", this::save);
	}

	private void read(ApiExchange exchange) throws IOException {
		String name = exchange.variable("name");
		EventText text = this.files.read(name);
		exchange.answer(200, Map.of("name", name, "event", text.event()));
	}

	private void save(ApiExchange exchange) throws IOException {
		String name = exchange.variable("name");
		JsonNode body = exchange.json();
		boolean isNew = this.files.save(name, ApiExchange.text(body, "event"),
				ApiExchange.bool(body, "overwrite", false));
		exchange.answer(isNew ? 201 : 200, Map.of("name", name));
	}

}
