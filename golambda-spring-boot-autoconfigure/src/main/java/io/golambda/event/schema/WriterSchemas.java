package io.golambda.event.schema;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * The schemas with which payloads were written. Keeps those that the registry knows.
 */
final class WriterSchemas {

	// a registry that knows every id must not fill the memory
	private static final int MAX_KEPT = 1000;

	private final @Nullable Function<String, Optional<String>> registry;

	private final Map<String, Schema> known = new ConcurrentHashMap<>();

	WriterSchemas(@Nullable Function<String, Optional<String>> registry) {
		this.registry = registry;
	}

	/**
	 * Whether there is a registry. Without one, payloads are read with the schema of
	 * their class.
	 */
	boolean hasRegistry() {
		return this.registry != null;
	}

	/**
	 * Finds a schema.
	 * @return the schema, or {@code null} if no registry knows the id
	 * @throws SchemaException if the registry fails, or returns something else
	 */
	@Nullable Schema find(String id) {
		Schema schema = this.known.get(id);
		return (schema != null || this.registry == null) ? schema : lookUp(id, this.registry);
	}

	private @Nullable Schema lookUp(String id, Function<String, Optional<String>> registry) {
		Optional<String> json;
		try {
			json = registry.apply(id);
		}
		catch (RuntimeException ex) {
			throw new SchemaException("the schema registry failed to return schema " + id, ex);
		}
		if (json.isEmpty()) {
			return null;
		}
		Schema schema = parse(json.get(), id);
		if (this.known.size() < MAX_KEPT) {
			this.known.put(id, schema);
		}
		return schema;
	}

	private static Schema parse(String json, String id) {
		try {
			return new Schema.Parser().parse(json);
		}
		catch (SchemaParseException ex) {
			throw new SchemaException("what the schema registry returned as schema " + id + " is not a schema of Avro",
					ex);
		}
	}

}
