package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RabbitMqTests {

	@Test
	void headerCannotForgeMissingAwsAttribute() {
		EventRecord record = Event.of("""
				{"eventSource":"aws:rmq","rmqMessagesByQueue":{"q":[{"basicProperties":{"headers":{\
				"messageId":17,"eventSourceArn":17,"queue":17,"virtualHost":17,"redelivered":17,\
				"tenant":17}},"data":"eA=="}]}}""").records().get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("tenant", "17", "eventSourceKey", "q"));
		assertThat(record.headers()).hasSize(6);
	}

	@Test
	void messagesKeepTheOrderOfQueues() {
		Event event = Samples.event("rabbitmq-typical");
		assertThat(event.source()).isEqualTo(EventSource.RABBITMQ);
		for (List<EventRecord> records : List.of(event.decapRabbitMq(), event.records())) {
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(records.get(1).bytes()).containsExactly(0, 0xFF);
			assertThat(records).extracting((record) -> record.id().orElseThrow()).containsExactly("m-1", "m-2");
			assertThat(records).extracting(EventRecord::index).containsExactly(0, 1);
		}
	}

	@Test
	void messageHasQueueAndVirtualHost() {
		List<EventRecord> records = Samples.event("rabbitmq-typical").decapRabbitMq();
		assertThat(records.get(0).attributes()).containsEntry("queue", "pizzaQueue").containsEntry("virtualHost", "/");
		assertThat(records.get(1).attributes()).containsEntry("queue", "odd::name")
			.containsEntry("virtualHost", "/tenant")
			.containsEntry("eventSourceKey", "odd::name::/tenant");
	}

	@Test
	void basicPropertiesAreAttributes() {
		EventRecord record = Samples.event("rabbitmq-typical").decapRabbitMq().get(0);
		assertThat(record.timestamp()).hasValue(Instant.parse("1970-01-01T00:33:41Z"));
		assertThat(record.attributes())
			.containsAllEntriesOf(Map.of("contentType", "text/plain", "deliveryMode", "1", "priority", "34",
					"expiration", "60000", "userId", "AIDACKCEVSQ6C2EXAMPLE", "bodySize", "80", "redelivered", "false"))
			.containsKey("eventSourceArn")
			.doesNotContainKeys("contentEncoding", "appId");
	}

	@Test
	void headersAreBytesAndAttributesButCannotForgeAwsAttributes() {
		EventRecord record = Samples.event("rabbitmq-typical").decapRabbitMq().get(0);
		assertThat(record.attributes()).containsEntry("header1", "value1")
			.containsEntry("header2", "vü")
			.containsEntry("numberInHeader", "10")
			.containsEntry("type", "order");
		assertThat(record.headers()).extracting(RecordHeader::name)
			.containsExactly("header1", "header2", "numberInHeader", "type");
		assertThat(record.headers().get(1).bytes()).isEqualTo("vü".getBytes(StandardCharsets.UTF_8));
		assertThat(Samples.event("rabbitmq-minimal").decapRabbitMq().get(0).headers()).isEmpty();
	}

	@Test
	void headerOfAnotherKindIsItsJson() {
		EventRecord record = Samples.event("rabbitmq-odd").records().get(0);
		assertThat(record.headers()).extracting((header) -> header.name() + "=" + header.text().orElseThrow())
			.containsExactly("table={\"nested\":{\"bytes\":[1]}}", "list=[1]", "none=null", "wrong={\"bytes\":[999]}",
					"text=a\"b", "yes=true");
	}

	@Test
	void minimalMessageHasOnlyItsQueue() {
		EventRecord record = Samples.event("rabbitmq-minimal").records().get(0);
		assertThat(record.bytes()).isEmpty();
		assertThat(record.id()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("queue", "q", "virtualHost", "/", "eventSourceKey", "q::/"));
	}

	@Test
	void acceptsMembersInAnyOrder() {
		EventRecord record = Samples.event("rabbitmq-odd").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.RABBITMQ);
		assertThat(record.text()).isEqualTo("grüß");
		assertThat(record.timestamp()).as("with a narrow space").hasValue(Instant.parse("2025-12-31T23:59:59Z"));
		assertThat(record.attributes()).containsEntry("queue", "qü")
			.containsEntry("eventSourceArn", "arn:aws:mq:us-west-2:123456789012:broker:b:1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rabbitmq-typical", "rabbitmq-minimal", "rabbitmq-odd" })
	void readsSameValuesAsAwsClass(String name) {
		assertEqual(Samples.event(name));
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapRabbitMq(new Color("blue"), "grüß", new byte[] { 0, (byte) 0xFF });
		assertEqual(event);
		List<EventRecord> records = event.decapRabbitMq();
		assertThat(records).extracting(EventRecord::bytes)
			.containsExactly("{\"message\":\"blue\"}".getBytes(), "grüß".getBytes(StandardCharsets.UTF_8),
					new byte[] { 0, (byte) 0xFF });
		assertThat(records).extracting((record) -> record.attributes().get("contentType"))
			.containsExactly("application/json", "text/plain", "application/octet-stream");
		assertThat(records.get(0).timestamp().orElseThrow()).isBetween(Instant.now().minus(Duration.ofMinutes(1)),
				Instant.now());
	}

	private static void assertEqual(Event event) {
		RabbitMQEvent expected = event.bind(RabbitMQEvent.class);
		List<RabbitMQEvent.RabbitMessage> all = new ArrayList<>();
		expected.getRmqMessagesByQueue().values().forEach(all::addAll);
		List<EventRecord> records = event.decapRabbitMq();
		assertThat(records).hasSameSizeAs(all);
		assertThat(records).extracting((record) -> record.attributes().get("eventSourceKey"))
			.allMatch(expected.getRmqMessagesByQueue()::containsKey);
		for (RabbitMQEvent.RabbitMessage aws : all) {
			byte[] data = Base64.getDecoder().decode(aws.getData());
			EventRecord record = records.stream()
				.filter((each) -> Arrays.equals(each.bytes(), data))
				.findFirst()
				.orElseThrow();
			assertThat(record.attributes().getOrDefault("redelivered", "false"))
				.isEqualTo(String.valueOf(aws.getRedelivered()));
			assertThat(record.attributes().get("eventSourceArn")).isEqualTo(expected.getEventSourceArn());
			RabbitMQEvent.BasicProperties properties = aws.getBasicProperties();
			if (properties != null) {
				assertThat(record.id().orElse(null)).isEqualTo(properties.getMessageId());
				assertThat(record.attributes().get("contentType")).isEqualTo(properties.getContentType());
				assertThat(record.attributes().get("timestamp")).isEqualTo(properties.getTimestamp());
			}
		}
	}

	@Test
	void invalidMessageFailsAlone() {
		List<EventRecord> records = Event.of("""
				{"eventSource":"aws:rmq","rmqMessagesByQueue":{"q::/":[\
				{"basicProperties":{"messageId":"1"},"data":"secret!"},{"basicProperties":17},\
				{"data":"Zm9v","data":"YmFy","basicProperties":{"timestamp":17,"headers":[]}}]}}""").records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).text())
			.withMessage("Record 0 (id 1) of the RABBITMQ event has a payload that is not base64.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(1).text())
			.withMessage("Record 1 of the RABBITMQ event has no payload.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(2).text())
			.withMessageEndingWith("has its payload twice.");
		assertThat(records.get(2).timestamp()).isEmpty();
		assertThat(records.get(2).headers()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"eventSource\":\"aws:rmq\"}", "{\"eventSource\":\"aws:rmq\",\"rmqMessagesByQueue\":{}}",
			"{\"eventSource\":\"aws:rmq\",\"rmqMessagesByQueue\":{\"q::/\":[]}}",
			"{\"eventSource\":\"aws:rmq\",\"rmqMessagesByQueue\":{\"q::/\":[null]}}",
			"{\"eventSource\":\"aws:rmq\",\"rmqMessagesByQueue\":{\"q::/\":null}}",
			"{\"eventSource\":\"aws:other\",\"rmqMessagesByQueue\":{\"q::/\":[{}]}}",
			"{\"rmqMessagesByQueue\":{\"q::/\":[{}]}}" })
	void rejectsEventThatIsNotFromRabbitMq(String json) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).decapRabbitMq());
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).records());
	}

}
