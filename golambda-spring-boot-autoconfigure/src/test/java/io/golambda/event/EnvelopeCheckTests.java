package io.golambda.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that a type with none of the members of AWS's envelope is rejected, and that any
 * other type is bound.
 */
class EnvelopeCheckTests {

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Lenient(String message) {

	}

	static final class Bean {

		private String message;

		String getMessage() {
			return this.message;
		}

		public void setMessage(String message) {
			this.message = message;
		}

	}

	@ParameterizedTest
	@ValueSource(classes = { Color.class, Lenient.class, Bean.class })
	void rejectsWholeEventAndNamesTheRightForm(Class<?> type) {
		Event event = Event.encapSqs(new Color("blue"));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(type))
			.withMessage(
					"The event does not fit " + type.getName() + ": it is from SQS, and none of its members is one "
							+ "of that type. To bind the data in its records, use Function<Records<"
							+ type.getSimpleName() + ">, ...>, Batch.each(" + type.getSimpleName()
							+ ".class, ...) or Event.decapSqs(); to bind the event itself, use Event.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqs-typical", "sns-typical", "s3-typical", "dynamodb-typical", "kinesis-typical",
			"window-kinesis", "window-dynamodb-final", "eventbridge-typical", "documentdb-typical", "ses-typical",
			"codecommit-typical", "lambda-destination-typical", "cloudwatch-logs-typical", "firehose-typical",
			"kafka-typical", "activemq-typical", "rabbitmq-typical" })
	void rejectsEventsOfAllSources(String name) {
		Event event = Samples.event(name);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(Color.class))
			.withMessageContaining("it is from " + event.source())
			.withMessageContaining("Function<Records<Color>, ...>")
			.withMessageContaining(event.source().decapMethod());
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> event.bind(new TypeReference<Optional<Color>>() {
			}))
			.withMessageContaining("it is from " + event.source());
	}

	@ParameterizedTest
	@ValueSource(strings = { "pipes-sqs", "pipes-kinesis", "pipes-dynamodb", "pipes-kafka", "pipes-activemq",
			"pipes-rabbitmq" })
	void rejectsRecordsFromPipesAsElements(String name) {
		Event event = Samples.event(name);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(new TypeReference<List<Color>>() {
		})).withMessageContaining("it is from " + event.source());
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(Color[].class))
			.withMessageContaining("it is from " + event.source());
	}

	@Test
	void eventOfAnotherFormNamesTheRightOne() {
		Event sqs = Event.encapSqs(new Color("blue"));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> sqs.bind(new TypeReference<List<Color>>() {
		})).withMessageContaining("from an object. To bind the data in its records, use Function<Records<Color>, ...>");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Samples.event("pipes-sqs").bind(Color.class))
			.withMessageContaining("from an array. To bind the data in its records, use Function<Records<Color>, ...>");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of("{}").bind(Color[].class))
			.withMessageEndingWith("from an object.");
	}

	static Stream<Arguments> envelopes() {
		return Stream.of(
				arguments(Event.encapSnsOverSqs(new Color("blue")).decapSqs(), "its payload is an event of SNS",
						"decapSnsOverSqs()"),
				arguments(Event.encapSqs(Event.encapS3("k")).decapSqs(), "its payload is an event of S3", "records()"),
				arguments(Event.encapSns(Event.encapS3("k")).decapSns(), "its payload is an event of S3", "records()"),
				arguments(Event.encapSqs(Event.encapEventBridge(new Color("blue"))).decapSqs(),
						"its payload is an event of EVENTBRIDGE", "records()"),
				arguments(Event.encapSqs(Event.encapLambdaDestination(new Color("blue"))).decapSqs(),
						"its payload is an event of LAMBDA_DESTINATION", "records()"),
				arguments(Event.encapKinesis(Event.encapSqs(new Color("blue"))).decapKinesis(),
						"its payload is an event of SQS", "records()"),
				arguments(Event.encapFirehose(Event.encapSns(new Color("blue"))).decapFirehose(),
						"its payload is an event of SNS", "records()"),
				arguments(Event.encapSqs(Samples.event("s3-test")).decapSqs(), "its payload is an event of S3",
						"records()"),
				arguments(Event.encapS3("k").records(), "it is what S3 says of it", "Use JsonNode"),
				arguments(Samples.event("ses-typical").records(), "it is what SES says of it", "Use JsonNode"),
				arguments(Samples.event("codecommit-typical").records(), "it is what CODECOMMIT says of it",
						"Use JsonNode"),
				arguments(Event.encapKinesis("""
						{"awsRegion": "r", "eventID": "1", "eventName": "INSERT", "tableName": "t",
						 "dynamodb": {"Keys": {"a": {"S": "b"}}}, "eventSource": "aws:dynamodb"}""").decapKinesis(),
						"its payload is an event of DYNAMODB", "records()"),
				arguments(Event.encapSqs("""
						{"Type": "SubscriptionConfirmation", "MessageId": "c", "Token": "t", "TopicArn": "arn",
						 "Message": "You have chosen", "SubscribeURL": "https://example.com"}""").decapSqs(),
						"its payload is an event of SNS", "decapSnsOverSqs()"),
				arguments(Event.encapSqs("{\"eventSource\": \"aws:transfer\", \"user\": {}}").decapSqs(),
						"its payload is a record of \"aws:transfer\" itself", "Use JsonNode"));
	}

	@ParameterizedTest
	@MethodSource("envelopes")
	void rejectsEnvelopeInPayload(List<EventRecord> records, String found, String form) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).bind(Color.class))
			.withMessageStartingWith("Record 0")
			.withMessageContaining(" does not fit " + Color.class.getName() + ": ")
			.withMessageContaining(found + ", and none of its members is one of that type. ")
			.withMessageContaining(form);
	}

	@Test
	void rejectsBareRecordAsWholeEvent() {
		Event event = Event.of("""
				{"eventID": "1", "eventSource": "aws:dynamodb", "dynamodb": {"Keys": {"a": {"S": "b"}}}}""");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(Color.class))
			.withMessageContaining("it is from DYNAMODB, and none of its members is one of that type. ")
			.withMessageContaining("Event.decapDynamoDb()");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"eventSource\": \"aws:transfer\", \"user\": {}}").bind(Color.class))
			.withMessageContaining("it is a record of \"aws:transfer\" itself, and none of its members is one of that "
					+ "type. Use JsonNode, or a type with the members that are there.");
	}

	record BusEvent(@JsonProperty("detail-type") String type, Color detail) {

	}

	record Aliased(@JsonAlias("Records") List<JsonNode> all) {

	}

	record Window(@JsonProperty("isFinalInvokeForWindow") boolean last) {

	}

	record Whole(JsonNode event) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Whole {
		}

	}

	static final class Any {

		final Map<String, Object> members = new LinkedHashMap<>();

		@JsonAnySetter
		void set(String name, Object value) {
			this.members.put(name, value);
		}

	}

	record AnyInRecord(String color, @JsonAnySetter Map<String, Object> others) {

	}

	static final class Spread {

		@JsonUnwrapped
		public Aliased spread;

	}

	@JsonDeserialize(using = OwnDeserializer.class)
	record Own(int members) {

	}

	static final class OwnDeserializer extends ValueDeserializer<Own> {

		@Override
		public Own deserialize(JsonParser parser, DeserializationContext context) {
			return new Own(context.readTree(parser).size());
		}

	}

	record Nothing() {

	}

	@Test
	void bindsTypeThatReadsAnyMember() {
		assertThat(Event.encapEventBridge(new Color("blue")).bind(BusEvent.class).detail())
			.isEqualTo(new Color("blue"));
		Event sqs = Event.encapSqs("x");
		assertThat(sqs.bind(Aliased.class).all()).hasSize(1);
		assertThat(sqs.bind(Whole.class).event().has("Records")).isTrue();
		assertThat(sqs.bind(Any.class).members).containsKey("Records");
		assertThat(sqs.bind(AnyInRecord.class).others()).containsKey("Records");
		assertThat(sqs.bind(Spread.class).spread.all()).hasSize(1);
		assertThat(sqs.bind(Own.class).members()).isEqualTo(1);
		assertThat(sqs.bind(Nothing.class)).isNotNull();
		assertThat(sqs.bind(Map.class).containsKey("Records")).isTrue();
		assertThat(sqs.bind(Object.class)).isInstanceOf(Map.class);
		assertThat(sqs.bind(JsonNode.class).has("Records")).isTrue();
		assertThat(sqs.bind(new TypeReference<Map<String, List<Any>>>() {
		})).containsKey("Records");
		assertThat(Samples.event("window-kinesis").bind(Window.class).last()).isFalse();
		assertThat(Samples.event("pipes-sqs").bind(new TypeReference<List<Any>>() {
		}).get(0).members).containsKey("messageId");
	}

	@Test
	void comparesTheNamesOfTheMapper() {
		record Upper(List<JsonNode> records) {

		}
		Event sqs = Event.encapSqs("x");
		assertThat(sqs
			.withMapper(JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE).build())
			.bind(Upper.class)
			.records()).hasSize(1);
		assertThat(sqs.withMapper(JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES).build())
			.bind(Upper.class)
			.records()).hasSize(1);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> sqs.bind(Upper.class));
	}

	@Test
	void bindsJsonThatIsNotAnEnvelope() {
		assertThat(Event.of("{}").bind(Color.class)).isEqualTo(new Color(null));
		assertThat(Event.of("{\"color\":\"blue\"}").bind(Color.class)).isEqualTo(new Color(null));
		assertThat(Event.of("{\"Records\":[{\"a\":1}]}").bind(Color.class)).isEqualTo(new Color(null));
		EventRecord message = Event.encapSqs("""
				{"color":"blue","Type":"Notification"}""").records().get(0);
		assertThat(message.bind(Color.class)).isEqualTo(new Color(null));
		assertThat(Event.encapSqs("{}").records().get(0).bind(Color.class)).isEqualTo(new Color(null));
		assertThat(Event.encapSnsOverSqs(new Color("blue")).records().get(0).bind(Color.class))
			.isEqualTo(new Color("blue"));
		assertThat(Event.encapDynamoDb(Map.of("hue", 1)).records().get(0).bind(Color.class)).isEqualTo(new Color(null));
	}

}
