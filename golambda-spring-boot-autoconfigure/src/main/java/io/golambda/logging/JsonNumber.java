package io.golambda.logging;

import java.util.Locale;

import tools.jackson.core.JsonGenerator;

/**
 * A number with the digits as they were written, which a {@code double} may not hold.
 *
 * @param text the digits
 */
record JsonNumber(String text) {

	void write(JsonGenerator out) {
		char last = Character.toLowerCase(this.text.charAt(this.text.length() - 1));
		if (last >= '0' && last <= '9' && !this.text.toLowerCase(Locale.ROOT).startsWith("0x")) {
			out.writeNumber(this.text);
		}
		else {
			// NaN, which a lenient parser reads
			out.writeString(this.text);
		}
	}

}
