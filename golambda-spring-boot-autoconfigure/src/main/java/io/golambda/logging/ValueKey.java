package io.golambda.logging;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * The key of a value on a line.
 *
 * @param name the key
 * @param quoted the key, prepared for writing
 * @param secrecy the values of the key that are secret
 */
record ValueKey(String name, SerializableString quoted, MaskedWords.Secrecy secrecy) {

	ValueKey(String name, MaskedWords.Secrecy secrecy) {
		this(name, new SerializedString(name), secrecy);
	}

	boolean isSecret(@Nullable Object value) {
		return value != null && this.secrecy.covers(value);
	}

	/**
	 * Returns a key for a value that has the name of a field.
	 */
	ValueKey renamed() {
		return new ValueKey("_" + this.name, this.secrecy);
	}

}
