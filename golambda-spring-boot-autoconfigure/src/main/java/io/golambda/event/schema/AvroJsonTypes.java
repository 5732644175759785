package io.golambda.event.schema;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides of which type of Avro a JSON value is. Does not look into nested values, so
 * that the decision takes no longer than the value is large.
 */
final class AvroJsonTypes {

	private AvroJsonTypes() {
	}

	static boolean accepts(JsonNode json, Schema schema) {
		return switch (schema.getType()) {
			case NULL -> json.isNull();
			case BOOLEAN -> json.isBoolean();
			case INT -> isInt(json);
			case LONG -> isLong(json);
			case FLOAT, DOUBLE -> json.isNumber();
			case STRING -> json.isString();
			case ENUM -> json.isString() && schema.hasEnumSymbol(json.stringValue());
			case BYTES, FIXED ->
				json.isString() || (json.isNumber() && schema.getLogicalType() instanceof LogicalTypes.Decimal);
			case ARRAY -> json.isArray();
			case MAP -> json.isObject();
			case RECORD -> json.isObject() && schema.getFields()
				.stream()
				.allMatch((field) -> nameIn(json, field) != null || isOptional(field));
			case UNION -> schema.getTypes().stream().anyMatch((type) -> accepts(json, type));
		};
	}

	static boolean isInt(JsonNode json) {
		return json.isIntegralNumber() && json.canConvertToInt();
	}

	static boolean isLong(JsonNode json) {
		return json.isIntegralNumber() && json.canConvertToLong();
	}

	/**
	 * Returns the name with which an object has a field.
	 * @return the field's name or an alias, or {@code null} if the object lacks it
	 */
	static @Nullable String nameIn(JsonNode json, Schema.Field field) {
		if (json.has(field.name())) {
			return field.name();
		}
		return field.aliases().stream().filter(json::has).findFirst().orElse(null);
	}

	private static boolean isOptional(Schema.Field field) {
		return field.hasDefaultValue() || (field.schema().isUnion() && field.schema().isNullable());
	}

}
