package io.golambda.sentry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Masks values of any type one by one and never throws an exception: drops a value that
 * cannot be masked, and keeps the others. Safe for use by several threads.
 */
final class SafeMasking {

	/**
	 * Replaces a value that cannot be masked.
	 */
	static final String DROPPED = "(dropped, could not be masked)";

	private static final String PROBE = "x";

	private final Masking masking;

	SafeMasking(Masking masking) {
		this.masking = masking;
	}

	/**
	 * Masks one value.
	 * @return the masked value; {@code null} if the value is {@code null}
	 */
	@Nullable Object value(String name, @Nullable Object value) {
		if (value == null) {
			return null;
		}
		try {
			Object masked = this.masking.mask(Collections.singletonMap(name, value)).values().iterator().next();
			return (masked != null) ? masked : DROPPED;
		}
		catch (Throwable ex) {
			return DROPPED;
		}
	}

	@Nullable String text(String name, @Nullable String text) {
		Object masked = value(name, text);
		return (masked != null) ? masked.toString() : null;
	}

	boolean masks(String name) {
		return !PROBE.equals(value(name, PROBE));
	}

	/**
	 * Masks the values of a map with keys and values of any type.
	 * @return a new mutable map without {@code null} values; {@code null} if the map is
	 * {@code null}
	 */
	@Nullable Map<String, Object> values(@Nullable Map<?, ?> values) {
		if (values == null) {
			return null;
		}
		Map<String, Object> masked = new LinkedHashMap<>();
		try {
			values.forEach((name, value) -> {
				String key = String.valueOf(name);
				Object safe = (value instanceof String text && key.endsWith("query")) ? pairs(text, "&")
						: value(key, value);
				if (safe != null) {
					masked.put(key, safe);
				}
			});
		}
		catch (Throwable ex) {
			// for example, another thread changes the map
			masked.put("…", DROPPED);
		}
		return masked;
	}

	@Nullable Map<String, String> texts(@Nullable Map<?, ?> values) {
		Map<String, Object> masked = values(values);
		if (masked == null) {
			return null;
		}
		Map<String, String> texts = new LinkedHashMap<>();
		masked.forEach((name, value) -> texts.put(name, value.toString()));
		return texts;
	}

	/**
	 * Masks the values of a text in the form {@code name=value&name=value}.
	 */
	@Nullable String pairs(@Nullable String text, String separator) {
		if (text == null) {
			return null;
		}
		List<String> pairs = new ArrayList<>();
		for (String pair : text.split(separator, -1)) {
			pairs.add(pair(pair));
		}
		return String.join(separator, pairs);
	}

	private String pair(String text) {
		int equals = text.indexOf('=');
		if (equals < 0) {
			return text;
		}
		String name = text.substring(0, equals);
		String value = text.substring(equals + 1);
		return name + "=" + (masks(name.trim()) ? value(name.trim(), value) : value);
	}

	/**
	 * Masks the query string of a URL.
	 */
	@Nullable String url(@Nullable String url) {
		int query = (url != null) ? url.indexOf('?') : -1;
		return (query < 0) ? url : url.substring(0, query + 1) + pairs(url.substring(query + 1), "&");
	}

	/**
	 * Masks a request's or response's body: a form, or a value of any type.
	 */
	@Nullable Object body(@Nullable Object body) {
		Object masked = value("data", body);
		return (masked instanceof String text && text.matches("[^\\s={\\[\"<]{1,256}=.*")) ? pairs(text, "&") : masked;
	}

	/**
	 * Masks a parameter of a message. A structured argument has the form
	 * {@code name=value}.
	 */
	String parameter(@Nullable String parameter) {
		String masked = String.valueOf(text("parameter", parameter));
		return masked.matches("(?s)\\S{1,256}?=.*") ? pair(masked) : masked;
	}

}
