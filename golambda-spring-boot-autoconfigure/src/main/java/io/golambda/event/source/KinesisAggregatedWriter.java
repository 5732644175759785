package io.golambda.event.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JsonGenerator;

/**
 * Writes Amazon Kinesis Data Streams events of one record, which aggregates user records
 * as the Kinesis Producer Library does. User records have their own keys; all other
 * attributes are those of the aggregated record.
 */
final class KinesisAggregatedWriter implements EventWriter {

	private static final List<String> COMMON_ATTRIBUTES = List.of("eventID", "eventSourceARN", "awsRegion",
			"sequenceNumber", "encryptionType");

	private final KinesisWriter kinesis = new KinesisWriter();

	@Override
	public RecordCapabilities capabilities() {
		return new KinesisWriter().capabilities().withAttributes("explicitHashKey", "subSequenceNumber");
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		Map<String, OutgoingRecord.Attribute> attributes = new LinkedHashMap<>();
		for (String name : COMMON_ATTRIBUTES) {
			String value = batch.common(name, (record) -> record.attribute(name));
			if (value != null) {
				attributes.put(name, OutgoingRecord.Attribute.ofText(value));
			}
		}
		OutgoingRecord aggregated = new OutgoingRecord(
				OutgoingContent.ofBytes(AggregatedRecordWriter.write(batch.records())),
				batch.common("id", OutgoingRecord::id), batch.common("timestamp", OutgoingRecord::timestamp),
				attributes, Map.of(), List.of());
		this.kinesis.write(json, new OutgoingBatch(List.of(aggregated)));
	}

}
