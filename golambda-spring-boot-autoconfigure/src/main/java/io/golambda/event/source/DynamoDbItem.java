package io.golambda.event.source;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Writes plain JSON as an item of DynamoDB, whose values have types.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
final class DynamoDbItem {

	private DynamoDbItem() {
	}

	/**
	 * Writes an item.
	 * @param item a JSON object
	 */
	static void write(JsonGenerator json, String item) {
		json.writeStartObject();
		try (JsonParser plain = EventJson.parser(item)) {
			plain.nextToken();
			while (plain.nextToken() == JsonToken.PROPERTY_NAME) {
				writeMember(json, plain);
			}
		}
		json.writeEndObject();
	}

	/**
	 * Writes the key of an item: its first string or number.
	 * @param item a JSON object
	 */
	static void writeKey(JsonGenerator json, String item) {
		json.writeStartObject();
		try (JsonParser plain = EventJson.parser(item)) {
			plain.nextToken();
			boolean written = false;
			while (!written && plain.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = plain.currentName();
				JsonToken token = plain.nextToken();
				if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
					json.writeName(name);
					writeValue(json, plain);
					written = true;
				}
				else {
					plain.skipChildren();
				}
			}
		}
		json.writeEndObject();
	}

	private static void writeMember(JsonGenerator json, JsonParser plain) {
		json.writeName(plain.currentName());
		plain.nextToken();
		writeValue(json, plain);
	}

	private static void writeValue(JsonGenerator json, JsonParser plain) {
		json.writeStartObject();
		switch (plain.currentToken()) {
			case START_OBJECT -> {
				json.writeObjectPropertyStart("M");
				while (plain.nextToken() == JsonToken.PROPERTY_NAME) {
					writeMember(json, plain);
				}
				json.writeEndObject();
			}
			case START_ARRAY -> {
				json.writeArrayPropertyStart("L");
				while (plain.nextToken() != JsonToken.END_ARRAY) {
					writeValue(json, plain);
				}
				json.writeEndArray();
			}
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.writeStringProperty("N", plain.getString());
			case VALUE_TRUE, VALUE_FALSE -> json.writeBooleanProperty("BOOL", plain.getBooleanValue());
			case VALUE_NULL -> json.writeBooleanProperty("NULL", true);
			default -> json.writeStringProperty("S", plain.getString());
		}
		json.writeEndObject();
	}

}
