package io.golambda.local.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Counts the receives of a message of SQS, in its bytes.
 */
final class ReceiveCount {

	private ReceiveCount() {
	}

	/**
	 * Returns the message after one more receive.
	 * @param message the record as JSON
	 * @return the record with a higher {@code ApproximateReceiveCount}; unchanged if it
	 * has none
	 */
	static byte[] raise(byte[] message) {
		JsonScanner json = new JsonScanner(message);
		if (!enter(json, "attributes") || !enter(json, "ApproximateReceiveCount") || json.type() != JsonType.STRING) {
			return message;
		}
		ByteSlice value = json.value();
		String digits = new String(value.bytes(), value.offset() + 1, value.length() - 2, StandardCharsets.UTF_8);
		if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return message;
		}
		ByteArrayOutputStream raised = new ByteArrayOutputStream(message.length + 1);
		raised.write(message, 0, value.offset() + 1);
		raised.writeBytes(String.valueOf(Integer.parseInt(digits) + 1).getBytes(StandardCharsets.UTF_8));
		int end = value.offset() + value.length() - 1;
		raised.write(message, end, message.length - end);
		return raised.toByteArray();
	}

	// moves before the value of a member
	private static boolean enter(JsonScanner json, String name) {
		if (json.type() != JsonType.OBJECT) {
			return false;
		}
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed(name)) {
				return true;
			}
			json.skip();
		}
		return false;
	}

}
