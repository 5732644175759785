package io.golambda.batch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.FirehoseResult.Status;
import io.golambda.event.EventException;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;

/**
 * The answer to one record that Firehose delivered, which joins the results of the
 * records within it.
 */
final class FirehoseAnswer {

	private final EventRecord delivered;

	private final List<EventRecord> records = new ArrayList<>(1);

	private final List<FirehoseResult> results = new ArrayList<>(1);

	// a control message of CloudWatch Logs has no records
	private Status status = Status.DROPPED;

	private Map<String, String> partitionKeys = Map.of();

	FirehoseAnswer(EventRecord delivered) {
		this.delivered = delivered;
	}

	/**
	 * Adds the result of a record within the delivered one, or of itself.
	 * @throws EventException if the results before it have other partition keys, because
	 * Firehose delivers the joined data to one place
	 */
	void add(EventRecord record, FirehoseResult result) {
		if (this.status == Status.OK && result.status() == Status.OK
				&& !this.partitionKeys.equals(result.partitionKeys())) {
			throw EventException.forRecord(record, "has other partition keys than a record before it, "
					+ "with which it came in one Firehose record, so that they cannot be delivered together");
		}
		this.records.add(record);
		this.results.add(result);
		// a failure of one record fails all, since Firehose keeps their original data
		if (this.results.size() == 1 || result.status().compareTo(this.status) > 0) {
			this.status = result.status();
			this.partitionKeys = result.partitionKeys();
		}
	}

	void fail() {
		this.status = Status.PROCESSING_FAILED;
		this.partitionKeys = Map.of();
	}

	String recordId() {
		return this.delivered.id().orElseThrow();
	}

	Status status() {
		return this.status;
	}

	Map<String, String> partitionKeys() {
		return this.partitionKeys;
	}

	/**
	 * Returns the joined data in the order of the records. Unwrapped records are lines,
	 * so that none runs into the next.
	 * @param mapper writes objects
	 * @throws EventException if an object cannot be written as JSON
	 */
	byte[] data(JsonMapper mapper) {
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		for (int i = 0; i < this.records.size(); i++) {
			EventRecord record = this.records.get(i);
			FirehoseResult result = this.results.get(i);
			if (result.status() == Status.OK) {
				byte[] bytes = bytes(mapper, record, Objects.requireNonNull(result.data()));
				data.writeBytes(bytes);
				if (record.envelope().isPresent() && isUnterminatedLine(bytes)) {
					data.write('\n');
				}
			}
		}
		return data.toByteArray();
	}

	private static boolean isUnterminatedLine(byte[] bytes) {
		return bytes.length > 0 && bytes[bytes.length - 1] != '\n';
	}

	private static byte[] bytes(JsonMapper mapper, EventRecord record, Object data) {
		if (data instanceof byte[] bytes) {
			return bytes;
		}
		if (data instanceof CharSequence text) {
			return text.toString().getBytes(StandardCharsets.UTF_8);
		}
		if (EventMapper.isSchemaClass(data.getClass())) {
			return EventMapper.writeSchemaClass(data);
		}
		try {
			return mapper.writeValueAsBytes(data);
		}
		catch (JacksonException ex) {
			throw EventException.forRecord(record,
					"has a result of " + data.getClass().getName() + " that cannot be written as JSON");
		}
	}

}
