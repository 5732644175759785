package io.golambda.event;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Creates events of a Custom Event Bus with {@link Event#encapEventBridgeCustomBus}.
 */
class EncapEventBridgeCustomBusTests {

	private static final Color BLUE = new Color("blue");

	@Test
	void writesAnArrayWithMetadata() {
		JsonNode event = Event
			.encapEventBridgeCustomBus(NewRecord.of(BLUE)
				.id("e-1")
				.timestamp(Instant.parse("2026-09-23T18:00:00Z"))
				.with("EventGroupId", "order-1001")
				.with("tenant", "acme")
				.with("aws:SequenceNumber", "17"))
			.bind(JsonNode.class);
		assertThat(event.toString()).isEqualTo("""
				[{"Data":{"message":"blue"},"Metadata":{"tenant":"acme"},"SystemMetadata":{\
				"ContentType":"application/json","EventGroupId":"order-1001","aws:DeliveryType":"LIVE",\
				"aws:EventId":"e-1","aws:IngestionTime":"2026-09-23T18:00:00Z","aws:SequenceNumber":"17"}}]""");
	}

	@Test
	void eventOfEventBridgeIsPublishedWithPutEvents() {
		Event event = Event.encapEventBridgeCustomBus(Event.encapEventBridge("com.acme.shop", "Order Placed", BLUE));
		EventRecord record = event.records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.EVENTBRIDGE);
		assertThat(record.bind(Color.class)).isEqualTo(BLUE);
		assertThat(record.envelope().orElseThrow().attributes())
			.containsEntry("ContentType", "application/eventbridge+json")
			.containsEntry("aws:Source", "com.acme.shop")
			.containsEntry("aws:DetailType", "Order Placed");
		assertThatIllegalArgumentException().isThrownBy(() -> Event
			.encapEventBridgeCustomBus(NewRecord.of(Event.encapEventBridge("a", "b", BLUE)).with("aws:Source", "c")));
	}

	@Test
	void bytesAreOpaque() {
		byte[] bytes = { 0, (byte) 0xC3, 17 };
		Event event = Event.encapEventBridgeCustomBus(bytes,
				NewRecord.of("text").with("ContentType", "application/octet-stream"));
		assertThat(event.records().get(0).bytes()).isEqualTo(bytes);
		assertThat(event.records().get(0).attributes()).containsEntry("ContentType", "application/octet-stream");
		assertThat(event.records().get(1).text()).isEqualTo("text");
	}

	@Test
	void sequenceNumbersAscend() {
		assertThat(Event.encapEventBridgeCustomBus(1, 2, 3).records())
			.extracting((record) -> record.attributes().get("aws:SequenceNumber"))
			.isSorted()
			.doesNotHaveDuplicates();
	}

	@Test
	void dataOfADecodedSchemaIsJson() {
		EventRecord record = Event
			.encapEventBridgeCustomBus(NewRecord.of(Map.of("order_id", "o-1"))
				.with("ContentType", "application/protobuf")
				.with("aws:SchemaId", "17")
				.with("aws:RegistryType", "Confluent"))
			.records()
			.get(0);
		assertThat(record.text()).isEqualTo("{\"order_id\":\"o-1\"}");
	}

	@ParameterizedTest
	@CsvSource({ "aws:DeliveryType, AGAIN, 'must be one of LIVE, REPLAY'", "ContentType, text/plain, must be one of",
			"aws:Account, 1, 'begins with \"aws:\"'", "a/b, x, no slash", "'', x, 1 to 128 characters" })
	void rejectsWhatTheBusDoesNotHave(String name, String value, String message) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapEventBridgeCustomBus(NewRecord.of(BLUE).with(name, value)))
			.withMessageContaining(message);
	}

	@Test
	void textMustBeJson() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapEventBridgeCustomBus("no JSON"))
			.withMessageContaining("carries JSON only");
	}

}
