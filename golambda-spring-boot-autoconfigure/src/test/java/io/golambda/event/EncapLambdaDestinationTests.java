package io.golambda.event;

import java.time.Instant;

import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates events for destinations with {@link Event#encapLambdaDestination}.
 */
class EncapLambdaDestinationTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Color BLUE = new Color("blue");

	@Test
	void successHasNoError() {
		Event event = Event.encapLambdaDestination(
				NewRecord.of(BLUE).with("condition", "Success").part("responsePayload", new Color("orange")));
		EventRecord record = event.records().get(0);
		assertThat(record.bind(Color.class)).isEqualTo(BLUE);
		assertThat(record.part("responsePayload").orElseThrow().bind(Color.class)).isEqualTo(new Color("orange"));
		assertThat(record.attributes()).containsEntry("condition", "Success").doesNotContainKey("functionError");
		assertThat(Event.encapLambdaDestination(NewRecord.of(BLUE).with("condition", "Success"))
			.records()
			.get(0)
			.part("responsePayload")).isEmpty();
	}

	@Test
	void awsClassReadsValues() {
		LambdaDestinationEvent event = Event
			.encapLambdaDestination(NewRecord.of(BLUE)
				.id("r-1")
				.timestamp(TIME)
				.with("approximateInvokeCount", 2)
				.with("functionError", "Handled"))
			.bind(LambdaDestinationEvent.class);
		assertThat(event.getRequestContext().getRequestId()).isEqualTo("r-1");
		assertThat(event.getRequestContext().getApproximateInvokeCount()).isEqualTo(2);
		assertThat(event.getResponseContext())
			.hasToString("{statusCode=200, executedVersion=$LATEST, functionError=Handled}");
		assertThat(event.getTimestamp().getMillis()).isEqualTo(TIME.toEpochMilli());
	}

}
