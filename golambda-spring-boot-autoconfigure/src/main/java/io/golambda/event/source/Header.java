package io.golambda.event.source;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Optional;

import tools.jackson.core.JsonGenerator;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.json.Utf8;

/**
 * A header of a record.
 *
 * @param name the name
 * @param value the value; not to be changed
 */
public record Header(String name, byte[] value) {

	private static final int INVALID = Integer.MIN_VALUE;

	/**
	 * Returns the value as an attribute: text, or base64 if it is not UTF-8, as AWS
	 * writes binary attributes of SQS.
	 */
	String attribute() {
		return Utf8.decode(this.value, 0, this.value.length)
			.orElseGet(() -> Base64.getEncoder().encodeToString(this.value));
	}

	/**
	 * Writes the value in Lambda's form, an array of signed bytes.
	 */
	void write(JsonGenerator json, String member) {
		json.writeArrayPropertyStart(member);
		for (byte each : this.value) {
			json.writeNumber(each);
		}
		json.writeEndArray();
	}

	/**
	 * Reads bytes that are written as an array of numbers, which some AWS services write
	 * signed and others unsigned.
	 * @return the bytes, or empty if the next value is something else
	 */
	static Optional<byte[]> bytes(JsonScanner json) {
		if (json.type() != JsonType.ARRAY) {
			json.skip();
			return Optional.empty();
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		boolean valid = true;
		json.enterArray();
		while (json.nextElement()) {
			int value = number(json);
			valid &= value != INVALID;
			bytes.write(value);
		}
		return valid ? Optional.of(bytes.toByteArray()) : Optional.empty();
	}

	private static int number(JsonScanner json) {
		try {
			int value = Integer.parseInt(json.value().ascii());
			return (value >= Byte.MIN_VALUE && value <= 0xFF) ? value : INVALID;
		}
		catch (NumberFormatException ex) {
			return INVALID;
		}
	}

}
