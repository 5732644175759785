package io.golambda.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A single record of any source within a record of any other is unwrapped by one rule: it
 * has the members that AWS always writes. Otherwise it is the payload of its sender.
 */
class BareRecordsPropertiesTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	enum Carrier {

		SQS(Event::encapSqs), SNS(Event::encapSns), SNS_OVER_SQS(Event::encapSnsOverSqs), KINESIS(Event::encapKinesis),
		KINESIS_AGGREGATED(Event::encapKinesisAggregated), FIREHOSE(Event::encapFirehose),
		EVENTBRIDGE((message) -> Event.encapEventBridge(message[0])),
		EVENTBRIDGE_CUSTOM_BUS(Event::encapEventBridgeCustomBus), KAFKA(Event::encapKafka),
		ACTIVEMQ(Event::encapActiveMq), RABBITMQ(Event::encapRabbitMq),
		LAMBDA_DESTINATION((message) -> Event.encapLambdaDestination(message[0])), KINESIS_OF_PIPES_IN_SQS(
				(message) -> Event.encapSqs(BareRecord.KINESIS_OF_PIPES.of(String.valueOf(message[0]))));

		private final Function<Object[], Event> encap;

		Carrier(Function<Object[], Event> encap) {
			this.encap = encap;
		}

		Event of(String message) {
			return this.encap.apply(new Object[] { message });
		}

	}

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.strings().ascii().ofMinLength(1).edgeCases((edge) -> edge.add("\"", "\\", "{}", "{"));
	}

	@ParameterizedTest
	@EnumSource
	void recordIsUnwrappedFromAnyCarrier(Carrier carrier) {
		for (BareRecord bare : BareRecord.values()) {
			String json = bare.of("a b");
			Event event = carrier.of(json);
			Event alone = Event.of(json);
			assertThat(event.records()).as("%s in %s", bare, carrier).singleElement().satisfies((record) -> {
				assertThat(record.source()).isEqualTo(bare.source());
				assertThat(record.envelope()).isPresent();
				assertThat(record.outermost().source()).isEqualTo(event.source());
				assertThat(alone.records()).singleElement().satisfies((same) -> {
					assertThat(record.text()).isEqualTo(same.text());
					assertThat(record.attributes()).hasSameSizeAs(same.attributes());
				});
			});
		}
	}

	@ParameterizedTest
	@EnumSource
	void recordWithoutMemberThatAwsAlwaysWritesStaysThePayload(BareRecord bare) {
		for (String member : bare.required()) {
			String message = bare.without(member, "x");
			for (Carrier carrier : Carrier.values()) {
				Event event = carrier.of(message);
				assertThat(event.records()).as("%s without %s in %s", bare, member, carrier)
					.singleElement()
					.satisfies((record) -> assertThat(record.text()).isEqualTo(message));
			}
		}
	}

	@Property(tries = 200)
	void anyPayloadSurvivesAnyPairOfRecordAndCarrier(@ForAll BareRecord bare, @ForAll Carrier carrier,
			@ForAll("texts") String text) {
		String json = bare.of(text);
		EventRecord record = carrier.of(json).records().get(0);
		assertThat(record.source()).isEqualTo(bare.source());
		EventRecord envelope = record.envelope().orElseThrow();
		assertThat(MAPPER.readTree(envelope.text())).isEqualTo(MAPPER.readTree(json));
	}

	@Property(tries = 200)
	void memberOfAnotherTypeMakesItThePayload(@ForAll BareRecord bare, @ForAll Carrier carrier,
			@ForAll("required") int which) {
		String member = bare.required().get(which % bare.required().size());
		String name = member.substring(member.lastIndexOf('.') + 1);
		String json = bare.of("x");
		String message = json.replace("\"" + name + "\":", "\"" + name + "\":null,\"was-" + name + "\":");
		assertThat(carrier.of(message).records()).singleElement()
			.satisfies((record) -> assertThat(record.text()).isEqualTo(message));
	}

	@Provide
	Arbitrary<Integer> required() {
		return Arbitraries.integers().between(0, 41);
	}

	@Property(tries = 100)
	void batchOfPipesIsReadRecordByRecord(@ForAll BareRecord bare, @ForAll("texts") String text) {
		List<String> batch = new ArrayList<>(List.of(bare.of(text), bare.of("x")));
		List<EventRecord> records = Event.encapSqs(batch.toArray()).records();
		assertThat(records).extracting(EventRecord::source).containsExactly(bare.source(), bare.source());
		assertThat(records).extracting((record) -> record.outermost().index()).containsExactly(0, 1);
	}

}
