package io.golambda.idempotency;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.Records;
import io.golambda.invocation.Invocation;

/**
 * Reads the payload of the input of work, and hashes what duplicates have in common. Safe
 * for use by several threads.
 */
final class Contents {

	private static final String PURPOSE = "to compare it with that of earlier work with the same key";

	private static final String FIX = "Use comparing(...) with values of simple types, or comparingNothing().";

	// differ when a client repeats a request
	private static final List<String> OF_ONE_REQUEST = List.of("requestContext", "headers", "multiValueHeaders",
			"cookies");

	private final CanonicalJson json;

	private final UnaryOperator<Object> payload;

	/**
	 * Creates contents.
	 * @param payload returns the payload of an input that envelops it, and any other
	 * input as it is
	 */
	Contents(CanonicalJson json, UnaryOperator<Object> payload) {
		this.json = json;
		this.payload = payload;
	}

	/**
	 * Returns the record that work takes, or the one that the current thread works on.
	 */
	Optional<EventRecord> record(Object input) {
		return (this.payload.apply(input) instanceof EventRecord record) ? Optional.of(record)
				: Invocation.find().flatMap(Invocation::record);
	}

	/**
	 * Returns the JSON that work is for: of the event or record that it takes, of the
	 * record in work, of the event of the invocation, or of the input itself.
	 */
	JsonNode tree(Object input) {
		Object value = this.payload.apply(input);
		if (value instanceof Event event) {
			return event.bind(JsonNode.class);
		}
		if (value instanceof Records<?> records) {
			return records.event().bind(JsonNode.class);
		}
		return record(value).map((record) -> record.bind(JsonNode.class))
			.or(() -> Invocation.find().map((invocation) -> invocation.event().bind(JsonNode.class)))
			.orElseGet(() -> this.json.tree(value));
	}

	/**
	 * Returns the hash of what duplicates of an input have in common.
	 */
	String hash(@Nullable Object input) {
		Object value = (input != null) ? this.payload.apply(input) : null;
		if (value == null) {
			return WorkKey.sha256("null");
		}
		if (value instanceof String text) {
			return WorkKey.sha256(text);
		}
		if (value instanceof byte[] bytes) {
			return WorkKey.sha256(bytes);
		}
		if (value instanceof EventRecord record) {
			return hash(record);
		}
		if (value instanceof Event event) {
			return hash(event);
		}
		if (value instanceof Records<?> records) {
			return hash(records.records());
		}
		if (EventMapper.isAwsClass(value.getClass())) {
			Optional<String> source = ofSource();
			if (source.isPresent()) {
				return source.get();
			}
		}
		return WorkKey.sha256(this.json.write(value, PURPOSE, FIX));
	}

	// an object of AWS's classes has members that differ with each delivery
	private Optional<String> ofSource() {
		return Invocation.find()
			.map((invocation) -> invocation.record()
				.map((record) -> hash(record))
				.orElseGet(() -> hash(invocation.event())));
	}

	private String hash(Event event) {
		if (event.source() != EventSource.UNKNOWN) {
			return hash(event.records());
		}
		if (event.isHttpRequest() && event.bind(JsonNode.class) instanceof ObjectNode request) {
			request.remove(OF_ONE_REQUEST);
			return WorkKey.sha256(CanonicalJson.sorted(request).toString());
		}
		return WorkKey.sha256(event.bytes());
	}

	private static String hash(EventRecord record) {
		return record.hasPayload() ? WorkKey.sha256(record.bytes()) : WorkKey.sha256("null");
	}

	private static String hash(List<EventRecord> records) {
		StringBuilder hashes = new StringBuilder();
		records.forEach((record) -> hashes.append(hash(record)).append('\n'));
		return WorkKey.sha256(hashes.toString());
	}

}
