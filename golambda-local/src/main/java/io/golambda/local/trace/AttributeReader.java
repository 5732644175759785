package io.golambda.local.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads attributes. Not thread-safe.
 */
final class AttributeReader {

	private static final int MAX_ATTRIBUTES = 1000;

	private static final int MAX_DEPTH = 16;

	private final Map<String, Object> values = new LinkedHashMap<>();

	Map<String, Object> values() {
		return this.values;
	}

	/**
	 * Reads a {@code KeyValue}.
	 */
	void read(WireReader pair) {
		readPair(pair, this.values, 0);
		if (this.values.size() > MAX_ATTRIBUTES) {
			throw SpanException.tooLarge("A span has more than " + MAX_ATTRIBUTES + " attributes.");
		}
	}

	private static void readPair(WireReader pair, Map<String, Object> values, int depth) {
		String key = "";
		Object value = "";
		while (pair.next()) {
			switch (pair.field()) {
				case 1 -> key = pair.text();
				case 2 -> value = value(pair.message(), depth);
				default -> pair.skip();
			}
		}
		values.put(key, value);
	}

	private static Object value(WireReader any, int depth) {
		if (depth > MAX_DEPTH) {
			throw SpanException.tooLarge("An attribute is nested more than " + MAX_DEPTH + " levels deep.");
		}
		Object value = "";
		while (any.next()) {
			switch (any.field()) {
				case 1 -> value = any.text();
				case 2 -> value = any.integer() != 0;
				case 3 -> value = any.integer();
				case 4 -> value = Double.longBitsToDouble(any.fixed64());
				case 5 -> value = list(any.message(), depth + 1);
				case 6 -> value = map(any.message(), depth + 1);
				case 7 -> value = any.hex();
				default -> any.skip();
			}
		}
		return value;
	}

	private static List<Object> list(WireReader array, int depth) {
		List<Object> list = new ArrayList<>();
		while (array.next()) {
			if (array.field() == 1) {
				list.add(value(array.message(), depth));
			}
			else {
				array.skip();
			}
		}
		return List.copyOf(list);
	}

	private static Map<String, Object> map(WireReader list, int depth) {
		Map<String, Object> map = new LinkedHashMap<>();
		while (list.next()) {
			if (list.field() == 1) {
				readPair(list.message(), map, depth);
			}
			else {
				list.skip();
			}
		}
		return map;
	}

}
