package io.golambda.batch;

import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;

/**
 * The tasks of an event from S3 Batch Operations and the result of each, in the order of
 * the event.
 */
record S3TaskResults(List<EventRecord> tasks, List<S3TaskResult> results) {

	private static final Logger log = LoggerFactory.getLogger(Batch.class);

	private static final S3TaskResult NOT_STARTED = S3TaskResult
		.temporaryFailure("Not started before the function had to end.");

	static S3TaskResults process(Event event, Function<EventRecord, S3TaskResult> function) {
		BatchProcessor processor = BatchProcessor.sequential();
		long end = processor.end(event);
		List<EventRecord> tasks = event.decapS3Batch();
		checkIds(tasks);
		S3TaskResult[] results = new S3TaskResult[tasks.size()];
		List<BatchItem> items = BatchItem.of(tasks);
		processor.run(items, new WholeEventPolicy((task) -> Optional.empty()), end,
				(task) -> results[task.index()] = Objects.requireNonNull(function.apply(task), "the result of a task"));
		int remaining = 0;
		for (int i = 0; i < results.length; i++) {
			BatchItem item = items.get(i);
			if (item.is(BatchItem.State.NOT_STARTED)) {
				results[i] = NOT_STARTED;
				remaining++;
			}
			else if (!item.is(BatchItem.State.SUCCEEDED)) {
				results[i] = failure(event, Objects.requireNonNull(item.failure()));
			}
		}
		if (remaining > 0) {
			log.warn("{} of {} tasks of the S3_BATCH event were not started before the function had to end. "
					+ "They will be retried.", remaining, results.length);
		}
		return new S3TaskResults(tasks, List.of(results));
	}

	private static void checkIds(List<EventRecord> tasks) {
		Set<String> ids = new HashSet<>();
		for (EventRecord task : tasks) {
			if (task.id().filter(ids::add).isEmpty()) {
				throw EventException.forRecord(task, "has no unique taskId, which the response to S3 needs");
			}
		}
	}

	// without the message, since S3 stores the text in a bucket
	private static S3TaskResult failure(Event event, Throwable failure) {
		String requestId = event.context().getAwsRequestId();
		return S3TaskResult.temporaryFailure(failure.getClass().getName()
				+ ((requestId == null || requestId.isEmpty()) ? "" : ", see the log of request " + requestId));
	}

	/**
	 * Writes the response to S3.
	 */
	String response() {
		// the same for all tasks of an event
		Map<String, String> attributes = this.tasks.get(0).attributes();
		StringWriter response = new StringWriter();
		try (JsonGenerator json = JsonMapper.shared().createGenerator(response)) {
			json.writeStartObject();
			json.writeStringProperty("invocationSchemaVersion", attributes.get("invocationSchemaVersion"));
			json.writeStringProperty("treatMissingKeysAs", S3TaskResult.Code.TEMPORARY_FAILURE.text());
			json.writeStringProperty("invocationId", attributes.get("invocationId"));
			json.writeArrayPropertyStart("results");
			for (int i = 0; i < this.tasks.size(); i++) {
				json.writeStartObject();
				json.writeStringProperty("taskId", this.tasks.get(i).id().orElseThrow());
				json.writeStringProperty("resultCode", this.results.get(i).code().text());
				json.writeStringProperty("resultString", this.results.get(i).resultString());
				json.writeEndObject();
			}
			json.writeEndArray();
			json.writeEndObject();
		}
		return response.toString();
	}

}
