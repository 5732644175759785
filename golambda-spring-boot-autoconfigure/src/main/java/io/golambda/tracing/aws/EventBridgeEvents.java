package io.golambda.tracing.aws;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Adds a span to events that are put to EventBridge, which passes it to their targets.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html">PutEventsRequestEntry</a>
 */
final class EventBridgeEvents {

	private EventBridgeEvents() {
	}

	static SdkRequest with(SdkRequest request, OutgoingSpan span) {
		if (request instanceof PutEventsRequest events) {
			return events.toBuilder()
				.entries(events.entries().stream().map((entry) -> with(entry, span)).toList())
				.build();
		}
		return request;
	}

	private static PutEventsRequestEntry with(PutEventsRequestEntry entry, OutgoingSpan span) {
		return (entry.traceHeader() != null) ? entry : entry.toBuilder().traceHeader(span.header().text()).build();
	}

}
