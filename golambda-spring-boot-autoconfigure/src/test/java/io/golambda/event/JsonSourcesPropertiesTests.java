package io.golambda.event;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Round-trip law of the sources that carry JSON: {@code decap(encap(x))} equals
 * {@code x}.
 */
@PropertyDefaults(tries = 500)
class JsonSourcesPropertiesTests {

	// numbers of any size keep all their digits
	private static final JsonMapper EXACT = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
		.build();

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.strings()
			.all()
			.filter((text) -> text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)))
			.edgeCases((edge) -> edge.add("", "\"", "\\", "a+b c/d%20é", "\u0000", "😀", "{}"));
	}

	@Provide
	Arbitrary<Map<String, Object>> items() {
		Arbitrary<Object> leaves = Arbitraries.oneOf(texts().map(Object.class::cast),
				Arbitraries.bigIntegers().map(Object.class::cast),
				Arbitraries.bigDecimals().filter((number) -> number.scale() > 0).map(Object.class::cast),
				Arbitraries.of(true, false), Arbitraries.just(null));
		Arbitrary<Object> values = Arbitraries.recursive(() -> leaves,
				(inner) -> Arbitraries.oneOf(inner.list().ofMaxSize(3).map(Object.class::cast),
						Arbitraries.maps(texts(), inner).ofMaxSize(3).map(Object.class::cast)),
				0, 3);
		return Arbitraries.maps(texts(), values).ofMaxSize(5);
	}

	// Jackson reads small whole numbers as Integer or Long, without loss
	private static Object withBigIntegers(Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, Object> result = new HashMap<>();
			map.forEach((name, member) -> result.put(name, withBigIntegers(member)));
			return result;
		}
		if (value instanceof List<?> list) {
			List<Object> result = new ArrayList<>();
			list.forEach((element) -> result.add(withBigIntegers(element)));
			return result;
		}
		return (value instanceof Integer || value instanceof Long) ? BigInteger.valueOf(((Number) value).longValue())
				: value;
	}

	@Property
	void decapReversesEncapOfItems(@ForAll @Size(max = 3) @NotEmpty List<@From("items") Map<String, Object>> items) {
		Event event = Event.encapDynamoDb(items.toArray());
		assertThat(event.decapDynamoDb()).extracting((record) -> withBigIntegers(record.bind(Object.class)))
			.isEqualTo(items);
		assertThat(event.decapDynamoDb())
			.extracting((record) -> withBigIntegers(record.part("NewImage").orElseThrow().bind(Object.class)))
			.isEqualTo(items);
		assertThat(event.bind(DynamodbEvent.class).getRecords()).hasSameSizeAs(items);
	}

	@Property
	void decapReversesEncapOfDocumentsMailsAndTriggers(
			@ForAll @Size(max = 3) @NotEmpty List<@From("items") Map<String, Object>> values) {
		for (Event event : List.of(Event.encapDocumentDb(values.toArray()), Event.encapSes(values.toArray()),
				Event.encapCodeCommit(values.toArray()))) {
			assertThat(event.withMapper(EXACT).records()).extracting((record) -> record.bind(Object.class))
				.isEqualTo(values);
		}
	}

	@Property
	void decapReversesEncapOfDetailsAndRequestPayloads(@ForAll("items") Map<String, Object> value) {
		String json = EXACT.writeValueAsString(value);
		for (Event event : List.of(Event.encapEventBridge(value), Event.encapLambdaDestination(value),
				Event.encapSqs(Event.encapEventBridge(json)), Event.encapSns(Event.encapLambdaDestination(json)),
				Event.encapEventBridge(Event.encapLambdaDestination(value)))) {
			EventRecord record = event.withMapper(EXACT).records().get(0);
			assertThat(record.bind(Object.class)).isEqualTo(value);
			assertThat(record.text()).isEqualTo(json);
		}
	}

	@Property
	void bindReversesEncapOfObjects(@ForAll("texts") String name, @ForAll long number, @ForAll double share,
			@ForAll byte[] bytes) {
		Thing thing = new Thing(name, number, share, bytes);
		assertThat(Event.encapDynamoDb(thing).records().get(0).bind(Thing.class)).usingRecursiveComparison()
			.isEqualTo(thing);
		assertThat(Event.encapEventBridge(thing).records().get(0).bind(Thing.class)).usingRecursiveComparison()
			.isEqualTo(thing);
	}

	@Property
	void decapReversesEncapOfKeys(@ForAll @Size(max = 5) @NotEmpty List<@From("texts") String> keys) {
		Event event = Event.encapS3(keys.toArray());
		assertThat(event.decapS3()).extracting((record) -> record.attributes().get("key")).isEqualTo(keys);
		assertThat(Event.encapSnsOverSqs(event).records()).extracting((record) -> record.attributes().get("key"))
			.isEqualTo(keys);
	}

	record Thing(String name, long number, double share, byte[] bytes) {

	}

}
