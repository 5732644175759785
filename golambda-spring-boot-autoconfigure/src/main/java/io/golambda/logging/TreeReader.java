package io.golambda.logging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.util.RawValue;

/**
 * Reads a value of any type into maps, lists, strings, numbers, booleans and
 * {@code null}, up to a size limit. A part that cannot be read is replaced by a
 * description of the failure. For one value only.
 */
final class TreeReader {

	private static final int MOST_QUOTED = 256;

	private final ObjectMapper mapper;

	private final MaskedWords words;

	private final int longest;

	// the maps and collections that contain the current one
	private final List<Object> around = new ArrayList<>();

	private final SizeLimit limit;

	TreeReader(ObjectMapper mapper, MaskedWords words, Limits limits) {
		this.mapper = mapper;
		this.words = words;
		this.longest = Math.min(limits.string(), ValueWriter.MOST_STRING);
		this.limit = new SizeLimit(limits.object());
	}

	@Nullable Object read(@Nullable Object value) {
		this.limit.takeScalar();
		if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long
				|| value instanceof Double || value instanceof Float || value instanceof Short || value instanceof Byte
				|| value instanceof JsonNumber) {
			return value;
		}
		if (value instanceof CharSequence || value instanceof Throwable) {
			return text(value);
		}
		if (value instanceof Optional<?> optional) {
			return read(optional.orElse(null));
		}
		if (value instanceof byte[] bytes) {
			return "[" + bytes.length + " bytes]";
		}
		if (value instanceof JsonBytes json) {
			return json(json);
		}
		if (value instanceof RawValue raw) {
			return raw(raw);
		}
		boolean own = value.getClass().getName().startsWith("java.") || !isAnnotated(value.getClass());
		if (own && value instanceof Map<?, ?> map) {
			return within(map, () -> members(map));
		}
		if (own && value instanceof Collection<?> collection) {
			return within(collection, () -> elements(collection));
		}
		if (value instanceof Object[] array) {
			return within(array, () -> elements(Arrays.asList(array)));
		}
		return bean(value);
	}

	private static boolean isAnnotated(Class<?> type) {
		return type.isAnnotationPresent(JsonFormat.class) || type.isAnnotationPresent(JsonSerialize.class);
	}

	private Object text(Object value) {
		try {
			String text = String.valueOf(value);
			this.limit.take(Math.min(text.length(), this.longest));
			return text;
		}
		catch (Throwable ex) {
			return failed(value, ex);
		}
	}

	private @Nullable Object within(Object container, Supplier<Object> reading) {
		if (this.around.size() == JsonTree.MOST_DEPTH) {
			return "(no JSON: too deep)";
		}
		for (Object outer : this.around) {
			if (outer == container) {
				return "(no JSON: refers to itself)";
			}
		}
		this.around.add(container);
		try {
			return reading.get();
		}
		catch (Throwable ex) {
			return failed(container, ex);
		}
		finally {
			this.around.remove(this.around.size() - 1);
		}
	}

	private Object members(Map<?, ?> map) {
		Map<String, @Nullable Object> read = new LinkedHashMap<>();
		try {
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				if (this.limit.isReached()) {
					read.put(JsonTree.unique(read, JsonTree.CUT), JsonTree.CUT);
					break;
				}
				String key = JsonTree.unique(read, ValueWriter.name(key(entry)));
				this.limit.take(key.length());
				read.put(key, member(entry, key));
			}
		}
		catch (Throwable ex) {
			read.put(JsonTree.unique(read, JsonTree.CUT), failed(map, ex));
		}
		return read;
	}

	private @Nullable Object member(Map.Entry<?, ?> entry, String key) {
		try {
			Object value = entry.getValue();
			return (value != null && this.words.cover(key, value)) ? MaskedWords.MASK : read(value);
		}
		catch (Throwable ex) {
			return failed(entry, ex);
		}
	}

	static String key(Map.Entry<?, ?> entry) {
		try {
			Object key = entry.getKey();
			if (key instanceof String text) {
				return text;
			}
			return (key instanceof Enum<?> constant) ? constant.name()
					: Objects.requireNonNullElse(String.valueOf(key), "null");
		}
		catch (Throwable ex) {
			return "(no key: " + ex.getClass().getName() + ")";
		}
	}

	private Object elements(Collection<?> collection) {
		List<@Nullable Object> read = new ArrayList<>();
		try {
			for (Object element : collection) {
				if (this.limit.isReached()) {
					read.add(JsonTree.CUT);
					break;
				}
				read.add(read(element));
			}
		}
		catch (Throwable ex) {
			read.add(failed(collection, ex));
		}
		return read;
	}

	private @Nullable Object bean(Object value) {
		try (TreeGenerator tree = new TreeGenerator(this.mapper, this.limit, this.longest, true)) {
			try {
				this.mapper.writeValue(tree, value);
			}
			catch (Throwable ex) {
				if (!tree.isFull()) {
					return failed(value, ex);
				}
			}
			return tree.tree();
		}
	}

	private @Nullable Object json(JsonBytes json) {
		int length = Math.min(json.bytes().length, this.limit.left());
		try (JsonParser in = ValueParsers.create(json.bytes(), 0, length)) {
			JsonTree tree = new JsonTree(in);
			Object read = tree.read();
			this.limit.take(length);
			return (!tree.isComplete() && read == JsonTree.CUT && length == json.bytes().length) ? read(json.bytes())
					: read;
		}
	}

	private @Nullable Object raw(RawValue raw) {
		if (!(raw.rawValue() instanceof String text)) {
			return bean(raw);
		}
		if (text.length() > this.limit.left()) {
			return json(new JsonBytes(text.getBytes(StandardCharsets.UTF_8)));
		}
		this.limit.take(text.length());
		try (JsonParser in = ValueParsers.create(text)) {
			JsonTree tree = new JsonTree(in);
			List<@Nullable Object> all = tree.readAll();
			if (tree.isComplete() && all.size() == 1) {
				return all.get(0);
			}
		}
		return "(no JSON: " + ValueWriter.string(text, MOST_QUOTED) + ")";
	}

	// without the message of the failure, which may quote the value
	static String failed(Object value, Throwable failure) {
		return "(no JSON: " + failure.getClass().getName() + " from a value of " + value.getClass().getName() + ")";
	}

}
