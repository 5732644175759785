package io.golambda.logging;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.ObjectMapper;

/**
 * Masks secrets in a text, which may hold JSON, base64, credentials or a URL. Text that
 * looks like JSON, is not valid and names a secret is masked as a whole. Safe for use by
 * several threads.
 */
final class TextMasker {

	// JSON in strings of JSON in strings
	private static final int MOST_LEVELS = 10;

	static final int MOST_TEXT = 256 * 1024;

	private static final int MOST_DOCUMENTS = 20;

	private static final int SHORTEST_BASE64 = 12;

	// = : < %
	private static final long DECISIVE = 1L << '=' | 1L << ':' | 1L << '<' | 1L << '%';

	private final ObjectMapper mapper;

	private final MaskedWords words;

	TextMasker(ObjectMapper mapper, MaskedWords words) {
		this.mapper = mapper;
		this.words = words;
	}

	/**
	 * Masks a text. If that fails, the text is dropped.
	 * @param text the text
	 * @param level in how many strings of JSON the text is
	 * @return the text itself if nothing is masked
	 */
	String maskSafely(String text, int level) {
		if (!mayHoldSecrets(text)) {
			return text;
		}
		try {
			String masked = masked(text, level);
			return masked.equals(text) ? text : masked;
		}
		catch (Throwable ex) {
			return MaskedWords.MASK;
		}
	}

	/**
	 * Returns whether a text may hold a secret. Rules out most texts by their characters.
	 */
	static boolean mayHoldSecrets(String text) {
		if (mayBegin(text)) {
			return true;
		}
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < Long.SIZE && (DECISIVE >>> c & 1) != 0) {
				return true;
			}
		}
		return false;
	}

	private static boolean mayBegin(String text) {
		if (text.isEmpty()) {
			return false;
		}
		return switch (text.charAt(0)) {
			case '{', '[', '"', ' ', '\t', '\n', '\r', '\uFEFF' -> true;
			case 'b', 'B' -> text.regionMatches(true, 0, "bearer", 0, 6) || text.regionMatches(true, 0, "basic", 0, 5);
			case '-' -> text.startsWith("-----");
			case 'e', 'W' -> text.length() >= SHORTEST_BASE64 && text.charAt(1) >= 'w' && text.charAt(1) <= 'z';
			default -> false;
		};
	}

	private String masked(String text, int level) {
		if (level == MOST_LEVELS) {
			return MaskedWords.MASK;
		}
		if (text.length() > MOST_TEXT) {
			return masked(text.substring(0, MOST_TEXT), level) + ValueWriter.cutMark(text);
		}
		int start = 0;
		while (start < text.length() && (text.charAt(start) <= ' ' || text.charAt(start) == '\uFEFF')) {
			start++;
		}
		char first = (start < text.length()) ? text.charAt(start) : ' ';
		if (first == '{' || first == '[' || first == '"') {
			String masked = maskedDocuments(text, start, level);
			if (masked != null) {
				return masked;
			}
			if (first == '{' && prose().namesASecret(text)) {
				return MaskedWords.MASK;
			}
		}
		else if (first == 'e' || first == 'W') {
			String masked = maskedBase64(text, level);
			if (masked != null) {
				return masked;
			}
		}
		Matcher scheme = Patterns.SCHEME.matcher(text);
		if (scheme.matches() && (scheme.group(1) == null || isUserAndPassword(scheme.group(1)))) {
			return text.substring(0, text.indexOf(' ', start) + 1) + MaskedWords.MASK;
		}
		if (text.contains("PRIVATE KEY-----")) {
			return MaskedWords.MASK;
		}
		return maskedProse(text, level);
	}

	/**
	 * Masks a text that consists of JSON.
	 * @return the masked text, or {@code null} if the text is not JSON
	 */
	private @Nullable String maskedDocuments(String text, int start, int level) {
		List<@Nullable Object> documents;
		try (JsonParser in = ValueParsers.create(text.substring(start))) {
			JsonTree tree = new JsonTree(in);
			documents = tree.readAll();
			if (!tree.isComplete()) {
				return null;
			}
		}
		boolean changed = false;
		StringBuilder json = new StringBuilder(text.length());
		for (Object document : documents) {
			json.append(json.isEmpty() ? "" : "\n");
			changed |= appendMasked(json, document, level);
		}
		return changed ? json.toString() : text;
	}

	private boolean appendMasked(StringBuilder json, @Nullable Object document, int level) {
		StringWriter masked = new StringWriter();
		boolean changed;
		try (JsonGenerator out = this.mapper.createGenerator(masked)) {
			changed = new TreeWriter(out, this, this.words, Integer.MAX_VALUE, level + 1).write(document);
		}
		json.append(masked.getBuffer());
		return changed;
	}

	private @Nullable String maskedBase64(String text, int level) {
		if (Patterns.JWT.matcher(text).matches()) {
			return MaskedWords.MASK;
		}
		String decoded;
		try {
			decoded = StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(Base64.getDecoder().decode(text)))
				.toString();
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			return null;
		}
		String masked = masked(decoded, level + 1);
		if (masked.equals(decoded)) {
			return text;
		}
		return masked.equals(MaskedWords.MASK) ? masked
				: Base64.getEncoder().encodeToString(masked.getBytes(StandardCharsets.UTF_8));
	}

	private static boolean isUserAndPassword(String base64) {
		try {
			return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1).contains(":");
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Masks a text that may contain JSON.
	 */
	private String maskedProse(String text, int level) {
		StringBuilder masked = new StringBuilder(text.length());
		int copied = 0;
		int documents = 0;
		for (int i = 0; i < text.length(); i++) {
			if (!looksLikeJson(text, i)) {
				continue;
			}
			masked.append(prose().mask(text.substring(copied, i)));
			copied = i;
			int end = (documents++ < MOST_DOCUMENTS) ? appendDocument(masked, text, i, level) : i;
			if (end == i) {
				String rest = text.substring(i);
				return masked.append(prose().namesASecret(rest) ? MaskedWords.MASK : rest).toString();
			}
			copied = end;
			i = end - 1;
		}
		return masked.append(prose().mask(text.substring(copied))).toString();
	}

	private int appendDocument(StringBuilder masked, String text, int start, int level) {
		try (JsonParser in = ValueParsers.create(text.substring(start))) {
			JsonTree tree = new JsonTree(in);
			Object document = tree.read();
			TokenStreamLocation end = in.currentLocation();
			if (!tree.isComplete() || end.getCharOffset() <= 0) {
				return start;
			}
			int length = (int) end.getCharOffset();
			int before = masked.length();
			if (!appendMasked(masked, document, level)) {
				masked.setLength(before);
				masked.append(text, start, start + length);
			}
			return start + length;
		}
	}

	// {" or [{ or ["
	private static boolean looksLikeJson(String text, int at) {
		char c = text.charAt(at);
		if (c != '{' && c != '[') {
			return false;
		}
		int next = at + 1;
		while (next < text.length() && text.charAt(next) <= ' ') {
			next++;
		}
		if (next == text.length()) {
			return false;
		}
		char inner = text.charAt(next);
		return inner == '"' || (c == '[' && (inner == '{' || inner == '['));
	}

	private ProseMasker prose() {
		return new ProseMasker(this.words);
	}

	// in a class of its own, since most lines do not need them
	private static final class Patterns {

		static final Pattern SCHEME = Pattern.compile("(?i)^\\s*(?:bearer\\s+\\S+|basic\\s+([\\w+/-]+={0,2}))\\s*$");

		static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*(?:\\.[\\w-]+\\.[\\w-]+)?");

	}

}
