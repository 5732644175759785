package io.golambda.idempotency;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.CollectionType;

/**
 * Writes the elements of a set in the order of their JSON. A set of constants of an enum,
 * for one, has another order in each process.
 */
final class SortedSets extends ValueSerializer<Set<?>> {

	private final CanonicalJson json;

	private SortedSets(CanonicalJson json) {
		this.json = json;
	}

	/**
	 * Creates the module of the mapper that canonical JSON is written with.
	 */
	static JacksonModule module(CanonicalJson json) {
		return new SimpleModule("golambda-sorted-sets").setSerializerModifier(new Modifier(new SortedSets(json)));
	}

	@Override
	public void serialize(Set<?> set, JsonGenerator generator, SerializationContext context) {
		List<JsonNode> elements = set.stream()
			.map(this.json::tree)
			.map(CanonicalJson::sorted)
			.sorted(Comparator.comparing(JsonNode::toString))
			.toList();
		generator.writeStartArray();
		elements.forEach(generator::writeTree);
		generator.writeEndArray();
	}

	private static final class Modifier extends ValueSerializerModifier {

		private static final long serialVersionUID = 1;

		private final transient ValueSerializer<Set<?>> serializer;

		Modifier(ValueSerializer<Set<?>> serializer) {
			this.serializer = serializer;
		}

		@Override
		public ValueSerializer<?> modifyCollectionSerializer(SerializationConfig config, CollectionType type,
				BeanDescription.Supplier bean, ValueSerializer<?> original) {
			return Set.class.isAssignableFrom(type.getRawClass()) ? this.serializer : original;
		}

	}

}
