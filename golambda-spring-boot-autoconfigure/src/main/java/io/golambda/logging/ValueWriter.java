package io.golambda.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes a value of any type as JSON. Masks secrets, cuts and marks long parts, and
 * replaces parts that cannot be written by a description of the failure. Safe for use by
 * several threads.
 */
final class ValueWriter {

	private static final String CUT = JsonTree.CUT;

	static final int MOST_KEY = 256;

	// in an object or array
	static final int MOST_STRING = 8 * 1024;

	private static final int MOST_KNOWN_KEYS = 1000;

	private static final int MOST_KNOWN_KEY = 64;

	private final ObjectMapper mapper;

	private final MaskedWords words;

	private final TextMasker texts;

	// a function logs few distinct keys
	private final Map<String, ValueKey> keys = new ConcurrentHashMap<>();

	ValueWriter(ObjectMapper mapper, MaskedWords words) {
		this.mapper = mapper;
		this.words = words;
		this.texts = new TextMasker(mapper, words);
	}

	/**
	 * Writes values as an object. A failure of one value does not affect the others.
	 */
	void writeObject(JsonGenerator out, Map<?, ?> values, Limits limits) {
		LogValues all = new LogValues(Set.of(), this);
		all.addAll(values, limits.values());
		out.writeStartObject();
		all.write(out, limits);
		out.writeEndObject();
	}

	void writeProperty(JsonGenerator out, ValueKey key, @Nullable Object value, Limits limits) {
		out.writeName(key.quoted());
		if (key.isSecret(value)) {
			out.writeString(MaskedWords.MASK);
		}
		else {
			write(out, value, limits);
		}
	}

	private void write(JsonGenerator out, @Nullable Object value, Limits limits) {
		if (value instanceof String text) {
			boolean plain = text.length() <= limits.string() && !TextMasker.mayHoldSecrets(text);
			out.writeString(plain ? text : string(this.texts.maskSafely(text, 0), limits.string()));
		}
		else if (!Scalars.write(out, value)) {
			Object tree = tree(value, limits);
			int longest = (tree instanceof String) ? limits.string() : Math.min(limits.string(), MOST_STRING);
			new TreeWriter(out, this.texts, this.words, longest, 0).write(tree);
		}
	}

	private @Nullable Object tree(Object value, Limits limits) {
		try {
			return new TreeReader(this.mapper, this.words, limits).read(value);
		}
		catch (Throwable ex) {
			return TreeReader.failed(value, ex);
		}
	}

	/**
	 * Returns the masked and shortened key of a value.
	 */
	ValueKey key(String key) {
		ValueKey known = this.keys.get(key);
		if (known != null) {
			return known;
		}
		ValueKey found = new ValueKey(name(this.texts.maskSafely(key, 0)), this.words.of(key));
		if (key.length() <= MOST_KNOWN_KEY && this.keys.size() < MOST_KNOWN_KEYS) {
			this.keys.put(key, found);
		}
		return found;
	}

	/**
	 * Collects properties that a marker or argument writes, without serializing their
	 * values.
	 * @param properties writes the properties into an open object
	 * @param unnamed the key of a failure that has no name
	 * @return the properties up to the first failure, and a description of it
	 */
	Map<?, ?> properties(Consumer<JsonGenerator> properties, String unnamed) {
		Map<String, @Nullable Object> read = new LinkedHashMap<>();
		try (TreeGenerator out = new TreeGenerator(this.mapper, new SizeLimit(Limits.LINE), MOST_STRING, false)) {
			String failed = null;
			Throwable failure = null;
			try {
				out.writeStartObject();
				properties.accept(out);
				out.writeEndObject();
			}
			catch (Throwable ex) {
				failed = out.pendingName();
				failure = ex;
			}
			if (out.tree() instanceof Map<?, ?> written) {
				written.forEach((name, value) -> read.put((String) name, value));
			}
			if (failure != null) {
				read.remove(CUT);
				read.put((failed != null) ? failed : unnamed, "(no JSON: " + failure.getClass().getName() + ")");
			}
		}
		return read;
	}

	/**
	 * Returns a name that is not too long and has no unpaired surrogates.
	 */
	static String name(String name) {
		return LoneSurrogates.replaceIn(string(name, MOST_KEY));
	}

	/**
	 * Returns a string that is not too long.
	 */
	static String string(String text, int limit) {
		return (text.length() > limit)
				? text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit)
						+ cutMark(text)
				: text;
	}

	static String cutMark(String text) {
		return CUT + "[cut, " + text.length() + " characters]";
	}

}
