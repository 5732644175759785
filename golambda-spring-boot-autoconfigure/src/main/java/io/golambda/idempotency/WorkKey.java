package io.golambda.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.golambda.event.json.Excerpt;

/**
 * The key of work in the store. Immutable.
 *
 * @param id the namespace and the key; the key's hash if it is long or not printable
 * @param namespace the namespace
 * @param text the key itself
 */
record WorkKey(String id, String namespace, String text) {

	private static final int MAX_PLAIN = 200;

	private static final String HASHED = "sha256:";

	static WorkKey of(String namespace, String text) {
		return new WorkKey(namespace + "#" + (isPlain(text) ? text : HASHED + sha256(bytes(text))), namespace, text);
	}

	private static boolean isPlain(String text) {
		if (text.length() > MAX_PLAIN || text.startsWith(HASHED)) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
				return false;
			}
		}
		return true;
	}

	// unlike UTF-8, distinguishes unpaired surrogates
	private static byte[] bytes(String text) {
		ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
		bytes.asCharBuffer().put(text);
		return bytes.array();
	}

	static String sha256(String text) {
		return sha256(text.getBytes(StandardCharsets.UTF_8));
	}

	static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256.", ex);
		}
	}

	/**
	 * Returns the beginning of the key, for messages.
	 */
	String excerpt() {
		return Excerpt.of(this.text);
	}

	/**
	 * Names the key, for messages.
	 */
	@Override
	public String toString() {
		return "the key \"" + excerpt() + "\" of \"" + this.namespace + "\"";
	}

}
