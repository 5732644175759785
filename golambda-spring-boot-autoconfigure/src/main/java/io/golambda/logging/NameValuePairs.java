package io.golambda.logging;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes objects that hold a name and its value as two members, such as
 * {@code {"name":"Authorization","value":"…"}}.
 */
final class NameValuePairs {

	private static final Set<String> NAMES = Set.of("name", "key", "header", "attribute", "field", "property",
			"parameter", "param", "variable", "option", "label", "k", "n");

	private static final Set<String> VALUES = Set.of("value", "values", "val", "vals", "v", "content", "contents",
			"text", "data");

	private static final int MOST_NAME = 256;

	private NameValuePairs() {
	}

	static boolean isName(String member) {
		return endsWith(member, NAMES);
	}

	static boolean isValue(String member) {
		return endsWith(member, VALUES);
	}

	/**
	 * Returns whether an object has a value member, and a name member that names a
	 * secret.
	 */
	static boolean haveSecretName(Map<?, ?> object, MaskedWords words) {
		boolean valued = false;
		for (Object member : object.keySet()) {
			if (isValue((String) member)) {
				valued = true;
				break;
			}
		}
		if (!valued) {
			return false;
		}
		for (Map.Entry<?, ?> member : object.entrySet()) {
			if (isName((String) member.getKey())) {
				String name = name(member.getValue());
				if (name != null && name.length() <= MOST_NAME && words.areIn(name)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Masks the values of an incomplete object whose name may be in the missing part.
	 */
	static void maskValuesWithoutName(Map<String, @Nullable Object> object) {
		if (object.keySet().stream().noneMatch(NameValuePairs::isName)) {
			object.replaceAll((member, value) -> isValue(member) ? MaskedWords.MASK : value);
		}
	}

	// DynamoDB's {"S":"Authorization"}, and lists of one element
	private static @Nullable String name(@Nullable Object value) {
		if (value instanceof Map<?, ?> map && map.size() == 1) {
			return name(map.values().iterator().next());
		}
		if (value instanceof List<?> list && list.size() == 1) {
			return name(list.get(0));
		}
		return (value instanceof String text) ? text : null;
	}

	private static boolean endsWith(String member, Set<String> words) {
		int start = member.length();
		while (start > 0 && Character.isLowerCase(member.charAt(start - 1))) {
			start--;
		}
		if (start > 0 && Character.isUpperCase(member.charAt(start - 1))) {
			start--;
		}
		return words.contains(member.substring(start).toLowerCase(Locale.ROOT))
				|| words.contains(member.toLowerCase(Locale.ROOT));
	}

}
