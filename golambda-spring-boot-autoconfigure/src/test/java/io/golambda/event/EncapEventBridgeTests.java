package io.golambda.event;

import java.time.Instant;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Creates EventBridge events with {@link Event#encapEventBridge}.
 */
class EncapEventBridgeTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Color BLUE = new Color("blue");

	@Test
	void awsClassReadsSourceAndResources() {
		ScheduledEvent event = Event
			.encapEventBridge(NewRecord.of(BLUE)
				.id("e-1")
				.timestamp(TIME)
				.with("source", "aws.ec2")
				.with("detail-type", "State-change")
				.with("resources", "arn:1,arn:2"))
			.bind(ScheduledEvent.class);
		assertThat(event.getId()).isEqualTo("e-1");
		assertThat(event.getSource()).isEqualTo("aws.ec2");
		assertThat(event.getDetailType()).isEqualTo("State-change");
		assertThat(event.getResources()).containsExactly("arn:1", "arn:2");
		assertThat(event.getTime().getMillis()).isEqualTo(TIME.toEpochMilli());
	}

	@Test
	void sourceAndTypeApplyToNewRecord() {
		EventRecord record = Event.encapEventBridge("aws.ec2", "State-change", NewRecord.of(BLUE).id("e-1"))
			.records()
			.get(0);
		assertThat(record.id()).hasValue("e-1");
		assertThat(record.attributes()).containsEntry("source", "aws.ec2").containsEntry("detail-type", "State-change");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapEventBridge("a", "b", NewRecord.of(BLUE).with("source", "c")));
	}

}
