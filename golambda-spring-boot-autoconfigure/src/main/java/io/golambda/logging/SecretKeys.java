package io.golambda.logging;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells keys whose values are never to be read. Safe for use by several threads.
 */
final class SecretKeys {

	static final String MASK = "***";

	private static final int MOST_KNOWN = 1000;

	private static final int LONGEST_KNOWN = 64;

	private final List<String> words;

	// a function logs the same few keys again and again
	private final Map<String, Boolean> known = new ConcurrentHashMap<>();

	SecretKeys(List<String> words) {
		this.words = words;
	}

	boolean contains(String key) {
		Boolean secret = this.known.get(key);
		if (secret == null) {
			String lowerCase = key.toLowerCase(Locale.ROOT);
			secret = this.words.stream().anyMatch(lowerCase::contains);
			if (key.length() <= LONGEST_KNOWN && this.known.size() < MOST_KNOWN) {
				this.known.put(key, secret);
			}
		}
		return secret;
	}

}
