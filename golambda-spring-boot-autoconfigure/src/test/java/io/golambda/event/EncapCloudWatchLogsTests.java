package io.golambda.event;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates CloudWatch Logs events with {@link Event#encapCloudWatchLogs}.
 */
class EncapCloudWatchLogsTests {

	@Test
	void attributesOfTheStreamApplyToAllLogEvents() {
		List<EventRecord> records = Event
			.encapCloudWatchLogs("plain", NewRecord.of("x").with("logGroup", "/orders").with("level", "ERROR"))
			.records();
		assertThat(records.get(0).attributes()).containsEntry("logGroup", "/orders").doesNotContainKey("level");
		assertThat(records.get(1).attributes()).containsEntry("logGroup", "/orders").containsEntry("level", "ERROR");
	}

}
