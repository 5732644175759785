package io.golambda.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.EventWriter;
import io.golambda.event.source.KinesisWriter;

/**
 * Amazon Kinesis Data Streams. What the Kinesis Producer Library aggregated is split into
 * its user records, each with the Kinesis record as its envelope.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using
 * Lambda to process records from Amazon Kinesis Data Streams</a>
 */
final class Kinesis implements SourceFormat {

	private static final List<String> PAYLOAD = List.of("kinesis", "data");

	// EventBridge Pipes has what is said of a record in the record itself
	private static final List<String> PAYLOAD_IN_PIPE = List.of("data");

	private static final Set<String> OF_RECORD = Set.of("eventID", "eventSourceARN", "awsRegion");

	private static final Set<String> OF_KINESIS = Set.of("partitionKey", "sequenceNumber", "encryptionType");

	@Override
	public boolean recognises(EventShape shape) {
		return records(PAYLOAD).isIn(shape);
	}

	@Override
	public List<EventRecord> decap(Event event, @Nullable EventRecord envelope) {
		List<EventRecord> records = records(isOfPipe(event.scanner()) ? PAYLOAD_IN_PIPE : PAYLOAD).read(event,
				envelope);
		for (EventRecord record : records) {
			if (mayBeAggregated(record)) {
				return split(records);
			}
		}
		return records;
	}

	private static boolean isOfPipe(JsonScanner json) {
		if (json.type() == JsonType.ARRAY) {
			json.enterArray();
			return json.nextElement() && isOfPipe(json);
		}
		if (json.type() == JsonType.OBJECT) {
			json.enterObject();
			while (json.nextMember()) {
				if (json.isNamed("Records") || json.isNamed("kinesis")) {
					return false;
				}
				json.skip();
			}
			return true;
		}
		return false;
	}

	private static RecordsArray records(List<String> payload) {
		return new RecordsArray(EventSource.KINESIS, "eventSource", "aws:kinesis", "sequenceNumber", payload);
	}

	private static boolean mayBeAggregated(EventRecord record) {
		return record.payload() instanceof Base64Payload data && AggregatedRecord.mayBeIn(data.string());
	}

	private static List<EventRecord> split(List<EventRecord> records) {
		List<EventRecord> userRecords = new ArrayList<>();
		for (EventRecord record : records) {
			if (mayBeAggregated(record)) {
				split(record, userRecords);
			}
			else {
				userRecords.add(record);
			}
		}
		return Collections.unmodifiableList(userRecords);
	}

	private static void split(EventRecord record, List<EventRecord> userRecords) {
		ByteSlice data;
		try {
			data = record.payload().slice(record);
		}
		catch (EventException ex) {
			// not base64, which reading the record reports
			userRecords.add(record);
			return;
		}
		if (!AggregatedRecord.isIn(data)) {
			userRecords.add(record);
			return;
		}
		int before = userRecords.size();
		try {
			RecordOrigin carrying = record.carrying();
			AggregatedRecord.read(data,
					(user) -> userRecords.add(record.carrying(carrying, userRecords.size() - before, user)));
		}
		catch (DecodingException ex) {
			userRecords.subList(before, userRecords.size()).clear();
			userRecords.add(record.withPayload(new UnboundPayload(data, ex.what() + "; bytes() gives it as it is")));
		}
		if (userRecords.size() == before) {
			// else nobody would hear of it
			userRecords.add(record);
		}
	}

	@Override
	public Payload payload(JsonScanner json) {
		return Base64Payload.read(json);
	}

	@Override
	public Optional<String> id(EventRecord record) {
		String number = record.text("kinesis", "sequenceNumber");
		return Optional.ofNullable((number != null) ? number : record.text("sequenceNumber"));
	}

	@Override
	public Optional<Instant> timestamp(EventRecord record) {
		return record.epochSeconds("kinesis", "approximateArrivalTimestamp")
			.or(() -> record.epochSeconds("approximateArrivalTimestamp"));
	}

	@Override
	public Map<String, String> attributes(EventRecord record) {
		Map<String, String> attributes = new HashMap<>();
		record.putScalars(attributes, OF_RECORD);
		record.putScalars(attributes, OF_KINESIS);
		record.putScalars(attributes, OF_KINESIS, "kinesis");
		return Collections.unmodifiableMap(attributes);
	}

	@Override
	public EventWriter writer() {
		return new KinesisWriter();
	}

}
