package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Creates RabbitMQ events with {@link Event#encapRabbitMq}.
 */
class EncapRabbitMqTests {

	private static final Instant SECOND = Instant.parse("2026-01-02T15:04:05Z");

	@Test
	void groupsMessagesByQueue() {
		Event event = Event.encapRabbitMq("a", NewRecord.of("b").with("queue", "q").with("virtualHost", "/v"), "c",
				NewRecord.of("d").with("queue", "odd::name").with("virtualHost", ""));
		assertThat(event.records()).extracting(EventRecord::text).containsExactly("a", "c", "b", "d");
		assertThat(event.bind(RabbitMQEvent.class).getRmqMessagesByQueue()).containsOnlyKeys("queue::/", "q::/v",
				"odd::name::");
		assertThat(event.records().get(3).attributes()).containsEntry("queue", "odd::name")
			.containsEntry("virtualHost", "");
		for (String host : List.of(":x", "a::b")) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> Event.encapRabbitMq(NewRecord.of("a").with("virtualHost", host)))
				.withMessageContaining("\"virtualHost\"");
		}
	}

	@Test
	void rejectsSeveralHeadersOfOneName() {
		EventRecord record = Event.encapRabbitMq(NewRecord.of("a").header("b", new byte[] { -1 }).header("c", ""))
			.records()
			.get(0);
		assertThat(record.headers()).containsExactly(new RecordHeader("b", new byte[] { -1 }),
				new RecordHeader("c", new byte[0]));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapRabbitMq(NewRecord.of("a").header("b", "1").header("b", "2")))
			.withMessage("A RABBITMQ message cannot have several headers of one name.");
	}

	@Test
	void acceptsTimeAsAttribute() {
		assertThat(Event.encapRabbitMq(NewRecord.of("a").with("timestamp", "Jan 2, 2026, 3:04:05 PM"))
			.records()
			.get(0)
			.timestamp()).hasValue(SECOND);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapRabbitMq(NewRecord.of("a").with("timestamp", "2026-01-02")))
			.withMessageContaining("prefer timestamp(...)");
	}

	@Test
	void awsClassReadsValues() {
		RabbitMQEvent.BasicProperties properties = Event
			.encapRabbitMq(NewRecord.of("a").id("m-1").timestamp(SECOND).with("expiration", 1000).header("h", "v"))
			.records()
			.get(0)
			.as(RabbitMQEvent.RabbitMessage.class)
			.getBasicProperties();
		assertThat(properties.getMessageId()).isEqualTo("m-1");
		assertThat(properties.getTimestamp()).isEqualTo("Jan 2, 2026, 3:04:05 PM");
		assertThat(properties.getExpiration()).isEqualTo(1000);
		assertThat(properties.getHeaders()).isEqualTo(Map.of("h", Map.of("bytes", List.of(118))));
	}

}
