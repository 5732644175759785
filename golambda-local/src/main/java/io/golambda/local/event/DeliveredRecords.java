package io.golambda.local.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * The records of an event as Lambda delivers them, and their bytes, from which an event
 * with some of them can be made.
 */
final class DeliveredRecords {

	private final byte[] event;

	private final List<EventRecord> records;

	// where the array or object with all records is
	private final @Nullable ByteSlice container;

	private final List<Group> groups;

	private DeliveredRecords(byte[] event, List<EventRecord> records, @Nullable ByteSlice container,
			List<Group> groups) {
		this.event = event;
		this.records = records;
		this.container = container;
		this.groups = groups;
	}

	/**
	 * Finds the records of an event.
	 * @return the records, or empty if the event has no source, or cannot be read
	 */
	static Optional<DeliveredRecords> of(Event event) {
		EventSource source = event.source();
		if (source == EventSource.UNKNOWN) {
			return Optional.empty();
		}
		try {
			LinkedHashSet<EventRecord> outermost = new LinkedHashSet<>();
			event.records(source).forEach((record) -> outermost.add(record.outermost()));
			return Optional.of(locate(event.bytes(), source, List.copyOf(outermost)));
		}
		catch (EventException | JsonException ex) {
			return Optional.empty();
		}
	}

	private static DeliveredRecords locate(byte[] event, EventSource source, List<EventRecord> records) {
		JsonScanner json = new JsonScanner(event);
		ByteSlice container = container(json, source);
		List<Group> groups = (container != null) ? Group.read(container) : List.of();
		int located = groups.stream().mapToInt((group) -> group.records().size()).sum();
		if (located != records.size()) {
			return new DeliveredRecords(event, records, null, List.of());
		}
		return new DeliveredRecords(event, records, container, groups);
	}

	private static @Nullable ByteSlice container(JsonScanner json, EventSource source) {
		// EventBridge Pipes delivers a bare array
		if (json.type() == JsonType.ARRAY) {
			return json.value();
		}
		String member = switch (source) {
			case KAFKA, FIREHOSE -> "records";
			case ACTIVEMQ -> "messages";
			case RABBITMQ -> "rmqMessagesByQueue";
			case DOCUMENTDB -> "events";
			case S3_BATCH -> "tasks";
			default -> "Records";
		};
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed(member)) {
				return json.value();
			}
			json.skip();
		}
		return null;
	}

	int size() {
		return this.records.size();
	}

	List<EventRecord> records() {
		return this.records;
	}

	/**
	 * Returns the event with some of its records.
	 * @param kept selects records by their index
	 * @param change changes the bytes of each record that is kept
	 * @return the event; the same one if its records are not in an array
	 */
	byte[] only(IntPredicate kept, UnaryOperator<byte[]> change) {
		if (this.container == null) {
			return this.event.clone();
		}
		ByteArrayOutputStream result = new ByteArrayOutputStream(this.event.length);
		result.write(this.event, 0, this.container.offset());
		boolean grouped = this.event[this.container.offset()] == '{';
		int index = 0;
		String separator = "";
		if (grouped) {
			result.write('{');
		}
		for (Group group : this.groups) {
			List<byte[]> selected = new ArrayList<>();
			for (ByteSlice record : group.records()) {
				if (kept.test(index++)) {
					selected.add(change.apply(record.copy()));
				}
			}
			if (!grouped || !selected.isEmpty()) {
				write(result, separator);
				group.write(result, selected);
				separator = ",";
			}
		}
		if (grouped) {
			result.write('}');
		}
		int end = this.container.offset() + this.container.length();
		result.write(this.event, end, this.event.length - end);
		return result.toByteArray();
	}

	private static void write(ByteArrayOutputStream result, String text) {
		result.writeBytes(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * An array of records.
	 *
	 * @param name the name with its quotes and escapes if the event groups its records by
	 * partition or queue, otherwise {@code null}
	 * @param records the bytes of each record
	 */
	private record Group(byte @Nullable [] name, List<ByteSlice> records) {

		static List<Group> read(ByteSlice container) {
			JsonScanner json = new JsonScanner(container);
			if (json.type() != JsonType.OBJECT) {
				return List.of(new Group(null, elements(json)));
			}
			List<Group> groups = new ArrayList<>();
			json.enterObject();
			while (json.nextMember()) {
				byte[] name = new byte[json.nameLength() + 2];
				json.copyName(name, 0);
				groups.add(new Group(name, elements(json)));
			}
			return groups;
		}

		private static List<ByteSlice> elements(JsonScanner json) {
			List<ByteSlice> elements = new ArrayList<>();
			if (json.type() != JsonType.ARRAY) {
				json.skip();
				return elements;
			}
			json.enterArray();
			while (json.nextElement()) {
				elements.add(json.value());
			}
			return elements;
		}

		void write(ByteArrayOutputStream result, List<byte[]> selected) {
			if (this.name != null) {
				result.writeBytes(this.name);
				result.write(':');
			}
			result.write('[');
			for (int i = 0; i < selected.size(); i++) {
				if (i > 0) {
					result.write(',');
				}
				result.writeBytes(selected.get(i));
			}
			result.write(']');
		}

	}

}
