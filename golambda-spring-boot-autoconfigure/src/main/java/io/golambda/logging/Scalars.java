package io.golambda.logging;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes values that are neither text nor have members.
 */
final class Scalars {

	private Scalars() {
	}

	/**
	 * Writes a value if it is a number, a boolean or {@code null}.
	 * @return whether the value was written
	 */
	static boolean write(JsonGenerator out, @Nullable Object value) {
		if (value instanceof Integer number) {
			out.writeNumber(number);
		}
		else if (value instanceof Long number) {
			out.writeNumber(number);
		}
		else if (value instanceof Boolean bool) {
			out.writeBoolean(bool);
		}
		else if (value instanceof Double number) {
			out.writeNumber(number);
		}
		else if (value == null) {
			out.writeNull();
		}
		else if (value instanceof JsonNumber number) {
			number.write(out);
		}
		else if (value instanceof Float number) {
			out.writeNumber(number);
		}
		else if (value instanceof Short || value instanceof Byte) {
			out.writeNumber(((Number) value).intValue());
		}
		else {
			return false;
		}
		return true;
	}

}
