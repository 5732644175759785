package io.golambda.logging;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The words that make the value of a key secret. A key is split into words at characters
 * that are neither letters nor digits, at digits, and at camel-case humps. A single word,
 * or consecutive words, must match a masked word. Some masked words also match a part of
 * a word, such as in {@code dbpassword}. Safe for use by several threads.
 */
final class MaskedWords {

	static final String MASK = "***";

	private static final int MOST_KNOWN = 1000;

	private static final int MOST_KNOWN_LENGTH = 64;

	private static final int MOST_LENGTH = 512;

	private static final int MOST_WORDS_IN_A_ROW = 4;

	// words that no harmless word contains by chance
	private static final Set<String> WITHIN = Set.of("password", "passwd", "pwd", "passphrase", "passcode", "secret",
			"token", "credential", "cookie", "authorization");

	private static final List<String> HARMLESS = List.of("tokeniz", "tokenis", "secretar");

	// words that describe a secret without revealing it
	private static final Set<String> DESCRIBING = Set.of("version", "type", "algorithm", "length", "count", "expiry",
			"expiration", "arn", "name");

	private final Set<String> words = new HashSet<>();

	private final Set<String> within = new HashSet<>();

	// kept apart, since they load the JDK's normalizer
	private final boolean withOtherScripts;

	// a function logs few distinct keys
	private final Map<String, Secrecy> known = new ConcurrentHashMap<>();

	MaskedWords(List<String> words) {
		boolean withOtherScripts = false;
		for (String word : words) {
			if (!isAscii(word) && LineFormat.DEFAULT_MASKED_KEYS.contains(word)) {
				withOtherScripts = true;
				continue;
			}
			List<String> parts = new Words(word).parts;
			String joined = String.join("", parts);
			if (joined.isEmpty()) {
				continue;
			}
			this.words.add(joined);
			if (parts.size() > 1 || WITHIN.contains(joined) || !isAscii(joined)) {
				this.within.add(joined);
			}
		}
		this.withOtherScripts = withOtherScripts;
	}

	/**
	 * Returns whether the value of a key is secret.
	 * @param key the key
	 * @param value the value; a number is not secret if the key counts secrets
	 */
	boolean cover(String key, @Nullable Object value) {
		return of(key).covers(value);
	}

	/**
	 * Returns which values of a key are secret.
	 */
	Secrecy of(String key) {
		Secrecy secrecy = this.known.get(key);
		if (secrecy == null) {
			secrecy = find(key);
			if (key.length() <= MOST_KNOWN_LENGTH && this.known.size() < MOST_KNOWN) {
				this.known.put(key, secrecy);
			}
		}
		return secrecy;
	}

	/**
	 * Returns whether a key in a text names a secret. The key is not cached.
	 */
	boolean areIn(String key) {
		return find(key) != Secrecy.NONE;
	}

	private Secrecy find(String key) {
		Words split = new Words((key.length() > MOST_LENGTH) ? key.substring(0, MOST_LENGTH) : key);
		List<String> parts = split.parts;
		int last = parts.size() - 1;
		while (last > 0 && Character.isDigit(parts.get(last).charAt(0))) {
			last--;
		}
		Secrecy found = Secrecy.NONE;
		for (String acronym : split.acronyms) {
			found = found.or(secrecy(acronym));
		}
		for (int first = 0; first < parts.size() && found != Secrecy.ALL; first++) {
			StringBuilder joined = new StringBuilder();
			for (int i = first; i < Math.min(parts.size(), first + MOST_WORDS_IN_A_ROW); i++) {
				Secrecy secrecy = secrecy(joined.append(parts.get(i)).toString());
				if (secrecy == Secrecy.NONE && i == first) {
					secrecy = within(parts.get(i));
				}
				if (secrecy != Secrecy.NONE && !(i < last && DESCRIBING.contains(parts.get(last)))) {
					found = found.or(secrecy);
				}
			}
		}
		return (this.withOtherScripts && !isAscii(split.key) && OtherScripts.haveSecretIn(parts)) ? Secrecy.ALL : found;
	}

	private Secrecy secrecy(String word) {
		if (this.words.contains(word)) {
			return Secrecy.ALL;
		}
		return (word.endsWith("s") && this.words.contains(word.substring(0, word.length() - 1))) ? Secrecy.UNLESS_NUMBER
				: Secrecy.NONE;
	}

	private Secrecy within(String word) {
		Secrecy found = Secrecy.NONE;
		for (String secret : this.within) {
			if (secret.length() < word.length() && word.contains(secret)
					&& HARMLESS.stream().noneMatch(word::contains)) {
				found = found.or(word.endsWith(secret + "s") ? Secrecy.UNLESS_NUMBER : Secrecy.ALL);
			}
		}
		return found;
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 0x80) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The values of a key that are secret.
	 */
	enum Secrecy {

		NONE, UNLESS_NUMBER, ALL;

		boolean covers(@Nullable Object value) {
			return switch (this) {
				case NONE -> false;
				case UNLESS_NUMBER -> !(value instanceof Number || value instanceof JsonNumber);
				case ALL -> true;
			};
		}

		Secrecy or(Secrecy other) {
			return (compareTo(other) < 0) ? other : this;
		}

	}

	/**
	 * The words of a key, in lower case and without accents.
	 */
	private static final class Words {

		private final List<String> parts = new ArrayList<>();

		// "PINcode" is split into "PI" and "Ncode", and may be "PIN" and "code"
		private final List<String> acronyms = new ArrayList<>();

		private final String key;

		Words(String key) {
			this.key = isAscii(key) ? key : Accents.removeFrom(key);
			int start = 0;
			for (int i = 0; i < this.key.length(); i++) {
				if (endsBefore(i, start)) {
					add(start, i);
					start = i;
				}
				if (!Character.isLetterOrDigit(this.key.charAt(i))) {
					start = i + 1;
				}
			}
			add(start, this.key.length());
		}

		private boolean endsBefore(int i, int start) {
			if (i == start) {
				return false;
			}
			char before = this.key.charAt(i - 1);
			char c = this.key.charAt(i);
			if (!Character.isLetterOrDigit(c) || Character.isDigit(c) != Character.isDigit(before)) {
				return true;
			}
			if (!Character.isUpperCase(c)) {
				return false;
			}
			if (!Character.isUpperCase(before)) {
				return true;
			}
			if (i + 1 < this.key.length() && Character.isLowerCase(this.key.charAt(i + 1))) {
				this.acronyms.add(this.key.substring(start, i + 1).toLowerCase(Locale.ROOT));
				return true;
			}
			return false;
		}

		private void add(int start, int end) {
			if (start < end) {
				this.parts.add(this.key.substring(start, end).toLowerCase(Locale.ROOT));
			}
		}

	}

	// in classes of their own, which ASCII keys do not load

	/**
	 * The default words in other scripts than Latin.
	 */
	private static final class OtherScripts {

		private static final List<String> WORDS = LineFormat.DEFAULT_MASKED_KEYS.stream()
			.filter((word) -> !isAscii(word))
			.map((word) -> String.join("", new Words(word).parts))
			.toList();

		static boolean haveSecretIn(List<String> parts) {
			return parts.stream().anyMatch((part) -> WORDS.stream().anyMatch(part::contains));
		}

	}

	/**
	 * Replaces letters with accents, full-width letters and the like by plain letters.
	 */
	private static final class Accents {

		private static final Pattern MARKS = Pattern.compile("[\\p{Mn}\\p{Cf}]+");

		static String removeFrom(String key) {
			return MARKS.matcher(Normalizer.normalize(key, Normalizer.Form.NFKD)).replaceAll("").replace('ı', 'i');
		}

	}

}
