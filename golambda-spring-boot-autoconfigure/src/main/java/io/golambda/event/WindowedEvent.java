package io.golambda.event;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.json.Utf8;
import io.golambda.event.source.TumblingWindowWriter;

/**
 * Puts the event of a stream into a tumbling window, for tests.
 */
final class WindowedEvent {

	private WindowedEvent() {
	}

	/**
	 * Writes the event in a tumbling window.
	 * @param state the state, or {@code null} when the window begins
	 * @param last whether the window ends; then Lambda sends no records
	 * @throws EventException if the event is not from Kinesis or DynamoDB
	 */
	static byte[] write(Event event, @Nullable Object state, boolean last) {
		EventSource source = event.source();
		if (source != EventSource.KINESIS && source != EventSource.DYNAMODB) {
			throw new EventException(
					"Only events of Kinesis and DynamoDB streams have a tumbling window; this one is from " + source
							+ ".");
		}
		String records = last ? "[]" : records(event);
		return TumblingWindowWriter.write(records, streamArn(event), NewRecord.content(state), last);
	}

	private static String records(Event event) {
		try {
			JsonScanner json = event.scanner();
			if (json.type() == JsonType.OBJECT) {
				json.enterObject();
				while (json.nextMember()) {
					if (json.isNamed("Records")) {
						return text(json.value());
					}
					json.skip();
				}
			}
		}
		catch (JsonException ex) {
			throw EventException.notJson(ex);
		}
		throw new EventException("Only an event with \"Records\" has a tumbling window; "
				+ "EventBridge Pipes and bare records have none.");
	}

	private static String text(ByteSlice records) {
		return Utf8.decode(records.bytes(), records.offset(), records.length())
			.orElseThrow(() -> new EventException("The records of the event are not UTF-8."));
	}

	private static String streamArn(Event event) {
		return event.records()
			.stream()
			.findFirst()
			.map((record) -> record.outermost().attributes().get("eventSourceARN"))
			.or(() -> event.window().map(TumblingWindow::eventSourceArn))
			.orElse("");
	}

}
