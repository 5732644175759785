package io.golambda.event.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import tools.jackson.databind.JsonNode;

import io.golambda.event.json.Excerpt;

/**
 * Converts JSON to Avro's binary encoding. Accepts plain JSON, as AWS writes it where it
 * decodes Avro, and Avro's JSON encoding, which names the type of each value of a union.
 * Members that the schema does not have are ignored, and fields that are missing have
 * their default or are {@code null}.
 */
final class AvroJson {

	private static final int MAX_DIGITS = 1000;

	private AvroJson() {
	}

	/**
	 * Converts a value.
	 * @throws SchemaException if the value does not fit the schema
	 */
	static byte[] toBinary(JsonNode json, Schema schema) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
		try {
			write(json, schema, encoder, "$");
		}
		catch (IOException | AvroRuntimeException ex) {
			throw new SchemaException("it is JSON that does not fit the schema");
		}
		return bytes.toByteArray();
	}

	private static void write(JsonNode json, Schema schema, Encoder out, String path) throws IOException {
		switch (schema.getType()) {
			case RECORD -> writeRecord(json, schema, out, path);
			case UNION -> writeUnion(json, schema, out, path);
			case ARRAY -> writeArray(json, schema.getElementType(), out, path);
			case MAP -> writeMap(json, schema.getValueType(), out, path);
			case ENUM -> out.writeEnum(symbol(json, schema, path));
			case FIXED -> out.writeFixed(fixed(json, schema, path));
			case STRING -> out.writeString(require(json.isString(), json, schema, path).stringValue());
			case BYTES -> out.writeBytes(bytes(json, schema, path));
			case INT -> out.writeInt(require(AvroJsonTypes.isInt(json), json, schema, path).intValue());
			case LONG -> out.writeLong(require(AvroJsonTypes.isLong(json), json, schema, path).longValue());
			case FLOAT -> out.writeFloat((float) number(json, schema, path));
			case DOUBLE -> out.writeDouble(number(json, schema, path));
			case BOOLEAN -> out.writeBoolean(require(json.isBoolean(), json, schema, path).booleanValue());
			case NULL -> require(json.isNull(), json, schema, path);
		}
	}

	private static void writeRecord(JsonNode json, Schema schema, Encoder out, String path) throws IOException {
		require(json.isObject(), json, schema, path);
		List<Schema.Field> fields = schema.getFields();
		if (!fields.isEmpty() && fields.stream().allMatch((field) -> AvroJsonTypes.nameIn(json, field) == null)) {
			throw new SchemaException(
					"it is JSON, in which " + Excerpt.of(path) + " has none of the fields of " + schema.getFullName());
		}
		for (Schema.Field field : fields) {
			String name = AvroJsonTypes.nameIn(json, field);
			if (name != null) {
				write(json.get(name), field.schema(), out, path + "." + name);
			}
			else {
				writeMissing(field, out, path);
			}
		}
	}

	private static void writeMissing(Schema.Field field, Encoder out, String path) throws IOException {
		Schema schema = field.schema();
		if (field.hasDefaultValue()) {
			@SuppressWarnings("unchecked")
			DatumWriter<Object> writer = GenericData.get().createDatumWriter(schema);
			writer.write(GenericData.get().getDefaultValue(field), out);
		}
		else if (schema.isUnion() && schema.getIndexNamed("null") != null) {
			out.writeIndex(schema.getIndexNamed("null"));
		}
		else {
			throw new SchemaException("it is JSON that lacks " + Excerpt.of(path + "." + field.name()));
		}
	}

	private static void writeUnion(JsonNode json, Schema union, Encoder out, String path) throws IOException {
		if (json.isObject() && json.size() == 1) {
			Map.Entry<String, JsonNode> only = json.properties().iterator().next();
			Integer named = union.getIndexNamed(only.getKey());
			if (named != null) {
				out.writeIndex(named);
				write(only.getValue(), union.getTypes().get(named), out, path);
				return;
			}
		}
		for (int i = 0; i < union.getTypes().size(); i++) {
			Schema type = union.getTypes().get(i);
			if (AvroJsonTypes.accepts(json, type)) {
				out.writeIndex(i);
				write(json, type, out, path);
				return;
			}
		}
		throw misfit(union, path);
	}

	private static void writeArray(JsonNode json, Schema elements, Encoder out, String path) throws IOException {
		require(json.isArray(), json, elements, path);
		out.writeArrayStart();
		out.setItemCount(json.size());
		for (int i = 0; i < json.size(); i++) {
			out.startItem();
			write(json.get(i), elements, out, path + "[" + i + "]");
		}
		out.writeArrayEnd();
	}

	private static void writeMap(JsonNode json, Schema values, Encoder out, String path) throws IOException {
		require(json.isObject(), json, values, path);
		out.writeMapStart();
		out.setItemCount(json.size());
		for (Map.Entry<String, JsonNode> entry : json.properties()) {
			out.startItem();
			out.writeString(entry.getKey());
			write(entry.getValue(), values, out, path + "[]");
		}
		out.writeMapEnd();
	}

	private static int symbol(JsonNode json, Schema schema, String path) {
		require(json.isString(), json, schema, path);
		String symbol = schema.hasEnumSymbol(json.stringValue()) ? json.stringValue() : schema.getEnumDefault();
		if (symbol == null) {
			throw misfit(schema, path);
		}
		return schema.getEnumOrdinal(symbol);
	}

	private static byte[] fixed(JsonNode json, Schema schema, String path) {
		byte[] bytes = bytes(json, schema, path);
		require(bytes.length == schema.getFixedSize(), json, schema, path);
		return bytes;
	}

	// each character is a byte, as in Avro's JSON encoding
	private static byte[] bytes(JsonNode json, Schema schema, String path) {
		if (json.isNumber() && schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
			return unscaled(json.decimalValue(), decimal.getScale(), schema, json, path);
		}
		String text = require(json.isString(), json, schema, path).stringValue();
		require(StandardCharsets.ISO_8859_1.newEncoder().canEncode(text), json, schema, path);
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static byte[] unscaled(BigDecimal number, int scale, Schema schema, JsonNode json, String path) {
		require(number.precision() - number.scale() < MAX_DIGITS && number.scale() < MAX_DIGITS, json, schema, path);
		require(number.stripTrailingZeros().scale() <= scale, json, schema, path);
		return number.setScale(scale).unscaledValue().toByteArray();
	}

	private static double number(JsonNode json, Schema schema, String path) {
		if (json.isString()) {
			return switch (json.stringValue()) {
				case "NaN" -> Double.NaN;
				case "Infinity" -> Double.POSITIVE_INFINITY;
				case "-Infinity" -> Double.NEGATIVE_INFINITY;
				default -> throw misfit(schema, path);
			};
		}
		return require(json.isNumber(), json, schema, path).doubleValue();
	}

	private static JsonNode require(boolean fits, JsonNode json, Schema schema, String path) {
		if (!fits) {
			throw misfit(schema, path);
		}
		return json;
	}

	private static SchemaException misfit(Schema schema, String path) {
		return new SchemaException(
				"it is JSON, in which " + Excerpt.of(path) + " does not fit the type " + schema.getType().getName());
	}

}
