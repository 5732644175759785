package io.golambda.logging;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import ch.qos.logback.core.Context;
import org.jspecify.annotations.Nullable;

/**
 * The values that were set for good, outside of any invocation. They belong to Logback's
 * context, as the loggers do.
 */
final class LastingValues {

	private static final String KEY = LastingValues.class.getName();

	private LastingValues() {
	}

	@SuppressWarnings("unchecked")
	static Map<String, @Nullable Object> of(Context context) {
		Object values = context.getObject(KEY);
		return (values != null) ? (Map<String, @Nullable Object>) values : Map.of();
	}

	static void set(Context context, String key, @Nullable Object value) {
		synchronized (context) {
			Map<String, @Nullable Object> values = new LinkedHashMap<>(of(context));
			values.put(key, value);
			replace(context, values);
		}
	}

	static void replace(Context context, Map<String, @Nullable Object> values) {
		context.putObject(KEY, Collections.unmodifiableMap(values));
	}

}
