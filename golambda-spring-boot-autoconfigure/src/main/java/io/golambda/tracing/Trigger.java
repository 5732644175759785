package io.golambda.tracing;

import java.util.Locale;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventSource;

/**
 * The kinds of triggers in OpenTelemetry's conventions.
 *
 * @see <a href=
 * "https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/#function-trigger-type">Function
 * trigger type</a>
 */
enum Trigger {

	DATASOURCE, HTTP, PUBSUB, TIMER, OTHER;

	private static final String SCHEDULE = "Scheduled Event";

	private final String value = name().toLowerCase(Locale.ROOT);

	String value() {
		return this.value;
	}

	static Trigger of(Event event) {
		EventSource source = event.source();
		return switch (source) {
			case SQS, SNS, KINESIS, KAFKA, ACTIVEMQ, RABBITMQ, CLOUDWATCH_LOGS, LAMBDA_DESTINATION, SES,
					EVENTBRIDGE_CUSTOM_BUS ->
				PUBSUB;
			case S3, S3_BATCH, DYNAMODB, DOCUMENTDB, CODECOMMIT -> DATASOURCE;
			case EVENTBRIDGE -> isSchedule(event) ? TIMER : PUBSUB;
			case FIREHOSE -> OTHER;
			case UNKNOWN -> event.isHttpRequest() ? HTTP : OTHER;
		};
	}

	private static boolean isSchedule(Event event) {
		try {
			return event.decapEventBridge()
				.stream()
				.anyMatch((record) -> SCHEDULE.equals(record.attributes().get("detail-type")));
		}
		catch (EventException ex) {
			return false;
		}
	}

}
