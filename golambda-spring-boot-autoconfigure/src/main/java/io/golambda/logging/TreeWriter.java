package io.golambda.logging;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the maps, lists and scalars of a {@link JsonTree} as JSON, and masks secrets and
 * cuts long strings as it writes. A value is secret by its key, by the name in a pair of
 * name and value, or by what a string holds. For one value only.
 */
final class TreeWriter {

	private static final int MOST_OPTION = 64;

	private final JsonGenerator out;

	private final TextMasker texts;

	private final MaskedWords words;

	private final int longest;

	// of JSON in strings of JSON in strings
	private final int level;

	private boolean masked;

	/**
	 * Creates a writer.
	 * @param out receives the JSON
	 * @param texts masks strings
	 * @param words the words of secret keys
	 * @param longest the most characters of a string
	 * @param level in how many strings of JSON the value is
	 */
	TreeWriter(JsonGenerator out, TextMasker texts, MaskedWords words, int longest, int level) {
		this.out = out;
		this.texts = texts;
		this.words = words;
		this.longest = longest;
		this.level = level;
	}

	/**
	 * Writes a value.
	 * @return whether anything in it was masked
	 */
	boolean write(@Nullable Object value) {
		write("", value);
		return this.masked;
	}

	private void write(String key, @Nullable Object value) {
		if (value instanceof String text) {
			this.out.writeString(ValueWriter.string(masked(text), this.longest));
		}
		else if (value instanceof Map<?, ?> map) {
			writeMembers(map);
		}
		else if (value instanceof List<?> list) {
			writeElements(key, list);
		}
		else if (!Scalars.write(this.out, value)) {
			throw new IllegalArgumentException(value.getClass().getName());
		}
	}

	private void writeMask(Object value) {
		this.masked |= !MaskedWords.MASK.equals(value);
		this.out.writeString(MaskedWords.MASK);
	}

	private String masked(String text) {
		String safe = this.texts.maskSafely(text, this.level);
		this.masked |= safe != text;
		return safe;
	}

	private void writeMembers(Map<?, ?> map) {
		boolean secretName = isSecret(() -> NameValuePairs.haveSecretName(map, this.words));
		Set<String> names = null;
		this.out.writeStartObject();
		for (Map.Entry<?, ?> member : map.entrySet()) {
			String key = (String) member.getKey();
			Object value = member.getValue();
			String name = ValueWriter.name(masked(key));
			if (name != key && names == null) {
				names = namesBefore(key, map);
			}
			if (names != null) {
				name = JsonTree.unique(names, name);
				names.add(name);
			}
			this.out.writeName(name);
			if (value != null
					&& isSecret(() -> this.words.cover(key, value) || (secretName && NameValuePairs.isValue(key)))) {
				writeMask(value);
			}
			else {
				write(key, value);
			}
		}
		this.out.writeEndObject();
	}

	private static Set<String> namesBefore(String key, Map<?, ?> map) {
		Set<String> names = new HashSet<>();
		for (Object name : map.keySet()) {
			if (name == key) {
				break;
			}
			names.add((String) name);
		}
		return names;
	}

	private void writeElements(String key, List<?> list) {
		boolean pairs = isListOfPairs(list);
		boolean alternating = !pairs && alternates(key, list);
		this.out.writeStartArray();
		Object before = null;
		for (int i = 0; i < list.size(); i++) {
			Object element = list.get(i);
			if (pairs && element instanceof List<?> pair && pair.get(1) != null && isSecretName(pair.get(0))) {
				this.out.writeStartArray();
				write(key, pair.get(0));
				writeMask(pair.get(1));
				this.out.writeEndArray();
			}
			else if (element != null
					&& (alternating && i % 2 == 1 && isSecretName(before) || isSecretOption(before, element))) {
				writeMask(element);
			}
			else {
				write(key, element);
			}
			before = element;
		}
		this.out.writeEndArray();
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
		return name instanceof String text && text.length() <= MOST_OPTION && isSecret(() -> this.words.areIn(text));
	}

	private static boolean isSecret(BooleanSupplier decision) {
		try {
			return decision.getAsBoolean();
		}
		catch (Throwable ex) {
			return true;
		}
	}

}
