package io.golambda.local.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;

/**
 * Makes AWS events from what a user types into a form: <pre>
 * EventForms forms = new EventForms();
 * forms.build(mapper.readTree("""
 * 		{"source": "SQS", "records": [{"payload": "blue", "attributes": {"tenant": "acme"}}]}""")).event();
 * </pre>
 * <p>
 * A value is text, or {@code {"base64": "…"}} for bytes. Text that is JSON is put into
 * the event exactly as it was typed.
 * <p>
 * Immutable and safe for use by multiple threads.
 */
public final class EventForms {

	private static final Set<String> MEMBERS = Set.of("source", "records");

	private static final int MAX_RECORDS = 10_000;

	private final Map<String, FormSource> sources = new LinkedHashMap<>();

	private final List<EventForm> forms;

	/**
	 * Creates the forms of all sources.
	 */
	public EventForms() {
		FormHints hints = FormHints.load();
		FormSource.all(hints).forEach((source) -> this.sources.put(source.id(), source));
		this.forms = this.sources.values().stream().map((source) -> source.form(hints)).toList();
	}

	/**
	 * Returns the forms.
	 * @return the forms, in the order in which they are to be shown
	 */
	public List<EventForm> describe() {
		return this.forms;
	}

	/**
	 * Makes an event.
	 * @param request an object with {@code source}, the id of a form, and
	 * {@code records}, an array of objects with {@code payload} and optionally
	 * {@code id}, {@code timestamp}, {@code attributes}, {@code parts} and
	 * {@code headers}
	 * @return the event
	 * @throws EventInputException if the source cannot carry one of the records; names
	 * the field
	 */
	public EventText build(JsonNode request) {
		FormFields fields = FormFields.of(request, "The request", MEMBERS);
		FormSource source = source(fields);
		List<JsonNode> records = fields.array("records", MAX_RECORDS);
		if (records.isEmpty()) {
			throw EventInputException.invalid("records is empty. Add at least one record.");
		}
		if (records.size() > 1 && !source.batch()) {
			throw EventInputException.invalid("records has " + records.size() + " records, but an event of "
					+ source.label() + " has exactly one. Remove the others.");
		}
		@Nullable Object[] newRecords = new @Nullable Object[records.size()];
		for (int i = 0; i < newRecords.length; i++) {
			newRecords[i] = FormRecord.read(source, records.get(i), "records[" + i + "]");
		}
		return EventText.of(event(source, newRecords).json());
	}

	private FormSource source(FormFields fields) {
		String id = fields.requiredText("source");
		FormSource source = this.sources.get(id);
		if (source == null) {
			throw EventInputException
				.invalid("source must be one of " + String.join(", ", this.sources.keySet()) + ".");
		}
		return source;
	}

	private static Event event(FormSource source, @Nullable Object[] records) {
		try {
			return source.event().apply(records);
		}
		catch (IllegalArgumentException ex) {
			throw EventInputException.invalid(culprit(source, records) + ex.getMessage());
		}
	}

	// an exception of a writer does not name the record
	private static String culprit(FormSource source, @Nullable Object[] records) {
		for (int i = 0; i < records.length; i++) {
			try {
				source.event().apply(new @Nullable Object[] { records[i] });
			}
			catch (IllegalArgumentException ex) {
				return "records[" + i + "]: ";
			}
		}
		return "records: ";
	}

}
