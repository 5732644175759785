package io.golambda.event.source;

import java.time.temporal.ChronoUnit;

import tools.jackson.core.JsonGenerator;

/**
 * Writes the events that Lambda sends to the destination of a function. The payload is
 * the event with which that function was invoked.
 */
final class LambdaDestinationWriter implements EventWriter {

	private static final String RESPONSE = "responsePayload";

	private static final String ERROR = """
			{"errorMessage":"the function failed","errorType":"java.lang.IllegalStateException"}""";

	@Override
	public RecordCapabilities capabilities() {
		return RecordCapabilities.of("LAMBDA_DESTINATION")
			.withId()
			.withTimestamp(ChronoUnit.MILLIS)
			.withAttributes(LambdaDestination.REQUEST_ATTRIBUTES)
			.withAttributes(LambdaDestination.RESPONSE_ATTRIBUTES)
			.withParts(RESPONSE);
	}

	@Override
	public void write(JsonGenerator json, OutgoingBatch batch) {
		OutgoingRecord record = batch.single(capabilities().source());
		boolean success = "Success".equals(record.attribute("condition"));
		json.writeStartObject();
		json.writeStringProperty("version", "1.0");
		json.writeStringProperty("timestamp", record.timestampOrNow().toString());
		json.writeObjectPropertyStart("requestContext");
		json.writeStringProperty("requestId", record.idOr("requestId", SyntheticValues.id()));
		record.write(json, "functionArn", SyntheticValues.arn("lambda", "function:function:$LATEST"));
		record.write(json, "condition", "RetriesExhausted");
		record.writeInt(json, "approximateInvokeCount", success ? 1 : 3);
		json.writeEndObject();
		json.writeName("requestPayload");
		json.writeRawValue(record.content().json());
		json.writeObjectPropertyStart("responseContext");
		record.writeInt(json, "statusCode", 200);
		record.write(json, "executedVersion", "$LATEST");
		if (success) {
			record.writePresent(json, "functionError");
		}
		else {
			record.write(json, "functionError", "Unhandled");
		}
		json.writeEndObject();
		json.writeName(RESPONSE);
		json.writeRawValue(response(record, success));
		json.writeEndObject();
	}

	private static String response(OutgoingRecord record, boolean success) {
		if (record.specifiesPart(RESPONSE)) {
			return record.part(RESPONSE).json();
		}
		return success ? "null" : ERROR;
	}

}
