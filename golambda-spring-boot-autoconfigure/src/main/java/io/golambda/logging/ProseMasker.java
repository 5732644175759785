package io.golambda.logging;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks secrets in text that is not JSON: the text after the name of a secret in query
 * strings, forms, connection strings, headers, configuration and XML, and the user
 * information of URLs. Prefers to mask too much. Safe for use by several threads.
 */
final class ProseMasker {

	private static final String MASK = MaskedWords.MASK;

	private static final int MOST_KEY = 128;

	private static final Pattern URL_USER = Pattern
		.compile("(?i)([a-z][a-z0-9+.-]*:)//([^\\s/?#\"'<>@:]*)(:?)([^\\s\"'<>]*)");

	private static final Pattern ORACLE_USER = Pattern.compile("(?i)(jdbc:oracle:\\w+:[^\\s/@:]*/)[^\\s]*(?=@)");

	// user:password@host without a scheme, as in drivers for Go and Python
	private static final Pattern PLAIN_USER = Pattern.compile(
			"^(?!(?i:mailto|sips?|xmpp|acct|tel|urn|arn|npm|jdbc)\\b)([^\\s:/@?#=]+:)([^\\s/][^\\s]*)@(?!sha\\d+:)(?=[\\w\\[(])");

	private static final Pattern ENCODED_END = Pattern.compile("(?i)%(?:25)*(?:26|23|3B|20|22)");

	private static final Pattern NEXT_KEY = Pattern.compile("(?:,\\s*|\\s)[\"']?[\\w.\\-]+[\"']?\\s*[=:]");

	private final MaskedWords words;

	ProseMasker(MaskedWords words) {
		this.words = words;
	}

	String mask(String text) {
		String masked = text.contains("@") ? withoutUsers(text) : text;
		return withoutValues(masked);
	}

	private static String withoutUsers(String text) {
		String masked = ORACLE_USER.matcher(text).replaceAll("$1" + MASK);
		return masked.contains("://") ? withoutUrlUsers(masked)
				: PLAIN_USER.matcher(masked).replaceAll("$1" + MASK + "@");
	}

	private static String withoutUrlUsers(String text) {
		return URL_USER.matcher(text).replaceAll((url) -> Matcher.quoteReplacement(withoutUser(url)));
	}

	private static String withoutUser(MatchResult url) {
		String scheme = url.group(1) + "//";
		String user = url.group(2);
		String rest = url.group(4);
		if (url.group(3).isEmpty()) {
			// user information without a password is a token in HTTP
			boolean token = rest.startsWith("@") && scheme.regionMatches(true, 0, "http", 0, 4);
			return scheme + (token ? MASK : user) + withoutUrlUsers(rest);
		}
		int at = rest.lastIndexOf('@', authorityEnd(rest));
		if (at < 0 && !startsWithPort(rest)) {
			// a password with an unescaped slash
			at = rest.lastIndexOf('@');
		}
		return scheme + user + ":" + ((at <= 0) ? withoutUrlUsers(rest) : MASK + withoutUrlUsers(rest.substring(at)));
	}

	private static int authorityEnd(String rest) {
		for (int i = 0; i < rest.length(); i++) {
			if (rest.charAt(i) == '/' || rest.charAt(i) == '?' || rest.charAt(i) == '#') {
				return i;
			}
		}
		return rest.length();
	}

	private static boolean startsWithPort(String rest) {
		int i = 0;
		while (i < rest.length() && Character.isDigit(rest.charAt(i))) {
			i++;
		}
		return i > 0 && (i == rest.length() || "/?#,)".indexOf(rest.charAt(i)) >= 0);
	}

	private String withoutValues(String text) {
		StringBuilder masked = null;
		int copied = 0;
		for (int i = 0; i < text.length(); i++) {
			int after = delimiterEnd(text, i);
			if (after < 0) {
				continue;
			}
			boolean element = text.charAt(i) == '<';
			if (element ? !isSecretElement(text, i + 1) : !isSecretKeyBefore(text, i, copied)) {
				i = after - 1;
				continue;
			}
			int start = element ? text.indexOf('>', i) + 1 : valueStart(text, after);
			int end = element ? elementEnd(text, start) : valueEnd(text, i, start);
			if (start > 0 && start < end) {
				masked = (masked != null) ? masked : new StringBuilder(text.length());
				masked.append(text, copied, start).append(MASK);
				copied = end;
				i = end - 1;
			}
		}
		return (masked != null) ? masked.append(text, copied, text.length()).toString() : text;
	}

	/**
	 * Returns the end of the delimiter between name and value that starts at an index.
	 * @return the end, or -1 if there is no delimiter
	 */
	private static int delimiterEnd(String text, int at) {
		char c = text.charAt(at);
		if (c == '=' || c == ':') {
			return at + 1;
		}
		if (c == '<') {
			return at + 1;
		}
		if (c != '%') {
			return -1;
		}
		// encoded at least once: %3D, %253D
		int digits = at + 1;
		while (text.startsWith("25", digits)) {
			digits += 2;
		}
		return text.regionMatches(true, digits, "3D", 0, 2) ? digits + 2 : -1;
	}

	private boolean isSecretElement(String text, int start) {
		int end = start;
		while (end < text.length() && (isKeyCharacter(text.charAt(end)) || text.charAt(end) == ':')) {
			end++;
		}
		return end > start && end - start <= MOST_KEY && this.words.areIn(text.substring(start, end));
	}

	private static int elementEnd(String text, int start) {
		// the element is empty
		if (start == 0 || text.charAt(Math.max(start - 2, 0)) == '/') {
			return 0;
		}
		int end = text.indexOf("</", start);
		return (end < 0) ? text.length() : end;
	}

	private boolean isSecretKeyBefore(String text, int delimiter, int from) {
		int end = delimiter;
		while (end > from && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
			end--;
		}
		if (end > from && isQuote(text.charAt(end - 1))) {
			int close = end - 1;
			int open = text.lastIndexOf(text.charAt(close), close - 1);
			return open >= from && close - open <= MOST_KEY && this.words.areIn(text.substring(open + 1, close));
		}
		int start = end;
		while (start > from && isKeyCharacter(text.charAt(start - 1)) && end - start < MOST_KEY) {
			start--;
		}
		if (start == end) {
			return false;
		}
		if (text.charAt(delimiter) == ':') {
			// neither a part of an ARN nor a scheme
			char before = (start > 0) ? text.charAt(start - 1) : ' ';
			return before != ':' && before != '/' && before != '@' && !text.startsWith("//", delimiter + 1)
					&& this.words.areIn(text.substring(start, end));
		}
		if (this.words.areIn(decoded(text.substring(start, end)))) {
			return true;
		}
		int words = wordsBefore(text, start, from);
		return words < start && this.words.areIn(text.substring(words, end))
				&& !this.words.areIn(text.substring(words, start));
	}

	// "Account Key=" in connection strings
	private static int wordsBefore(String text, int key, int from) {
		int start = key;
		for (int i = 0; i < 2 && start > from && text.charAt(start - 1) == ' '; i++) {
			start--;
			while (start > from && isKeyCharacter(text.charAt(start - 1)) && key - start < MOST_KEY) {
				start--;
			}
		}
		return start;
	}

	private static String decoded(String key) {
		String decoded = key;
		for (int i = 0; i < 3 && decoded.indexOf('%') >= 0; i++) {
			try {
				decoded = URLDecoder.decode(decoded, StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException ex) {
				return decoded;
			}
		}
		return decoded;
	}

	private static int valueStart(String text, int after) {
		int start = after;
		while (start < text.length() && " \t=>:".indexOf(text.charAt(start)) >= 0) {
			start++;
		}
		int quote = start;
		while (quote < text.length() && text.charAt(quote) == '\\') {
			quote++;
		}
		return (quote < text.length() && isQuote(text.charAt(quote))) ? quote + 1 : start;
	}

	private static int valueEnd(String text, int delimiter, int start) {
		if (start == text.length()) {
			return start;
		}
		if (start > delimiter + 1 && isQuote(text.charAt(start - 1))) {
			return quotedEnd(text, start);
		}
		char first = text.charAt(start);
		if (first == '{' || first == '[') {
			return text.length();
		}
		if (text.charAt(delimiter) == '%') {
			int end = firstOf(text, start, "&;\n\r\t \"'<>");
			Matcher next = ENCODED_END.matcher(text).region(start, end);
			return next.find() ? next.start() : end;
		}
		int key = keyStart(text, delimiter);
		char before = (key > 0) ? text.charAt(key - 1) : ' ';
		if (isQuote(text.charAt(delimiter - 1))) {
			return firstOf(text, start, ",}]\n\r");
		}
		String lineEnd = isQuote(before) ? "\n\r" + before : "\n\r";
		if (text.charAt(delimiter) == ':') {
			return firstOf(text, start, lineEnd);
		}
		if (before == '?' || before == '&' || before == '#') {
			return firstOf(text, start, "&;\n\r\t \"'<>");
		}
		int end = firstOf(text, start, "&;" + lineEnd);
		Matcher next = NEXT_KEY.matcher(text).region(start, end);
		return next.find() ? next.start() : end;
	}

	private static int keyStart(String text, int delimiter) {
		int start = delimiter;
		while (start > 0 && isKeyCharacter(text.charAt(start - 1))) {
			start--;
		}
		return start;
	}

	private static int quotedEnd(String text, int start) {
		char quote = text.charAt(start - 1);
		int backslashes = 0;
		while (start - 2 - backslashes >= 0 && text.charAt(start - 2 - backslashes) == '\\') {
			backslashes++;
		}
		for (int close = text.indexOf(quote, start); close >= 0; close = text.indexOf(quote, close + 1)) {
			int end = close;
			while (end > start && text.charAt(end - 1) == '\\') {
				end--;
			}
			if (close - end <= backslashes) {
				return end;
			}
		}
		return text.length();
	}

	private static int firstOf(String text, int start, String ends) {
		for (int i = start; i < text.length(); i++) {
			if (ends.indexOf(text.charAt(i)) >= 0) {
				return i;
			}
		}
		return text.length();
	}

	/**
	 * Returns whether a text contains the name of a secret, or escapes that may hide one.
	 */
	boolean namesASecret(String text) {
		int start = 0;
		for (int i = 0; i <= text.length(); i++) {
			if (i < text.length() && isKeyCharacter(text.charAt(i)) && text.charAt(i) != '%') {
				continue;
			}
			if (i - start > 1 && this.words.areIn(text.substring(start, i))) {
				return true;
			}
			start = i + 1;
		}
		return text.contains("\\u") || text.contains("\\U");
	}

	private static boolean isQuote(char c) {
		return c == '"' || c == '\'' || c == '`';
	}

	private static boolean isKeyCharacter(char c) {
		return Character.isLetterOrDigit(c) || "_-.$%[]+".indexOf(c) >= 0 || Character.getType(c) == Character.FORMAT;
	}

}
