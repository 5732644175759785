package io.golambda.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventBridgeTests {

	@Test
	void bindsDetail() {
		Event event = Samples.event("eventbridge-typical");
		assertThat(event.source()).isEqualTo(EventSource.EVENTBRIDGE);
		for (List<EventRecord> records : List.of(event.decapEventBridge(), event.records())) {
			assertThat(records).hasSize(1);
			assertThat(records.get(0).source()).isEqualTo(EventSource.EVENTBRIDGE);
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(records.get(0).text()).as("the detail as it was sent")
				.isEqualTo("{ \"message\": \"blue\", \"total\": 12345678901234567890.10 }");
		}
	}

	@Test
	void attributesDescribeTheEvent() {
		EventRecord record = Samples.event("eventbridge-typical").decapEventBridge().get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("detail-type", "Order Placed", "source", "com.acme.shop",
				"account", "111122223333", "region", "us-west-1", "resources",
				"arn:aws:dynamodb:us-west-1:111122223333:table/orders,arn:aws:s3:::orders"));
		assertThat(record.id()).hasValue("6a7e8feb-b491-4cf7-a9f1-bf3703467718");
		assertThat(record.timestamp()).hasValue(Instant.parse("2017-12-22T18:43:48Z"));
	}

	@Test
	void minimalEventHasOnlyItsDetail() {
		EventRecord record = Samples.event("eventbridge-minimal").records().get(0);
		assertThat(record.text()).isEqualTo("{}");
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("detail-type", "", "source", "s"));
	}

	@Test
	void unusualEventIsReadable() {
		EventRecord record = Samples.event("eventbridge-odd").records().get(0);
		assertThat(record.source()).as("a detail that merely looks like an event").isEqualTo(EventSource.EVENTBRIDGE);
		assertThat(record.bind(Color.class)).isEqualTo(new Color("odd"));
		assertThat(record.timestamp()).as("a time that is none").isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("detail-type", "Odd ✓", "source", "com.acme", "account",
				"111122223333", "replay-name", "again", "resources", "r"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "eventbridge-scheduled", "eventbridge-scheduler" })
	void scheduleHasEmptyDetail(String name) {
		EventRecord record = Samples.event(name).records().get(0);
		assertThat(record.attributes()).containsEntry("detail-type", "Scheduled Event");
		assertThat(record.text()).isEqualTo("{}");
		assertThat(record.bind(Color.class)).isEqualTo(new Color(null));
	}

	@Test
	void eventInQueueOrTopicIsUnwrapped() {
		Event event = Event.encapEventBridge(new Color("blue"));
		for (Event carrier : List.of(Event.encapSqs(event), Event.encapSns(event), Event.encapSnsOverSqs(event))) {
			EventRecord record = carrier.records().get(0);
			assertThat(record.source()).isEqualTo(EventSource.EVENTBRIDGE);
			assertThat(record.bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(record.envelope()).isPresent();
		}
	}

	@Test
	void unwrappedRecordsOfQueueKeepTheirIndex() {
		Event event = Event.encapSqs("plain", Event.encapEventBridge(new Color("blue")));
		assertThat(event.records()).extracting(EventRecord::index).containsExactly(0, 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"detail-type\":\"t\",\"source\":\"s\",\"id\":\"i\"}",
			"{\"detail-type\":\"t\",\"source\":\"s\",\"id\":\"i\",\"detail\":null}",
			"{\"detail-type\":\"t\",\"source\":\"s\",\"detail\":{}}",
			"{\"detail-type\":\"t\",\"id\":\"i\",\"detail\":{}}",
			"{\"detail-type\":null,\"source\":\"s\",\"id\":\"i\",\"detail\":{}}" })
	void rejectsObjectWithoutMandatoryMember(String json) {
		assertThat(Event.of(json).source()).isEqualTo(EventSource.UNKNOWN);
		assertThat(Event.encapSqs(json).records()).extracting(EventRecord::source).containsExactly(EventSource.SQS);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).decapEventBridge())
			.withMessageStartingWith("The event is not from EVENTBRIDGE: it has no \"Records\", only ");
	}

	@Test
	void wrongDecapMethodNamesTheMatchingOne() {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Samples.event("eventbridge-typical").decapSqs())
			.withMessageContaining("Use decapEventBridge()");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.encapSqs("x").decapEventBridge())
			.withMessageContaining("Use decapSqs()");
	}

	@Test
	void bindingFailureOfDetailNamesTheEvent() {
		EventRecord record = Event.encapEventBridge("{\"message\":[\"secret\"]}").records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Color.class))
			.withMessageStartingWith("Record 0 (id " + record.id().orElseThrow() + ") of the EVENTBRIDGE event")
			.withMessageContaining("$.message cannot be read as java.lang.String from an array")
			.withMessageNotContaining("secret");
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapEventBridge("aws.ec2", "EC2 Instance State-change Notification", new Color("blue"));
		assertEqual(event);
		ScheduledEvent read = event.bind(ScheduledEvent.class);
		EventRecord record = event.decapEventBridge().get(0);
		assertThat(read.getDetail()).isEqualTo(Map.of("message", "blue"));
		assertThat(read.getSource()).isEqualTo("aws.ec2").isEqualTo(record.attributes().get("source"));
		assertThat(read.getDetailType()).isEqualTo(record.attributes().get("detail-type"));
		assertThat(record.id()).hasValue(read.getId());
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(read.getTime().getMillis()));
		assertThat(Event.encapEventBridge(Map.of()).records().get(0).text()).isEqualTo("{}");
	}

	@Test
	void encapRejectsDetailThatIsNotAnObject() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapEventBridge("text"))
			.withMessageContaining("carries JSON only");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapEventBridge(List.of()))
			.withMessage("This event source carries an object as its payload, but this is an array.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "eventbridge-typical", "eventbridge-scheduled", "eventbridge-minimal" })
	void readsSameValuesAsAwsClass(String name) {
		assertEqual(Samples.event(name));
	}

	private static void assertEqual(Event event) {
		ScheduledEvent expected = event.bind(ScheduledEvent.class);
		EventRecord record = event.decapEventBridge().get(0);
		assertThat(record.bind(Object.class)).isEqualTo(expected.getDetail());
		assertThat(record.id()).hasValue(expected.getId());
		assertThat(record.timestamp().map(Instant::toEpochMilli).orElse(null))
			.isEqualTo((expected.getTime() != null) ? expected.getTime().getMillis() : null);
		Map<String, String> attributes = new HashMap<>();
		attributes.put("detail-type", expected.getDetailType());
		attributes.put("source", expected.getSource());
		attributes.put("account", expected.getAccount());
		attributes.put("region", expected.getRegion());
		if (expected.getResources() != null && !expected.getResources().isEmpty()) {
			attributes.put("resources", String.join(",", expected.getResources()));
		}
		attributes.values().removeIf(Objects::isNull);
		assertThat(record.attributes()).isEqualTo(attributes);
	}

}
