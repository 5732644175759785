package io.golambda.batch;

import java.util.List;
import java.util.stream.Collectors;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;

/**
 * Batches for tests.
 */
final class Events {

	private Events() {
	}

	/**
	 * Creates messages of a standard queue, with the ids as bodies.
	 */
	static Event queue(String... bodies) {
		return Event.of(records(List.of(bodies).stream().map((body) -> message(body, "queue", null, body)).toList()));
	}

	/**
	 * Creates messages of a FIFO queue. The first letter of an id is the group.
	 */
	static Event fifo(String... ids) {
		return Event
			.of(records(List.of(ids).stream().map((id) -> message(id, "queue.fifo", id.substring(0, 1), id)).toList()));
	}

	static String message(String id, String queue, String group, String body) {
		return "{\"messageId\":\"" + id + "\",\"body\":\"" + body.replace("\"", "\\\"") + "\",\"attributes\":{"
				+ ((group != null) ? "\"MessageGroupId\":\"" + group + "\"" : "")
				+ "},\"eventSource\":\"aws:sqs\",\"eventSourceARN\":\"arn:aws:sqs:us-east-1:123456789012:" + queue
				+ "\"}";
	}

	static String records(List<String> records) {
		return records.stream().collect(Collectors.joining(",", "{\"Records\":[", "]}"));
	}

	static String id(EventRecord record) {
		return record.id().orElseThrow();
	}

	/**
	 * Returns the event with the given remaining time.
	 */
	static Event withTimeLeft(Event event, int millis) {
		return Event.of(event.bytes(), new Deadline(System.currentTimeMillis() + millis));
	}

	/**
	 * A context with a deadline and a request id.
	 */
	record Deadline(long epochMillis) implements Context {

		@Override
		public String getAwsRequestId() {
			return "request-1";
		}

		@Override
		public String getLogGroupName() {
			return "group";
		}

		@Override
		public String getLogStreamName() {
			return "stream";
		}

		@Override
		public String getFunctionName() {
			return "function";
		}

		@Override
		public String getFunctionVersion() {
			return "1";
		}

		@Override
		public String getInvokedFunctionArn() {
			return "arn";
		}

		@Override
		public CognitoIdentity getIdentity() {
			return null;
		}

		@Override
		public ClientContext getClientContext() {
			return null;
		}

		@Override
		public int getRemainingTimeInMillis() {
			return (int) Math.max(0, this.epochMillis - System.currentTimeMillis());
		}

		@Override
		public int getMemoryLimitInMB() {
			return 512;
		}

		@Override
		public LambdaLogger getLogger() {
			return null;
		}

	}

}
