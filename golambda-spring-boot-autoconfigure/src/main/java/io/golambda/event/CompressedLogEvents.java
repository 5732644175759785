package io.golambda.event;

import java.util.List;
import java.util.Optional;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.source.CloudWatchLogs;
import io.golambda.event.source.UnboundPayload;

/**
 * Log events of CloudWatch Logs in the compressed payload of a record, for example of
 * Kinesis. AWS compresses no other payloads.
 *
 * @param payload the compressed payload
 * @param record the record with this payload
 */
record CompressedLogEvents(ByteSlice payload, EventRecord record) {

	/**
	 * Inflates the log events.
	 * @param event the event that the record is from
	 * @param budget the bytes that may be inflated
	 * @return the log events; the record itself with the reason if they cannot be read;
	 * empty if the payload is something else
	 */
	Optional<List<EventRecord>> unwrap(Event event, InflatedBudget budget) {
		try {
			if (!mayBeLogEvents()) {
				return Optional.empty();
			}
		}
		catch (DecodingException ex) {
			// reading the record reports this
			return Optional.empty();
		}
		String problem;
		try {
			Event data = event.nested(event.eventMapper().inflater().inflate(this.payload, budget));
			List<EventRecord> records = RecordDecoder.decodeInflated(EventSource.CLOUDWATCH_LOGS, data, this.record);
			budget.spendRecords(records.size());
			if (records.stream().allMatch(EventRecord::isComplete)) {
				return Optional.of(records);
			}
			problem = "is compressed and begins like data of CloudWatch Logs, but has log events without id or message";
		}
		catch (DecodingException ex) {
			problem = ex.what();
		}
		catch (EventException ex) {
			problem = "is compressed and begins like data of CloudWatch Logs, but is not: " + ex.getMessage();
		}
		return Optional.of(List.of(this.record.withPayload(new UnboundPayload(this.payload, problem))));
	}

	/**
	 * Explains why the payload binds to no type.
	 */
	EventException notBindable() {
		try {
			return EventException.forRecord(this.record,
					mayBeLogEvents()
							? "contains log events of CloudWatch Logs, compressed by gzip; records() unwraps them"
							: "is compressed by gzip, not JSON; decoded() inflates it, bytes() returns it unchanged");
		}
		catch (DecodingException ex) {
			return EventException.forRecord(this.record, ex.what());
		}
	}

	private boolean mayBeLogEvents() throws DecodingException {
		return CloudWatchLogs.mayBeginWith(new Compressed(this.payload).beginning());
	}

}
