package io.golambda.event;

import java.time.Instant;

import com.amazonaws.services.lambda.runtime.events.CodeCommitEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates CodeCommit events with {@link Event#encapCodeCommit}.
 */
class EncapCodeCommitTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	@Test
	void awsClassReadsValues() {
		CodeCommitEvent.Record record = Event
			.encapCodeCommit(NewRecord.of("{}").id("e-1").timestamp(TIME).with("customData", "mine"))
			.records()
			.get(0)
			.as(CodeCommitEvent.Record.class);
		assertThat(record.getEventId()).isEqualTo("e-1");
		assertThat(record.getEventTime().getMillis()).isEqualTo(TIME.toEpochMilli());
		assertThat(record.getCustomData()).isEqualTo("mine");
	}

}
