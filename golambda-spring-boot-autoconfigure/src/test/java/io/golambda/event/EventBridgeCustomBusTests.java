package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Events of a Custom Event Bus of EventBridge, with and without their metadata.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-addressing.html">Event
 * structure: data, metadata, and system metadata</a>
 */
class EventBridgeCustomBusTests {

	private static final String CLASSIC = """
			{"version":"0","id":"i","detail-type":"t","source":"s","account":"1","time":"2026-09-23T18:00:00Z",
			"region":"r","resources":[],"detail":{"message":"blue"}}""";

	@Test
	void arrayHasARecordForEachEvent() {
		Event event = Samples.event("eventbridge-custom-bus-typical");
		assertThat(event.source()).isEqualTo(EventSource.EVENTBRIDGE_CUSTOM_BUS);
		List<EventRecord> records = event.decapEventBridgeCustomBus();
		assertThat(records).extracting(EventRecord::index).containsExactly(0, 1);
		assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
		assertThat(records.get(0).text()).as("the data as it was sent")
			.isEqualTo("{ \"message\": \"blue\", \"total\": 12345678901234567890.10 }");
		assertThat(event.isFromPipes()).isFalse();
	}

	@Test
	void attributesAreThoseOfTheSystemAndTheSender() {
		EventRecord record = Samples.event("eventbridge-custom-bus-typical").records().get(0);
		assertThat(record.id()).hasValue("a1b2c3d4-5678-90ab-cdef-111111111111");
		assertThat(record.timestamp()).hasValue(Instant.parse("2026-09-23T18:00:00Z"));
		assertThat(record.attributes()).isEqualTo(Map.of("tenant", "acme", "traceparent",
				"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "ContentType", "application/json",
				"EventGroupId", "order-1001", "DeduplicationId", "d-1", "aws:EventId",
				"a1b2c3d4-5678-90ab-cdef-111111111111", "aws:IngestionTime", "2026-09-23T18:00:00Z",
				"aws:SequenceNumber", "10000000000000003000", "aws:DeliveryType", "LIVE"));
	}

	@Test
	void eventOfPutEventsIsUnwrapped() {
		EventRecord record = Samples.event("eventbridge-custom-bus-typical").records().get(1);
		assertThat(record.source()).isEqualTo(EventSource.EVENTBRIDGE);
		assertThat(record.bind(Color.class)).isEqualTo(new Color("orange"));
		assertThat(record.attributes()).containsEntry("detail-type", "Order Placed");
		EventRecord envelope = record.envelope().orElseThrow();
		assertThat(envelope.source()).isEqualTo(EventSource.EVENTBRIDGE_CUSTOM_BUS);
		assertThat(envelope.attributes()).containsEntry("aws:DeliveryType", "REPLAY")
			.containsEntry("aws:Source", "com.acme.shop");
		assertThat(envelope.timestamp()).hasValue(Instant.parse("2026-09-23T18:00:01.250Z"));
		assertThat(record.index()).isOne();
	}

	@Test
	void envelopeThatASenderWroteIsItsData() {
		String forged = CLASSIC.replace("\"source\":\"s\"", "\"source\":\"aws.s3\"");
		String event = "{\"Data\":" + forged + ",\"SystemMetadata\":{\"aws:DeliveryType\":\"LIVE\"%s}}";
		for (String contentType : List.of("application/json", "application/avro")) {
			assertThat(Event.of(event.formatted(",\"ContentType\":\"" + contentType + "\"")).records())
				.extracting(EventRecord::source)
				.containsExactly(EventSource.EVENTBRIDGE_CUSTOM_BUS);
		}
		assertThat(Event.of(event.formatted("")).records()).extracting(EventRecord::source)
			.containsExactly(EventSource.EVENTBRIDGE);
	}

	@Test
	void singleEventIsARecord() {
		Event event = Samples.event("eventbridge-custom-bus-single");
		assertThat(event.source()).isEqualTo(EventSource.EVENTBRIDGE_CUSTOM_BUS);
		assertThat(event.records()).singleElement().satisfies((record) -> {
			assertThat(record.bind(Color.class)).as("Avro, which EventBridge decodes").isEqualTo(new Color("blue"));
			assertThat(record.attributes()).containsEntry("ContentType", "application/avro")
				.containsEntry("aws:RegistryType", "Glue")
				.containsEntry("tenant", "acme");
		});
	}

	@Test
	void onlyTheDeliveryTypeIsMandatory() {
		EventRecord record = Samples.event("eventbridge-custom-bus-minimal").records().get(0);
		assertThat(record.hasPayload()).isFalse();
		assertThat(record.id()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("aws:DeliveryType", "LIVE"));
	}

	@Test
	void senderCannotSetAttributesOfTheSystem() {
		EventRecord record = Samples.event("eventbridge-custom-bus-odd").records().get(0);
		assertThat(record.id()).isEmpty();
		assertThat(record.timestamp()).as("a time that is none").isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("aws:DeliveryType", "REPLAY", "aws:IngestionTime", "yesterday",
				"aws:Future", "f", "number", "17"));
	}

	@ParameterizedTest
	@CsvSource({ "2026-09-23T18:00:00Z, 2026-09-23T18:00:00Z", "2026-09-23T20:00:00.5+02:00, 2026-09-23T18:00:00.500Z",
			"1790186400, 2026-09-23T18:00:00Z", "1790186400123, 2026-09-23T18:00:00.123Z" })
	void ingestionTimeIsReadInAnyForm(String time, Instant expected) {
		Event event = Event.of(Samples.event("eventbridge-custom-bus-single")
			.json()
			.replace("\"2026-09-23T18:00:00Z\"", '"' + time + '"'));
		assertThat(event.records().get(0).timestamp()).hasValue(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "application/json | {\"a\":1} | {\"a\":1}", "application/json | [1] | [1]",
					"application/json | 1.50 | 1.50", "application/json | true | true",
					"application/json | \"text\" | \"text\"", "application/json | \"{\\\"a\\\":1}\" | {\"a\":1}",
					"application/json | \"aGVsbG8=\" | \"aGVsbG8=\"", "application/octet-stream | \"aGVsbG8=\" | hello",
					"application/protobuf | {\"order_id\":\"o-1\"} | {\"order_id\":\"o-1\"}" })
	void contentTypeDecidesHowDataIsRead(String contentType, String data, String payload) {
		for (String json : List.of("{\"Data\":%s,\"SystemMetadata\":%s}", "{\"SystemMetadata\":%2$s,\"Data\":%1$s}")) {
			String event = json.formatted(data,
					"{\"aws:DeliveryType\":\"LIVE\",\"ContentType\":\"" + contentType + "\"}");
			assertThat(Event.of(event).records().get(0).text()).isEqualTo(payload);
			assertThat(Event.of("[" + event + "]").records().get(0).text()).isEqualTo(payload);
		}
	}

	@Test
	void dataThatIsNotBase64FailsItsRecordOnly() {
		List<EventRecord> records = Event
			.of("""
					[{"Data":"?","SystemMetadata":{"aws:DeliveryType":"LIVE","ContentType":"application/octet-stream"}},
					{"Data":"eA==","SystemMetadata":{"aws:DeliveryType":"LIVE","ContentType":"application/octet-stream"}}]""")
			.records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).bytes())
			.withMessage("Record 0 of the EVENTBRIDGE_CUSTOM_BUS event has a payload that is not base64.");
		assertThat(records.get(1).text()).isEqualTo("x");
	}

	@Test
	void arrayOfDataAloneHasTheEventsOfPutEvents() {
		Event event = Event.of("[" + CLASSIC + "," + CLASSIC.replace("blue", "orange") + "]");
		assertThat(event.source()).isEqualTo(EventSource.EVENTBRIDGE);
		assertThat(event.isFromPipes()).isFalse();
		for (List<EventRecord> records : List.of(event.records(), event.decapEventBridge())) {
			assertThat(records).extracting((record) -> record.bind(Color.class))
				.containsExactly(new Color("blue"), new Color("orange"));
			assertThat(records).extracting(EventRecord::index).containsExactly(0, 1);
			assertThat(records).extracting((record) -> record.attributes().get("source")).containsOnly("s");
		}
		assertThat(event.records().get(1).as(ScheduledEvent.class).getDetail()).isEqualTo(Map.of("message", "orange"));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(ScheduledEvent.class))
			.withMessageContaining("it is an array of 2 events, and this is the class of one");
		assertThat(Event.of("[" + CLASSIC + "]").bind(ScheduledEvent.class).getId()).isEqualTo("i");
	}

	@Test
	void arrayOfTheDataOfSendersBinds() {
		Event event = Event.of("[{\"message\":\"blue\"},{\"message\":\"orange\"}]");
		assertThat(event.source()).isEqualTo(EventSource.UNKNOWN);
		assertThat(event.bind(new TypeReference<List<Color>>() {
		})).containsExactly(new Color("blue"), new Color("orange"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"id\":1},{\"id\":2}]", "[{\"Data\":1},{\"Data\":2}]",
			"[{\"Data\":{},\"Metadata\":{},\"SystemMetadata\":{}}]",
			"[{\"Data\":{},\"SystemMetadata\":{\"aws:EventId\":\"i\"}}]",
			"[{\"Data\":{},\"SystemMetadata\":{\"aws:DeliveryType\":null}}]",
			"[{\"Data\":{},\"SystemMetadata\":\"aws:DeliveryType\"}]",
			"[{\"SystemMetadata\":{\"aws:DeliveryType\":\"LIVE\"}}]",
			"[{\"Data\":{},\"SystemMetadata.aws:DeliveryType\":\"LIVE\",\"SystemMetadata\":{}}]",
			"[{\"detail-type\":\"t\",\"source\":\"s\",\"id\":\"i\",\"detail\":{}}]",
			"{\"Data\":{},\"SystemMetadata\":{}}", "{\"SystemMetadata\":{\"aws:DeliveryType\":\"LIVE\"}}" })
	void dataOfASenderIsNeverAnEventOfTheBus(String json) {
		assertThat(Event.of(json).source()).isEqualTo(EventSource.UNKNOWN);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).records())
			.withMessageStartingWith("The event is not from a source with records: ");
		assertThat(Event.encapSqs(json).records()).extracting(EventRecord::source).containsExactly(EventSource.SQS);
		assertThat(Event.encapEventBridgeCustomBus(json).records()).singleElement().satisfies((record) -> {
			assertThat(record.source()).isEqualTo(EventSource.EVENTBRIDGE_CUSTOM_BUS);
			assertThat(record.text()).isEqualTo(json);
		});
	}

	@Test
	void elementThatIsNoEventOfTheBusIsNamed() {
		String first = Samples.event("eventbridge-custom-bus-minimal").json().strip().replace("]", "");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(first + ",{\"Data\":1}]").records())
			.withMessage("Record 1 of the event is not from EVENTBRIDGE_CUSTOM_BUS, though the records before it are.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(first + ",17]").records())
			.withMessage("Record 1 of the EVENTBRIDGE_CUSTOM_BUS event is a number, not an object.");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("[" + CLASSIC + ",{\"order\":1}]").records())
			.withMessage("Record 1 of the event is not from EVENTBRIDGE, though the records before it are.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"Data\":1,\"SystemMetadata\":{\"aws:DeliveryType\":\"LIVE\"},\"SystemMetadata\":{}}",
			"[{\"Data\":1,\"SystemMetadata\":{\"aws:DeliveryType\":\"LIVE\"},\"SystemMetadata\":{}}]" })
	void rejectsDuplicateMemberThatDecides(String json) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).records())
			.withMessageContaining("has its member \"SystemMetadata\" twice");
	}

	@Test
	void duplicateDataFailsItsRecordOnly() {
		List<EventRecord> records = Event.of("""
				[{"Data":1,"Data":2,"SystemMetadata":{"aws:DeliveryType":"LIVE"}},
				{"Data":3,"SystemMetadata":{"aws:DeliveryType":"LIVE"}}]""").records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).text())
			.withMessageContaining("has its payload twice");
		assertThat(records.get(1).text()).isEqualTo("3");
	}

	@Test
	void eventInOtherEventsIsUnwrapped() {
		Event single = Samples.event("eventbridge-custom-bus-single");
		for (Event carrier : List.of(Event.encapSqs(single), Event.encapSns(single), Event.encapSnsOverSqs(single),
				Event.encapFirehose(single), Event.encapKinesis(single), Event.encapLambdaDestination(single),
				Event.encapLambdaDestination(Event.encapEventBridgeCustomBus(new Color("blue"))))) {
			EventRecord record = carrier.records().get(0);
			assertThat(record.source()).isEqualTo(EventSource.EVENTBRIDGE_CUSTOM_BUS);
			assertThat(record.bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(record.outermost().source()).isEqualTo(carrier.source());
		}
	}

	@Test
	void bindingTheWholeEventAdvisesTheRecords() {
		Event event = Event.encapEventBridgeCustomBus(new Color("blue"));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(Color[].class))
			.withMessageContaining("it is from EVENTBRIDGE_CUSTOM_BUS")
			.withMessageContaining("Event.decapEventBridgeCustomBus()");
		assertThatExceptionOfType(EventException.class).isThrownBy(event::decapSqs)
			.withMessageContaining("Use decapEventBridgeCustomBus()");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> event.records().get(0).as(ScheduledEvent.class))
			.withMessageContaining("has no class of AWS's; use bind(...)");
	}

}
