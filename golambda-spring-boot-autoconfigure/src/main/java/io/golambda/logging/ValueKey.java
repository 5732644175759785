package io.golambda.logging;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * The key of a value as a line has it.
 *
 * @param name the key
 * @param quoted the same, ready to be written
 * @param secrecy whether its values are secret
 */
record ValueKey(String name, SerializableString quoted, MaskedWords.Secrecy secrecy) {

	ValueKey(String name, MaskedWords.Secrecy secrecy) {
		this(name, new SerializedString(name), secrecy);
	}

	boolean isOfSecret(@Nullable Object value) {
		return value != null && this.secrecy.covers(value);
	}

	/**
	 * The key for a value whose name is that of a field of the line.
	 */
	ValueKey besidesField() {
		return new ValueKey("_" + this.name, this.secrecy);
	}

}
