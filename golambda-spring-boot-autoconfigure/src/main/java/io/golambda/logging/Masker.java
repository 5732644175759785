package io.golambda.logging;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.ObjectMapper;

/**
 * Masks what is secret in the maps, lists and strings of a {@link JsonTree}: by the keys
 * of objects, by the names in pairs of name and value, and in strings, which may hold
 * JSON, in base64 too, or a URL. Text that looks like JSON, cannot be read, and names a
 * secret is masked as a whole. Returns what it was given if there is nothing to mask.
 * Safe for use by several threads.
 */
final class Masker {

	// JSON in strings of JSON in strings
	private static final int MOST_LEVELS = 10;

	private static final int MOST_TEXT = 256 * 1024;

	private static final int MOST_DOCUMENTS = 20;

	private static final int SHORTEST_BASE64 = 12;

	private static final int MOST_OPTION = 64;

	// = : < %
	private static final long DECISIVE = 1L << '=' | 1L << ':' | 1L << '<' | 1L << '%';

	private final ObjectMapper mapper;

	private final SecretKeys secrets;

	Masker(ObjectMapper mapper, SecretKeys secrets) {
		this.mapper = mapper;
		this.secrets = secrets;
	}

	@Nullable Object mask(@Nullable Object value) {
		return mask("", value, 0);
	}

	String mask(String text) {
		return mask(text, 0);
	}

	private String mask(String text, int level) {
		if (!mayHoldSecrets(text)) {
			return text;
		}
		String masked = masked(text, level);
		return masked.equals(text) ? text : masked;
	}

	private @Nullable Object mask(String key, @Nullable Object value, int level) {
		if (value instanceof String text) {
			return mask(text, level);
		}
		if (value instanceof Map<?, ?> map) {
			return maskMembers(map, level);
		}
		if (value instanceof List<?> list) {
			return maskElements(key, list, level);
		}
		return value;
	}

	private Object maskMembers(Map<?, ?> map, int level) {
		boolean secretName = NamedValues.haveSecretName(map, this.secrets);
		Map<String, @Nullable Object> masked = null;
		int seen = 0;
		for (Map.Entry<?, ?> member : map.entrySet()) {
			String key = (String) member.getKey();
			Object value = member.getValue();
			boolean secret = this.secrets.areOf(key, value) || (secretName && NamedValues.isValue(key));
			Object maskedValue = (secret && value != null) ? SecretKeys.MASK : mask(key, value, level);
			String maskedKey = mask(key, level);
			if (masked == null && (maskedKey != key || (maskedValue != value && !SecretKeys.MASK.equals(value)))) {
				masked = first(map, seen);
			}
			if (masked != null) {
				masked.put(JsonTree.unused(masked, maskedKey), maskedValue);
			}
			seen++;
		}
		return (masked != null) ? masked : map;
	}

	private static Map<String, @Nullable Object> first(Map<?, ?> map, int members) {
		Map<String, @Nullable Object> first = new LinkedHashMap<>();
		for (Map.Entry<?, ?> member : map.entrySet()) {
			if (first.size() == members) {
				break;
			}
			first.put((String) member.getKey(), member.getValue());
		}
		return first;
	}

	private Object maskElements(String key, List<?> list, int level) {
		boolean pairs = isListOfPairs(list);
		boolean alternating = !pairs && alternates(key, list);
		List<@Nullable Object> masked = null;
		for (int i = 0; i < list.size(); i++) {
			Object element = list.get(i);
			Object maskedElement;
			if (pairs && element instanceof List<?> pair && isSecretName(pair.get(0)) && pair.get(1) != null) {
				maskedElement = List.of(pair.get(0), SecretKeys.MASK);
			}
			else if (i > 0 && element != null && ((alternating && i % 2 == 1 && isSecretName(list.get(i - 1)))
					|| isSecretOption(list.get(i - 1), element))) {
				maskedElement = SecretKeys.MASK;
			}
			else {
				maskedElement = mask(key, element, level);
			}
			if (masked == null && maskedElement != element) {
				masked = new ArrayList<>(list);
			}
			if (masked != null) {
				masked.set(i, maskedElement);
			}
		}
		return (masked != null) ? masked : list;
	}

	// [["Authorization","…"],["Accept","…"]]
	private static boolean isListOfPairs(List<?> list) {
		for (Object element : list) {
			if (!(element instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof String)) {
				return false;
			}
		}
		return !list.isEmpty();
	}

	// "rawHeaders":["Authorization","…","Accept","…"]
	private static boolean alternates(String key, List<?> list) {
		return list.size() % 2 == 0 && key.toLowerCase(Locale.ROOT).contains("header")
				&& list.stream().allMatch(String.class::isInstance);
	}

	// "--password", "…"
	private boolean isSecretOption(@Nullable Object option, Object value) {
		return option instanceof String name && name.startsWith("-") && value instanceof String text
				&& !text.startsWith("-") && isSecretName(name);
	}

	private boolean isSecretName(@Nullable Object name) {
		return name instanceof String text && text.length() <= MOST_OPTION && this.secrets.areNamedBy(text);
	}

	/**
	 * A look at each character, which most strings end with.
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
			return SecretKeys.MASK;
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
			if (first == '{' && text().namesASecret(text)) {
				return SecretKeys.MASK;
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
			return text.substring(0, text.indexOf(' ', start) + 1) + SecretKeys.MASK;
		}
		if (text.contains("PRIVATE KEY-----")) {
			return SecretKeys.MASK;
		}
		return maskedProse(text, level);
	}

	/**
	 * A text that is nothing but JSON.
	 * @return {@code null} if it is not
	 */
	private @Nullable String maskedDocuments(String text, int start, int level) {
		List<@Nullable Object> documents;
		try (JsonParser in = ValueParsers.create(text.substring(start))) {
			JsonTree tree = new JsonTree(in, true);
			documents = tree.readAll();
			if (!tree.isComplete()) {
				return null;
			}
		}
		boolean changed = false;
		StringBuilder json = new StringBuilder(text.length());
		for (Object document : documents) {
			Object masked = mask("", document, level + 1);
			changed |= masked != document;
			json.append(json.isEmpty() ? "" : "\n").append(json(masked));
		}
		return changed ? json.toString() : text;
	}

	private String json(@Nullable Object tree) {
		StringWriter json = new StringWriter();
		try (JsonGenerator out = this.mapper.createGenerator(json)) {
			JsonTree.write(out, tree, Integer.MAX_VALUE);
		}
		return json.toString();
	}

	private @Nullable String maskedBase64(String text, int level) {
		if (Patterns.JWT.matcher(text).matches()) {
			return SecretKeys.MASK;
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
		return masked.equals(SecretKeys.MASK) ? masked
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
	 * A text with JSON in it, or none.
	 */
	private String maskedProse(String text, int level) {
		StringBuilder masked = new StringBuilder(text.length());
		int copied = 0;
		int documents = 0;
		for (int i = 0; i < text.length(); i++) {
			if (!looksLikeJson(text, i)) {
				continue;
			}
			masked.append(text().mask(text.substring(copied, i)));
			copied = i;
			int end = (documents++ < MOST_DOCUMENTS) ? appendDocument(masked, text, i, level) : i;
			if (end == i) {
				String rest = text.substring(i);
				return masked.append(text().namesASecret(rest) ? SecretKeys.MASK : rest).toString();
			}
			copied = end;
			i = end - 1;
		}
		return masked.append(text().mask(text.substring(copied))).toString();
	}

	private int appendDocument(StringBuilder masked, String text, int start, int level) {
		try (JsonParser in = ValueParsers.create(text.substring(start))) {
			JsonTree tree = new JsonTree(in, true);
			Object document = tree.read();
			TokenStreamLocation end = in.currentLocation();
			if (!tree.isComplete() || end.getCharOffset() <= 0) {
				return start;
			}
			int length = (int) end.getCharOffset();
			Object maskedDocument = mask("", document, level + 1);
			masked.append((maskedDocument != document) ? json(maskedDocument) : text.substring(start, start + length));
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

	private SecretText text() {
		return new SecretText(this.secrets);
	}

	// in a class of its own, so that a start does not compile what most lines do not need
	private static final class Patterns {

		static final Pattern SCHEME = Pattern.compile("(?i)^\\s*(?:bearer\\s+\\S+|basic\\s+([\\w+/-]+={0,2}))\\s*$");

		static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*(?:\\.[\\w-]+\\.[\\w-]+)?");

	}

}
