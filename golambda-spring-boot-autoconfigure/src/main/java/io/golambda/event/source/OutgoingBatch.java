package io.golambda.event.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The records of one event that a test creates.
 *
 * @param records the records, at least one
 */
record OutgoingBatch(List<OutgoingRecord> records) {

	/**
	 * Returns the only record, for a source with one record per event.
	 * @throws IllegalArgumentException if there are several
	 */
	OutgoingRecord single(String source) {
		if (this.records.size() > 1) {
			throw new IllegalArgumentException("An event of " + source + " has one record, so pass one message only.");
		}
		return this.records.get(0);
	}

	boolean anyMatch(Predicate<OutgoingRecord> predicate) {
		return this.records.stream().anyMatch(predicate);
	}

	/**
	 * Groups the records, for example by queue, in the order of their first records.
	 */
	Map<String, List<OutgoingRecord>> groupedBy(Function<OutgoingRecord, String> group) {
		return this.records.stream().collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()));
	}

	/**
	 * Returns an attribute that an event has once for all of its records.
	 * @param defaultValue the value if no record has the attribute
	 * @throws IllegalArgumentException if records have different values
	 */
	String common(String attribute, String defaultValue) {
		String common = common(attribute, (record) -> record.attribute(attribute));
		return (common != null) ? common : defaultValue;
	}

	/**
	 * Returns a value that an event has once for all of its records.
	 * @param name the name of the value, for the message of the exception
	 * @return the value, or {@code null} if no record has it
	 * @throws IllegalArgumentException if records have different values
	 */
	<T> @Nullable T common(String name, Function<OutgoingRecord, @Nullable T> value) {
		List<T> different = this.records.stream().map(value).filter(Objects::nonNull).distinct().toList();
		if (different.size() > 1) {
			throw new IllegalArgumentException(
					"The event has one \"" + name + "\" for all of its records, but these have different values.");
		}
		return different.isEmpty() ? null : different.get(0);
	}

	/**
	 * Writes an object with all records in its member {@code Records}.
	 */
	void writeRecords(JsonGenerator json, BiConsumer<JsonGenerator, OutgoingRecord> writer) {
		json.writeStartObject();
		json.writeArrayPropertyStart("Records");
		this.records.forEach((record) -> writer.accept(json, record));
		json.writeEndArray();
		json.writeEndObject();
	}

}
