package io.golambda.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A single record of any source within a record of any other is unwrapped by one rule: it
 * has the members that AWS always writes. Otherwise it is the payload of its sender.
 */
class BareRecordsPropertiesTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	enum Carrier {

		SQS(Event::encapSqs), SNS(Event::encapSns), SNS_OVER_SQS(Event::encapSnsOverSqs), KINESIS(Event::encapKinesis),
		KINESIS_AGGREGATED(Event::encapKinesisAggregated), FIREHOSE(Event::encapFirehose),
		EVENTBRIDGE_CUSTOM_BUS(Event::encapEventBridgeCustomBus),
		EVENTBRIDGE((message) -> Event.encapEventBridge(message[0])), KAFKA(Event::encapKafka),
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

	static Stream<Arguments> awsClasses() {
		return Stream.of(arguments(BareRecord.SQS, SQSEvent.SQSMessage.class),
				arguments(BareRecord.SNS, SNSEvent.SNSRecord.class),
				arguments(BareRecord.KINESIS, KinesisEvent.KinesisEventRecord.class),
				arguments(BareRecord.KINESIS_OF_PIPES, KinesisEvent.KinesisEventRecord.class),
				arguments(BareRecord.DYNAMODB, DynamodbEvent.DynamodbStreamRecord.class),
				arguments(BareRecord.DYNAMODB_OF_KINESIS, DynamodbEvent.DynamodbStreamRecord.class),
				arguments(BareRecord.S3, S3EventNotificationRecord.class),
				arguments(BareRecord.KAFKA, KafkaEvent.KafkaEventRecord.class),
				arguments(BareRecord.ACTIVEMQ, ActiveMQEvent.ActiveMQMessage.class),
				arguments(BareRecord.RABBITMQ, RabbitMQEvent.RabbitMessage.class),
				arguments(BareRecord.EVENTBRIDGE, ScheduledEvent.class));
	}

	@ParameterizedTest
	@MethodSource("awsClasses")
	void recordIsAnObjectOfAwsClassInAnyCarrier(BareRecord bare, Class<?> type) {
		String json = bare.of("{\"id\":1}");
		Object alone = Event.of(json).records().get(0).as(type);
		for (Carrier carrier : Carrier.values()) {
			EventRecord record = carrier.of(json).records().get(0);
			assertThat(record.as(type)).usingRecursiveComparison().isEqualTo(alone);
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
