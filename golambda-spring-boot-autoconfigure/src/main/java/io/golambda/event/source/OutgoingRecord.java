package io.golambda.event.source;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A record that a test creates. Writers supply synthetic values for whatever it does not
 * specify.
 *
 * @param content the payload
 * @param id the id, or {@code null}
 * @param timestamp the time, or {@code null}
 * @param attributes the attributes by name
 * @param parts the other payloads by name
 * @param headers the headers in their order
 */
public record OutgoingRecord(OutgoingContent content, @Nullable String id, @Nullable Instant timestamp,
		Map<String, Attribute> attributes, Map<String, OutgoingContent> parts, List<Header> headers) {

	static OutgoingRecord of(OutgoingContent content) {
		return new OutgoingRecord(content, null, null, Map.of(), Map.of(), List.of());
	}

	/**
	 * Creates the exception for an attribute that contradicts another value of the same
	 * record.
	 * @param attribute the name of the attribute
	 * @return the exception
	 */
	public static IllegalArgumentException contradiction(String attribute) {
		return new IllegalArgumentException("The attribute \"" + attribute
				+ "\" contradicts another value of the same record; set only one of them.");
	}

	String idOr(String defaultValue) {
		return (this.id != null) ? this.id : defaultValue;
	}

	/**
	 * Returns the id of a source that has it as an attribute, too.
	 */
	String idOr(String attribute, String defaultValue) {
		String value = attribute(attribute);
		return (value != null) ? consistent(attribute, idOr(value)) : idOr(defaultValue);
	}

	Instant timestampOrNow() {
		return (this.timestamp != null) ? this.timestamp : SyntheticValues.now();
	}

	/**
	 * Returns the time in milliseconds of a source that has it as an attribute, too.
	 */
	long epochMillis(String attribute) {
		long millis = timestampOrNow().toEpochMilli();
		if (this.timestamp != null) {
			consistent(attribute, String.valueOf(millis));
		}
		return number(attribute, millis);
	}

	boolean hasAnyAttribute(Set<String> names) {
		return names.stream().anyMatch(this.attributes::containsKey);
	}

	@Nullable String attribute(String name) {
		Attribute attribute = this.attributes.get(name);
		return (attribute != null) ? attribute.text() : null;
	}

	String attribute(String name, String defaultValue) {
		String value = attribute(name);
		return (value != null) ? value : defaultValue;
	}

	/**
	 * Returns a value that follows from others, and checks the attribute of the same
	 * meaning against it.
	 * @throws IllegalArgumentException if the record has the attribute with another value
	 */
	String consistent(String attribute, String value) {
		if (!attribute(attribute, value).equals(value)) {
			throw contradiction(attribute);
		}
		return value;
	}

	long number(String attribute, long defaultValue) {
		return number(attribute, defaultValue, Long.MAX_VALUE);
	}

	int intNumber(String attribute, int defaultValue) {
		return (int) number(attribute, defaultValue, Integer.MAX_VALUE);
	}

	private long number(String attribute, long defaultValue, long max) {
		String digits = attribute(attribute);
		if (digits == null) {
			return defaultValue;
		}
		try {
			long number = Long.parseLong(digits);
			// signs and leading zeros would be lost
			if (number >= 0 && number <= max && String.valueOf(number).equals(digits)) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// throws below
		}
		throw new IllegalArgumentException("The attribute \"" + attribute + "\" must be a whole number from 0 to " + max
				+ ", without a sign or leading zeros.");
	}

	/**
	 * Writes the attributes that the record has as members of the same names.
	 */
	void writePresent(JsonGenerator json, String... attributes) {
		for (String attribute : attributes) {
			if (this.attributes.containsKey(attribute)) {
				write(json, attribute, null);
			}
		}
	}

	/**
	 * Writes an attribute as a member of the same name.
	 */
	void write(JsonGenerator json, String attribute, @Nullable String defaultValue) {
		String value = attribute(attribute);
		json.writeStringProperty(attribute, (value != null) ? value : defaultValue);
	}

	/**
	 * Writes an attribute as a member of the same name that is a number.
	 */
	void writeNumber(JsonGenerator json, String attribute, long defaultValue) {
		json.writeNumberProperty(attribute, number(attribute, defaultValue));
	}

	/**
	 * Writes an attribute as a member of the same name that is a number of 32 bits.
	 */
	void writeInt(JsonGenerator json, String attribute, int defaultValue) {
		json.writeNumberProperty(attribute, intNumber(attribute, defaultValue));
	}

	/**
	 * Writes an attribute as a member of the same name that is a boolean.
	 */
	void writeBoolean(JsonGenerator json, String attribute, boolean defaultValue) {
		String value = attribute(attribute, String.valueOf(defaultValue));
		if (!value.equals("true") && !value.equals("false")) {
			throw new IllegalArgumentException("The attribute \"" + attribute + "\" must be true or false.");
		}
		json.writeBooleanProperty(attribute, value.equals("true"));
	}

	/**
	 * Returns the attributes that the sender set.
	 * @param awsAttributes the names of the attributes that AWS sets
	 */
	Map<String, Attribute> senderAttributes(Set<String> awsAttributes) {
		Map<String, Attribute> attributes = new LinkedHashMap<>(this.attributes);
		attributes.keySet().removeAll(awsAttributes);
		return attributes;
	}

	/**
	 * Writes the attributes that the sender set as an object of strings.
	 */
	void writeSenderAttributes(JsonGenerator json, String member, Set<String> awsAttributes) {
		json.writeObjectPropertyStart(member);
		senderAttributes(awsAttributes).forEach((name, value) -> json.writeStringProperty(name, value.text()));
		json.writeEndObject();
	}

	/**
	 * Returns another payload.
	 * @return the payload, which is none if the record does not have the part
	 */
	OutgoingContent part(String name) {
		return this.parts.getOrDefault(name, OutgoingContent.NONE);
	}

	/**
	 * Returns whether the test specified the part, possibly as missing.
	 */
	boolean specifiesPart(String name) {
		return this.parts.containsKey(name);
	}

	/**
	 * An attribute.
	 *
	 * @param dataType the name of its type in SQS and SNS
	 * @param text its text, in base64 if it is binary
	 */
	public record Attribute(String dataType, String text) {

		/**
		 * The data type of binary attributes.
		 */
		public static final String BINARY = "Binary";

		static Attribute ofText(String text) {
			return new Attribute("String", text);
		}

		boolean isBinary() {
			return this.dataType.equals(BINARY);
		}

	}

}
