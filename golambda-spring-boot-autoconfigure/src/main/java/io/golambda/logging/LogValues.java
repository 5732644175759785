package io.golambda.logging;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ch.qos.logback.classic.spi.ILoggingEvent;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.marker.LogstashMarker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;

import io.golambda.error.ErrorReport;

/**
 * The values of one line, in the order in which they were given: what is nearer to the
 * line takes the place of what is farther away, and no value takes the place of a field.
 */
final class LogValues {

	private final Set<String> fields;

	private String[] keys = new String[8];

	private @Nullable Object[] values = new Object[8];

	private int size;

	/**
	 * Creates an empty set of values.
	 * @param fields the names of the line's fields
	 */
	LogValues(Set<String> fields) {
		this.fields = fields;
	}

	void addAll(Map<String, ?> more) {
		if (!more.isEmpty()) {
			more.forEach(this::add);
		}
	}

	void addOf(ILoggingEvent event, ValueWriter writer) {
		List<Marker> markers = event.getMarkerList();
		if (markers != null) {
			for (Marker marker : markers) {
				if (marker instanceof LogstashMarker values) {
					addAll(writer.properties((out) -> write(values, out)));
				}
			}
		}
		List<KeyValuePair> pairs = event.getKeyValuePairs();
		if (pairs != null) {
			for (KeyValuePair pair : pairs) {
				if (!(pair.value instanceof ErrorReport)) {
					add(pair.key, pair.value);
				}
			}
		}
		Object[] arguments = event.getArgumentArray();
		if (arguments != null) {
			for (Object argument : arguments) {
				if (argument instanceof StructuredArgument values) {
					addAll(writer.properties(values::writeTo));
				}
			}
		}
	}

	private static void write(LogstashMarker marker, JsonGenerator out) {
		marker.writeTo(out);
		if (marker.hasReferences()) {
			for (Marker reference : marker) {
				if (reference instanceof LogstashMarker more) {
					write(more, out);
				}
			}
		}
	}

	void add(@Nullable String key, @Nullable Object value) {
		String name = (key != null) ? key : "null";
		if (name.length() > ValueWriter.MOST_KEY) {
			// now, so that no two become one later
			name = ValueWriter.string(name, ValueWriter.MOST_KEY);
		}
		if (this.fields.contains(name)) {
			name = "_" + name;
		}
		for (int i = 0; i < this.size; i++) {
			if (this.keys[i].equals(name)) {
				this.values[i] = value;
				return;
			}
		}
		if (this.size == this.keys.length) {
			this.keys = Arrays.copyOf(this.keys, 2 * this.size);
			this.values = Arrays.copyOf(this.values, 2 * this.size);
		}
		this.keys[this.size] = name;
		this.values[this.size] = value;
		this.size++;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	void write(JsonGenerator out, ValueWriter writer, Limits limits) {
		int written = Math.min(this.size, limits.values());
		for (int i = 0; i < written; i++) {
			writer.writeProperty(out, this.keys[i], this.values[i], limits);
		}
		if (written < this.size) {
			out.writeStringProperty("…", "[cut, " + this.size + " values]");
		}
	}

}
