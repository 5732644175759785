package io.golambda.event;

import java.time.Instant;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates ActiveMQ events with {@link Event#encapActiveMq}.
 */
class EncapActiveMqTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	@Test
	void awsClassReadsValues() {
		ActiveMQEvent.ActiveMQMessage message = Event
			.encapActiveMq(NewRecord.of("a")
				.id("ID:1")
				.timestamp(TIME)
				.with("correlationID", "c")
				.with("priority", 9)
				.with("destination", "orders")
				.with("attempt", 3)
				.with("express", true))
			.records()
			.get(0)
			.as(ActiveMQEvent.ActiveMQMessage.class);
		assertThat(message.getMessageID()).isEqualTo("ID:1");
		assertThat(message.getTimestamp()).isEqualTo(TIME.toEpochMilli());
		assertThat(message.getCorrelationID()).isEqualTo("c");
		assertThat(message.getPriority()).isEqualTo(9);
		assertThat(message.getDestination().getPhysicalName()).isEqualTo("orders");
		assertThat(message.getProperties()).isEqualTo(Map.of("attempt", "3", "express", "true"));
	}

}
