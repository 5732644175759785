package io.golambda.payload;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * The records that an answer reports as failed, in any of the forms that AWS reads:
 * {@code batchItemFailures}, and {@code result} of a transformation for Firehose.
 *
 * @param identifiers the identifiers of the failed records; that of a Kafka record is its
 * partition and its offset with a hyphen between them, as its id
 * @param areReadable whether the answer does not fail the whole batch by a missing
 * identifier
 */
record ReportedFailures(Set<String> identifiers, boolean areReadable) {

	// Lambda rejects a larger answer
	private static final int LARGEST_ANSWER = 6 * 1024 * 1024;

	private static final ReportedFailures NONE = new ReportedFailures(Set.of(), true);

	private static final ReportedFailures UNREADABLE = new ReportedFailures(Set.of(), false);

	/**
	 * Reads an answer.
	 * @param answer the bytes of the answer; anything else has no failures
	 */
	static ReportedFailures in(@Nullable Object answer) {
		if (!(answer instanceof byte[] bytes) || new JsonScanner(bytes).type() != JsonType.OBJECT) {
			return NONE;
		}
		if (bytes.length > LARGEST_ANSWER) {
			return UNREADABLE;
		}
		try {
			return read(new JsonScanner(bytes));
		}
		catch (JsonException ex) {
			// Lambda cannot read it, either
			return UNREADABLE;
		}
	}

	private static ReportedFailures read(JsonScanner json) {
		Set<String> failed = new HashSet<>();
		boolean readable = true;
		json.enterObject();
		while (json.nextMember()) {
			boolean batch = json.isNamed("batchItemFailures");
			if ((batch || json.isNamed("records")) && json.type() == JsonType.ARRAY) {
				json.enterArray();
				while (json.nextElement()) {
					readable &= batch ? addItem(json, failed) : addResult(json, failed);
				}
			}
			else {
				json.skip();
			}
		}
		return new ReportedFailures(failed, readable);
	}

	private static boolean addItem(JsonScanner json, Set<String> failed) {
		String identifier = null;
		if (json.type() != JsonType.OBJECT) {
			json.skip();
			return false;
		}
		json.enterObject();
		while (json.nextMember()) {
			if (!json.isNamed("itemIdentifier")) {
				json.skip();
			}
			else if (json.type() == JsonType.OBJECT) {
				identifier = kafka(json);
			}
			else {
				identifier = scalar(json);
			}
		}
		if (identifier != null) {
			failed.add(identifier);
		}
		return identifier != null;
	}

	private static @Nullable String kafka(JsonScanner json) {
		String partition = null;
		String offset = null;
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed("partition")) {
				partition = scalar(json);
			}
			else if (json.isNamed("offset")) {
				offset = scalar(json);
			}
			else {
				json.skip();
			}
		}
		return (partition != null && offset != null) ? partition + "-" + offset : null;
	}

	// any other object with records is not for Firehose
	private static boolean addResult(JsonScanner json, Set<String> failed) {
		if (json.type() != JsonType.OBJECT) {
			json.skip();
			return true;
		}
		String id = null;
		String result = null;
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed("recordId")) {
				id = scalar(json);
			}
			else if (json.isNamed("result")) {
				result = scalar(json);
			}
			else {
				json.skip();
			}
		}
		if (id != null && "ProcessingFailed".equals(result)) {
			failed.add(id);
		}
		return true;
	}

	private static @Nullable String scalar(JsonScanner json) {
		JsonType type = json.type();
		if (type == JsonType.STRING) {
			return json.string().text().filter((text) -> !text.isEmpty()).orElse(null);
		}
		String text = json.value().ascii();
		return (type == JsonType.NUMBER) ? text : null;
	}

}
