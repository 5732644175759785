package io.golambda.event.source;

import java.time.Duration;
import java.time.Instant;

/**
 * Writes events of a stream within a tumbling window of two minutes.
 */
public final class TumblingWindowWriter {

	private static final Duration LENGTH = Duration.ofMinutes(2);

	private TumblingWindowWriter() {
	}

	/**
	 * Writes an event.
	 * @param records the records as a JSON array, copied as they are
	 * @param eventSourceArn the ARN of the stream
	 * @param state the state, which is none when the window begins
	 * @param last whether the window ends
	 * @return the event as JSON
	 * @throws IllegalArgumentException if the state is not JSON
	 */
	public static byte[] write(String records, String eventSourceArn, OutgoingContent state, boolean last) {
		String stateJson = state.isPresent() ? state.json() : "{}";
		Instant end = SyntheticValues.now();
		return EventJson.write((json) -> {
			json.writeStartObject();
			json.writeName("Records");
			json.writeRawValue(records);
			json.writeObjectPropertyStart("window");
			json.writeStringProperty("start", end.minus(LENGTH).toString());
			json.writeStringProperty("end", end.toString());
			json.writeEndObject();
			json.writeName("state");
			json.writeRawValue(stateJson);
			json.writeStringProperty("shardId", "shardId-000000000000");
			json.writeStringProperty("eventSourceARN", eventSourceArn);
			json.writeBooleanProperty("isFinalInvokeForWindow", last);
			json.writeBooleanProperty("isWindowTerminatedEarly", false);
			json.writeEndObject();
		});
	}

}
