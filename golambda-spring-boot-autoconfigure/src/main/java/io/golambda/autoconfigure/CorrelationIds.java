package io.golambda.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.TraceHeader;

/**
 * Finds the correlation id that {@code golambda.logging.correlation-id} selects.
 */
final class CorrelationIds {

	private static final String ATTRIBUTE = "attribute:";

	private CorrelationIds() {
	}

	static @Nullable Function<Invocation, Optional<String>> of(@Nullable String name) {
		if (name == null || name.isBlank()) {
			return null;
		}
		if (name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length()) {
			String attribute = name.substring(ATTRIBUTE.length());
			return (invocation) -> onlyRecord(invocation.event())
				.flatMap((record) -> Optional.ofNullable(record.attributes().get(attribute)));
		}
		return switch (name) {
			case "sqs-message-id" -> (invocation) -> onlyRecord(invocation.event()).flatMap(EventRecord::id);
			case "xray-root" ->
				(invocation) -> invocation.traceHeader().flatMap(TraceHeader::parse).map(TraceHeader::root);
			case "api-gateway-request-id" -> at("/requestContext/requestId");
			case "event-bridge-id" -> at("/id");
			default -> at(name);
		};
	}

	private static Function<Invocation, Optional<String>> at(String path) {
		if (!path.startsWith("/")) {
			throw new InvalidPropertyException("golambda.logging.correlation-id", path, "expected "
					+ "sqs-message-id, xray-root, api-gateway-request-id, event-bridge-id, attribute:NAME or a JSON "
					+ "pointer such as /detail/orderId");
		}
		JsonPointer pointer = JsonPointer.compile(path);
		return (invocation) -> {
			JsonNode found = invocation.event().bind(JsonNode.class).at(pointer);
			return found.isValueNode() && !found.isNull() ? Optional.of(found.asString()) : Optional.empty();
		};
	}

	// several records have several ids
	private static Optional<EventRecord> onlyRecord(Event event) {
		List<EventRecord> records = event.records();
		return (records.size() == 1) ? Optional.of(records.get(0)) : Optional.empty();
	}

}
