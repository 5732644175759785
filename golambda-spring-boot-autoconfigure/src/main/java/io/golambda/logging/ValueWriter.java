package io.golambda.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Writes a value of any type as JSON. Masks what is secret, cuts and marks what is too
 * long, and reports what cannot be written in its place. Safe for use by several threads.
 */
final class ValueWriter {

	private static final String CUT = JsonTree.CUT;

	static final int MOST_KEY = 256;

	// of a string inside an object or array
	static final int MOST_STRING = 8 * 1024;

	private static final int MOST_KNOWN_KEYS = 1000;

	private static final int MOST_KNOWN_KEY = 64;

	private final ObjectMapper mapper;

	private final SecretKeys secrets;

	private final Masker masker;

	// a function logs the same few keys again and again
	private final Map<String, ValueKey> keys = new ConcurrentHashMap<>();

	ValueWriter(ObjectMapper mapper, SecretKeys secrets) {
		this.mapper = mapper;
		this.secrets = secrets;
		this.masker = new Masker(mapper, secrets);
	}

	/**
	 * Writes values as an object, each so that it cannot spoil the others.
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
		if (key.isOfSecret(value)) {
			out.writeString(SecretKeys.MASK);
		}
		else {
			write(out, value, limits);
		}
	}

	private void write(JsonGenerator out, @Nullable Object value, Limits limits) {
		if (value instanceof String text) {
			boolean plain = text.length() <= limits.string() && !Masker.mayHoldSecrets(text);
			out.writeString(plain ? text : string(masked(text), limits.string()));
		}
		else if (value instanceof Integer number) {
			out.writeNumber(number);
		}
		else if (value instanceof Long number) {
			out.writeNumber(number);
		}
		else if (value instanceof Boolean bool) {
			out.writeBoolean(bool);
		}
		else if (value instanceof Double number) {
			out.writeNumber(number);
		}
		else if (value == null) {
			out.writeNull();
		}
		else {
			writeTree(out, value, limits);
		}
	}

	private void writeTree(JsonGenerator out, Object value, Limits limits) {
		Object tree;
		try {
			tree = new PlainValues(this.mapper, this.secrets, limits).read(value);
		}
		catch (Throwable ex) {
			tree = PlainValues.failed(value, ex);
		}
		Object masked;
		try {
			masked = this.masker.mask(tree);
		}
		catch (Throwable ex) {
			masked = SecretKeys.MASK;
		}
		int longest = (masked instanceof String) ? limits.string() : Math.min(limits.string(), MOST_STRING);
		JsonTree.write(out, masked, longest);
	}

	private String masked(String text) {
		try {
			return this.masker.mask(text);
		}
		catch (Throwable ex) {
			return SecretKeys.MASK;
		}
	}

	/**
	 * The key of a value as it may be written.
	 */
	ValueKey key(String key) {
		ValueKey known = this.keys.get(key);
		if (known != null) {
			return known;
		}
		ValueKey found = new ValueKey(name(masked(key)), this.secrets.of(key));
		if (key.length() <= MOST_KNOWN_KEY && this.keys.size() < MOST_KNOWN_KEYS) {
			this.keys.put(key, found);
		}
		return found;
	}

	/**
	 * Reads the properties that others write themselves, without having them serialize
	 * their values.
	 * @param properties writes them into an open object
	 * @param unnamed the key for a failure before the first property
	 * @return the properties up to the first that cannot be written, which is reported
	 */
	Map<?, ?> properties(Consumer<JsonGenerator> properties, String unnamed) {
		Map<String, @Nullable Object> read;
		try (TokenBuffer out = new TokenBuffer(null, false)) {
			Throwable failure = write(out, properties);
			try (JsonParser in = out.asParser()) {
				read = read(in, false, failure, unnamed);
			}
		}
		return read.isEmpty() ? serialized(properties, unnamed) : read;
	}

	// the members of an object, which only Jackson knows
	private Map<String, @Nullable Object> serialized(Consumer<JsonGenerator> properties, String unnamed) {
		BoundedBuffer json = new BoundedBuffer(Limits.WIDE.object());
		Throwable failure;
		try (JsonGenerator out = this.mapper.createGenerator(json)) {
			failure = write(out, properties);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		try (JsonParser in = ValueParsers.create(json.bytes(), 0, json.size())) {
			return read(in, true, failure, unnamed);
		}
	}

	private static @Nullable Throwable write(JsonGenerator out, Consumer<JsonGenerator> properties) {
		out.writeStartObject();
		try {
			properties.accept(out);
			out.writeEndObject();
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, @Nullable Object> read(JsonParser in, boolean exactNumbers, @Nullable Throwable failure,
			String unnamed) {
		Object read = new JsonTree(in, exactNumbers).read();
		Map<String, @Nullable Object> properties = (read instanceof Map<?, ?> map) ? (Map<String, @Nullable Object>) map
				: new LinkedHashMap<>();
		if (failure != null) {
			properties.remove(CUT);
			String failed = null;
			for (Map.Entry<String, @Nullable Object> property : properties.entrySet()) {
				failed = CUT.equals(property.getValue()) ? property.getKey() : failed;
			}
			properties.put((failed != null) ? failed : unnamed, "(no JSON: " + failure.getClass().getName() + ")");
		}
		return properties;
	}

	/**
	 * The name of a member, such that no two names become one when they are written.
	 */
	static String name(String name) {
		return LoneSurrogates.replaceIn(string(name, MOST_KEY));
	}

	/**
	 * A string that is not too long.
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
