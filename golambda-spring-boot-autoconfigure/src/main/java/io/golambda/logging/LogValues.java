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

/**
 * The values of one line in the order in which they are added. A later value overrides an
 * earlier one of the same name. A value with the name of a field is renamed.
 */
final class LogValues {

	private final Set<String> fields;

	private final ValueWriter writer;

	private ValueKey[] keys = new ValueKey[8];

	private @Nullable Object[] values = new Object[8];

	private int size;

	private int omitted;

	/**
	 * Creates an empty collection.
	 * @param fields the names of the line's fields
	 * @param writer writes the values
	 */
	LogValues(Set<String> fields, ValueWriter writer) {
		this.fields = fields;
		this.writer = writer;
	}

	/**
	 * Adds the entries of a map, whose methods may throw.
	 */
	void addAll(Map<?, ?> more) {
		if (!more.isEmpty()) {
			addAll(more, Integer.MAX_VALUE);
		}
	}

	/**
	 * Adds the entries of a map up to a maximum size of this collection.
	 */
	void addAll(Map<?, ?> more, int most) {
		try {
			for (Map.Entry<?, ?> entry : more.entrySet()) {
				if (this.size == most) {
					this.omitted = more.size() - most;
					return;
				}
				add(TreeReader.key(entry), value(entry));
			}
		}
		catch (Throwable ex) {
			add(JsonTree.CUT, TreeReader.failed(more, ex));
		}
	}

	private static @Nullable Object value(Map.Entry<?, ?> entry) {
		try {
			return entry.getValue();
		}
		catch (Throwable ex) {
			return TreeReader.failed(entry, ex);
		}
	}

	void addValuesOf(ILoggingEvent event) {
		List<Marker> markers = event.getMarkerList();
		if (markers != null) {
			for (Marker marker : markers) {
				addValuesOf(marker);
			}
		}
		List<KeyValuePair> pairs = event.getKeyValuePairs();
		if (pairs != null) {
			for (KeyValuePair pair : pairs) {
				add(pair.key, pair.value);
			}
		}
		Object[] arguments = event.getArgumentArray();
		if (arguments != null) {
			for (Object argument : arguments) {
				if (argument instanceof StructuredArgument values) {
					addAll(this.writer.properties(values::writeTo, argument.getClass().getSimpleName()));
				}
			}
		}
	}

	private void addValuesOf(Marker marker) {
		if (marker instanceof LogstashMarker values) {
			addAll(this.writer.properties(values::writeTo, marker.getClass().getSimpleName()));
			if (values.hasReferences()) {
				values.forEach(this::addValuesOf);
			}
		}
	}

	void add(@Nullable String key, @Nullable Object value) {
		ValueKey name = this.writer.key((key != null) ? key : "null");
		if (this.fields.contains(name.name())) {
			name = name.renamed();
		}
		for (int i = 0; i < this.size; i++) {
			if (this.keys[i].name().equals(name.name())) {
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

	void write(JsonGenerator out, Limits limits) {
		int written = Math.min(this.size, limits.values());
		for (int i = 0; i < written; i++) {
			this.writer.writeProperty(out, this.keys[i], this.values[i], limits);
		}
		if (written < this.size + this.omitted) {
			out.writeStringProperty(JsonTree.CUT, "[cut, " + (this.size + this.omitted) + " values]");
		}
	}

}
