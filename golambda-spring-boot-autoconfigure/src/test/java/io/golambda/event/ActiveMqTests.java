package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ActiveMqTests {

	@Test
	void numbersAndBooleansAmongPropertiesAreKeptAndNoAwsNameIsForged() {
		EventRecord record = Event.of("""
				{"eventSource":"aws:mq","messages":[{"data":"eA==","properties":{"count":17,\
				"ratio":1.50,"last":true,"name":"n","none":null,"list":[1],"replyTo":"sent",\
				"destination":"sent","eventSourceArn":"sent"}}]}""").records().get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("count", "17", "ratio", "1.50", "last", "true", "name", "n"));
	}

	@Test
	void bindsDataOfEachMessageInOrder() {
		Event event = Samples.event("activemq-typical");
		assertThat(event.source()).isEqualTo(EventSource.ACTIVEMQ);
		for (List<EventRecord> records : List.of(event.decapActiveMq(), event.records())) {
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(records.get(1).bytes()).containsExactly(0, 0xFF, 0x80);
			assertThat(records).extracting(EventRecord::index).containsExactly(0, 1);
		}
	}

	@Test
	void messageHasIdTimeAndAttributes() {
		EventRecord record = Samples.event("activemq-typical").decapActiveMq().get(0);
		assertThat(record.id()).hasValue("ID:b-9bcfa592.mq.us-west-2.amazonaws.com-37557-1234520418293-4:1:1:1:1");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(1598827811958L));
		assertThat(record.attributes()).containsEntry("messageType", "jms/text-message")
			.containsEntry("destination", "testQueue")
			.containsEntry("redelivered", "false")
			.containsEntry("deliveryMode", "1")
			.containsEntry("correlationId", "myJMSCoID")
			.containsEntry("brokerOutTime", "1598827811959")
			.containsEntry("eventSourceArn",
					"arn:aws:mq:us-west-2:123456789012:broker:test:b-9bcfa592-423a-4942-879d-eb284b418fc8")
			.doesNotContainKey("replyTo");
	}

	@Test
	void propertiesAreAttributesButCannotForgeAwsAttributes() {
		assertThat(Samples.event("activemq-typical").decapActiveMq().get(0).attributes())
			.containsEntry("myCustomProperty", "value")
			.containsEntry("priority", "1");
	}

	@Test
	void minimalMessageHasOnlyItsId() {
		EventRecord record = Samples.event("activemq-minimal").records().get(0);
		assertThat(record.id()).hasValue("ID:1");
		assertThat(record.bytes()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEmpty();
	}

	@Test
	void acceptsBothSourceNamesAndMemberNamesInAnyOrder() {
		EventRecord record = Samples.event("activemq-odd").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.ACTIVEMQ);
		assertThat(record.text()).isEqualTo("grüß");
		assertThat(record.id()).hasValue("ID:ü");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(1598827811958L));
		assertThat(record.attributes()).containsEntry("destination", "topic")
			.containsEntry("correlationID", "c")
			.containsEntry("a", "ü")
			.containsEntry("eventSourceArn", "arn:aws:mq:us-west-2:123456789012:broker:b:1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "activemq-typical", "activemq-minimal", "activemq-odd" })
	void readsSameValuesAsAwsClass(String name) {
		assertEqual(Samples.event(name));
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapActiveMq(new Color("blue"), "grüß", new byte[] { 0, (byte) 0xFF });
		assertEqual(event);
		assertThat(event.decapActiveMq()).extracting(EventRecord::bytes)
			.containsExactly("{\"message\":\"blue\"}".getBytes(), "grüß".getBytes(StandardCharsets.UTF_8),
					new byte[] { 0, (byte) 0xFF });
		assertThat(event.decapActiveMq()).extracting((record) -> record.attributes().get("messageType"))
			.containsExactly("jms/text-message", "jms/text-message", "jms/bytes-message");
		assertThat(event.decapActiveMq()).extracting((record) -> record.id().orElseThrow()).doesNotHaveDuplicates();
	}

	private static void assertEqual(Event event) {
		ActiveMQEvent expected = event.bind(ActiveMQEvent.class);
		List<EventRecord> records = event.decapActiveMq();
		assertThat(records).hasSameSizeAs(expected.getMessages());
		for (int i = 0; i < records.size(); i++) {
			EventRecord record = records.get(i);
			ActiveMQEvent.ActiveMQMessage aws = expected.getMessages().get(i);
			assertThat(record.bytes()).isEqualTo(Base64.getDecoder().decode(aws.getData()));
			assertThat(record.id()).hasValue(aws.getMessageID());
			assertThat(record.timestamp().map(Instant::toEpochMilli).orElse(0L)).isEqualTo(aws.getTimestamp());
			assertThat(record.attributes().get("messageType")).isEqualTo(aws.getMessageType());
			assertThat(record.attributes().getOrDefault("redelivered", "false"))
				.isEqualTo(String.valueOf(aws.getRedelivered()));
			assertThat(record.attributes().get("eventSourceArn")).isEqualTo(expected.getEventSourceArn());
		}
	}

	@Test
	void invalidMessageFailsAlone() {
		List<EventRecord> records = Event.of("""
				{"eventSource":"aws:mq","messages":[\
				{"messageID":"1","data":"secret!"},{"messageID":17},{"data":"Zm9v","data":"YmFy",\
				"timestamp":"yesterday"}]}""").records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).text())
			.withMessage("Record 0 (id 1) of the ACTIVEMQ event has a payload that is not base64.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(1).text())
			.withMessage("Record 1 of the ACTIVEMQ event has no payload.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(2).text())
			.withMessageEndingWith("has its payload twice.");
		assertThat(records.get(2).timestamp()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"eventSource\":\"aws:mq\"}", "{\"eventSource\":\"aws:mq\",\"messages\":[]}",
			"{\"eventSource\":\"aws:mq\",\"messages\":[null]}", "{\"eventSource\":\"aws:mq\",\"messages\":\"none\"}",
			"{\"eventSource\":\"aws:mq\",\"messages\":[{}],\"messages\":[{}]}", "{\"messages\":[{}]}",
			"{\"eventSource\":\"aws:other\",\"messages\":[{}]}", "{\"eventSource\":17,\"messages\":[{}]}" })
	void rejectsEventThatIsNotFromActiveMq(String json) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).decapActiveMq());
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).records());
	}

}
