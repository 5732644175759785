package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Laws of events of a Custom Event Bus: {@code decap(encap(x))} equals {@code x}, and
 * data of senders is never taken for AWS's.
 */
class EventBridgeCustomBusPropertiesTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final Set<String> ENVELOPE = Set.of("version", "id", "detail-type", "source", "account", "time",
			"region", "resources", "detail");

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.strings()
			.all()
			.filter((text) -> text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)))
			.edgeCases((edge) -> edge.add("", "\"", "\\", "😀", "{}", "Data"));
	}

	// names that AWS uses, so that most objects resemble its events
	@Provide
	Arbitrary<Object> data() {
		Arbitrary<String> names = Arbitraries.of("Data", "Metadata", "SystemMetadata", "aws:DeliveryType",
				"aws:EventId", "ContentType", "version", "id", "detail-type", "source", "account", "time", "region",
				"resources", "detail", "Records", "order");
		Arbitrary<Object> leaves = Arbitraries.oneOf(Arbitraries.of("LIVE", "REPLAY", "0", "").map(Object.class::cast),
				Arbitraries.integers().map(Object.class::cast), Arbitraries.of(true, false), Arbitraries.just(null));
		return Arbitraries.recursive(() -> leaves,
				(inner) -> Arbitraries.oneOf(inner.list().ofMaxSize(3).map(Object.class::cast),
						Arbitraries.maps(names, inner).ofMaxSize(10).map(Object.class::cast)),
				1, 3);
	}

	@Provide
	Arbitrary<Map<String, String>> metadata() {
		Arbitrary<String> names = Arbitraries.oneOf(
				Arbitraries.strings().ascii().excludeChars('/').ofMinLength(1).ofMaxLength(20),
				Arbitraries.of("aws:EventId", "aws:DeliveryType", "aws:Other", "EventGroupId", "ContentType"));
		return Arbitraries.maps(names, texts()).ofMaxSize(5);
	}

	@Property(tries = 200)
	void decapReversesEncapOfData(@ForAll @Size(max = 3) @NotEmpty List<@From("data") Object> values) {
		Event event = Event.encapEventBridgeCustomBus(values.stream().map(MAPPER::writeValueAsString).toArray());
		assertThat(event.decapEventBridgeCustomBus())
			.extracting((record) -> record.hasPayload() ? MAPPER.readValue(record.text(), Object.class) : null)
			.isEqualTo(values);
	}

	@Property(tries = 200)
	void decapReversesEncapOfBytes(@ForAll @Size(max = 3) @NotEmpty List<byte[]> values) {
		assertThat(Event.encapEventBridgeCustomBus(values.toArray()).decapEventBridgeCustomBus())
			.extracting(EventRecord::bytes)
			.usingElementComparator(Arrays::compare)
			.isEqualTo(values);
	}

	@Property(tries = 500)
	void dataOfSendersIsNeverTakenForAnEventOfAws(@ForAll @Size(max = 3) List<@From("data") Object> values) {
		String json = MAPPER.writeValueAsString(values);
		Event event = Event.of(json);
		assertThat(event.bind(Object.class)).isEqualTo(values);
		Object first = values.stream().filter(Map.class::isInstance).findFirst().orElse(Map.of());
		assertThat(event.source() == EventSource.EVENTBRIDGE_CUSTOM_BUS).isEqualTo(isDelivered((Map<?, ?>) first));
		assertThat(event.source() == EventSource.EVENTBRIDGE && !((Map<?, ?>) first).keySet().containsAll(ENVELOPE))
			.isFalse();
		assertThat(Event.of(MAPPER.writeValueAsString(first)).source() == EventSource.EVENTBRIDGE_CUSTOM_BUS)
			.isEqualTo(isDelivered((Map<?, ?>) first));
	}

	private static boolean isDelivered(Map<?, ?> event) {
		return event.containsKey("Data") && event.get("SystemMetadata") instanceof Map<?, ?> system
				&& system.get("aws:DeliveryType") instanceof String;
	}

	@Property(tries = 200)
	void metadataOfSendersNeverReplacesThatOfTheSystem(@ForAll("metadata") Map<String, String> metadata) {
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("Metadata", metadata);
		event.put("Data", 1);
		event.put("SystemMetadata", Map.of("aws:DeliveryType", "LIVE", "aws:EventId", "e-1"));
		EventRecord record = Event.of(MAPPER.writeValueAsString(List.of(event))).records().get(0);
		Map<String, String> expected = new HashMap<>(metadata);
		expected.keySet()
			.removeIf((name) -> name.startsWith("aws:") || List.of("EventGroupId", "ContentType").contains(name));
		expected.put("aws:DeliveryType", "LIVE");
		expected.put("aws:EventId", "e-1");
		assertThat(record.attributes()).isEqualTo(expected);
		assertThat(record.attributes(new ArrayList<>(expected.keySet()))).containsAllEntriesOf(expected);
		assertThat(record.id()).hasValue("e-1");
	}

}
