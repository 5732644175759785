package io.golambda.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests the messages for invalid events, which never show the payload.
 */
class BadEventsTests {

	static Stream<Arguments> badEvents() {
		return Stream.of(arguments("", "it is empty"), arguments("   ", "it is empty"), arguments("hello", "not JSON"),
				arguments("{\"Records\":[{\"body\":\"a", "not JSON"), arguments("[]", "it is an array"),
				arguments("\"text\"", "it is a string"), arguments("17", "it is a number"),
				arguments("null", "it is null"), arguments("true", "it is a boolean"),
				arguments("{}", "it is an object without members"),
				arguments("{\"message\":\"blue\"}", "it has no \"Records\", only \"message\""),
				arguments("{\"records\":[]}", "it has no \"Records\", only \"records\""),
				arguments("{\"Records\":[]}", "its \"Records\" has no record"),
				arguments("{\"Records\":null}", "its \"Records\" is null"),
				arguments("{\"Records\":{}}", "its \"Records\" is an object"),
				arguments("{\"Records\":\"none\"}", "its \"Records\" is a string"),
				arguments("{\"Records\":[{\"body\":\"secret\"}]}", "its records name no source"),
				arguments("{\"Records\":[{\"eventSource\":\"aws:other\"}]}", "its records are of \"aws:other\""),
				arguments("{\"Records\":[{\"eventSource\":17}]}", "its records name no source"));
	}

	@Test
	void longNamesInPathsAreCut() {
		String name = "n".repeat(10_000);
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"" + name + "\":\"x\"}").bind(new TypeReference<Map<String, Integer>>() {
			}))
			.withMessageContaining("$." + "n".repeat(40) + "… cannot be read as java.lang.Integer")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(300));
	}

	@ParameterizedTest
	@MethodSource("badEvents")
	void everyDecapMethodReportsWhatItFound(String json, String found) {
		for (Function<Event, List<EventRecord>> decap : List.<Function<Event, List<EventRecord>>>of(Event::decapSqs,
				Event::decapSns, Event::decapSnsOverSqs, Event::records)) {
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> decap.apply(Event.of(json)))
				.withMessageContaining(found)
				.withMessageNotContaining("secret")
				.withNoCause();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]} trailing",
			"{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}{}", "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]",
			"{\"Records\":[{\"eventSource\":\"aws:sqs\"}],\"more\":nothing}" })
	void eventThatIsMalformedBehindItsRecordsIsRejected(String json) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).decapSqs())
			.withMessageContaining("not JSON");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(json).records())
			.withMessageContaining("not JSON");
	}

	@Test
	void foreignEventNamesTheMatchingMethod() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.encapSns("x").decapSqs())
			.withMessage("The event is not from SQS: its records are of \"aws:sns\". "
					+ "Use decapSns(), or records() to take any source.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.encapSqs("x").decapSns())
			.withMessageContaining("Use decapSqs()");
	}

	@Test
	void eventWithoutRecordsBinds() {
		Event event = Event.of("""
				{"httpMethod":"GET","path":"/"}""");
		assertThat(event.source()).isEqualTo(EventSource.UNKNOWN);
		assertThat(event.bind(JsonNode.class).get("path").stringValue()).isEqualTo("/");
		assertThatExceptionOfType(EventException.class).isThrownBy(event::records)
			.withMessageContaining("not from a source with records")
			.withMessageContaining("Use bind(...)");
	}

	@Test
	void recordThatIsNotAnObjectIsReported() {
		String record = Event.encapSqs("a").json().replaceAll("^\\{\"Records\":\\[|]}$", "");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"Records\":[" + record + ",null]}").decapSqs())
			.withMessage("Record 1 of the SQS event is null, not an object.");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"Records\":[" + record + ",[]]}").records())
			.withMessage("Record 1 of the SQS event is an array, not an object.");
	}

	@Test
	void foreignRecordAmongOthersIsReported() {
		String sqs = Event.encapSqs("a").json().replaceAll("^\\{\"Records\":\\[|]}$", "");
		String sns = Event.encapSns("b").json().replaceAll("^\\{\"Records\":\\[|]}$", "");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"Records\":[" + sqs + "," + sns + "]}").decapSqs())
			.withMessageContaining("Record 1 of the event is not from SQS");
	}

	@Test
	void duplicateRecordsMemberIsRejected() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of("""
				{"Records":[{"eventSource":"aws:sqs"}],"Records":[{"eventSource":"aws:sqs"}]}""").decapSqs());
	}

	@Test
	void recordWithoutBodyFailsAlone() {
		Event event = Event.of("""
				{"Records":[{"messageId":"m-1","eventSource":"aws:sqs"},{"messageId":"m-2",\
				"eventSource":"aws:sqs","body":"ok"},{"body":null,"eventSource":"aws:sqs"},\
				{"body":{"a":1},"eventSource":"aws:sqs"}]}""");
		List<EventRecord> records = event.records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).bind(Color.class))
			.withMessage("Record 0 (id m-1) of the SQS event has no payload.")
			.satisfies((ex) -> assertThat(ex.values()).containsEntry("record.id", "m-1")
				.containsEntry("record.index", 0)
				.containsEntry("record.source", "SQS"));
		assertThat(records.get(1).text()).isEqualTo("ok");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(2).text())
			.withMessage("Record 2 of the SQS event has no payload.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(3).bytes())
			.withMessage("Record 3 of the SQS event has an object as its payload, not a string.");
		assertThat(records.get(2).id()).isEmpty();
	}

	@Test
	void bindingFailureNamesRecordTypeAndPath() {
		Event event = Event.encapSqs("""
				{"lines":[{"count":1},{"count":"secret"}]}""");
		EventRecord record = event.decapSqs().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Order.class))
			.withMessage("Record 0 (id " + record.id().orElseThrow() + ") of the SQS event does not fit "
					+ Order.class.getTypeName() + ": $.lines[1].count cannot be read as int from a string.")
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.values()).containsEntry("path", "$.lines[1].count")
				.containsEntry("type", Order.class.getTypeName()));
	}

	static Stream<Arguments> badBodies() {
		return Stream.of(arguments("secret", "it is not JSON at line 1, column"),
				arguments("{\"message\":\"secret", "it is not JSON at line 1"),
				arguments("{\"message\":{\"secret\":1}}",
						"$.message cannot be read as java.lang.String from an object"),
				arguments("[\"secret\"]", "$ cannot be read as"), arguments("null", "it is null"),
				arguments("", "does not fit"));
	}

	@ParameterizedTest
	@MethodSource("badBodies")
	void bindingFailureExplainsTheProblemWithoutTheBody(String body, String what) {
		EventRecord record = Event.encapSqs(body).decapSqs().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Color.class))
			.withMessageContaining(what)
			.withMessageNotContaining("secret")
			.withNoCause();
		assertThat(record.text()).isEqualTo(body);
	}

	@Test
	void propertyUnknownToStrictMapperIsNamed() {
		JsonMapper strict = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
		EventRecord record = Event.encapSqs("{\"more\":1}").withMapper(strict).decapSqs().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Color.class))
			.withMessageContaining("$.more is unknown to " + Color.class.getTypeName());
	}

	@Test
	void exceptionOfTheTypeItselfIsTheCause() {
		EventRecord record = Event.encapSqs("{\"percent\":200}").decapSqs().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Share.class))
			.withMessageContaining("was rejected by the type itself")
			.withCauseInstanceOf(IllegalArgumentException.class)
			.havingCause()
			.withMessage("no percentage");
	}

	@Test
	void exceptionOfTheJdkIsReplacedByItsLocation() {
		EventRecord record = Event.encapSqs("{\"number\":\"4111-secret\"}").decapSqs().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Card.class))
			.withMessageContaining("was rejected by the type itself, by a java.lang.NumberFormatException at ")
			.withMessageContaining("BadEventsTests.java")
			.withMessageNotContaining("secret")
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(classes = { BigDecimal.class, BigInteger.class, JsonNode.class, Object.class, Numbers.class })
	void hugeNumberIsReportedWithoutItsDigits(Class<?> type) {
		String huge = "4111111111111111e99999999999";
		JsonMapper exact = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
		for (Event event : List.of(Event.encapSqs((type == Numbers.class) ? "{\"big\":" + huge + "}" : huge),
				Event.encapDynamoDb("{\"big\":" + huge + "}"))) {
			EventRecord record = event.withMapper(exact).records().get(0);
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(type))
				.withMessageNotContaining("4111")
				.withNoCause();
		}
	}

	@Test
	void numberOutOfRangeIsReported() {
		EventRecord record = Event.encapSqs(NewRecord.of("{\"small\":99999999999999999999}").id("m-1"))
			.decapSqs()
			.get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Numbers.class))
			.withMessageContaining("is beyond what long holds")
			.withMessageNotContaining("999");
	}

	@Test
	void typeThatCannotBeInstantiatedIsReportedWithTheReason() {
		EventRecord record = Event.encapSqs("{}").decapSqs().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Runnable.class))
			.withMessageContaining("$ has a type that Jackson cannot create: Cannot construct instance");
	}

	@Test
	void nestedRecordIsReportedWithItsOutermostRecord() {
		Event event = Event.encapSqs("a", Event.encapSns("[]").json());
		EventRecord record = event.records().get(1);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Color.class))
			.withMessageStartingWith("Record 0 (id " + record.id().orElseThrow() + ") of the SNS event in record 1 (id "
					+ record.outermost().id().orElseThrow() + ") of the SQS event does not fit")
			.satisfies((ex) -> assertThat(ex.values()).containsEntry("record.envelope.id",
					record.outermost().id().orElseThrow()));
	}

	@Test
	void bindingFailureOfWholeEventNamesTheEvent() {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"message\":[\"secret\"]}").bind(Color.class))
			.withMessageStartingWith("The event does not fit")
			.withMessageContaining("$.message cannot be read as java.lang.String from an array")
			.withMessageNotContaining("secret");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of("null").bind(Color.class));
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"Records\":1}").bind(SQSEvent.class))
			.withMessage("The event does not fit com.amazonaws.services.lambda.runtime.events.SQSEvent: $.Records[0] "
					+ "cannot be read as com.amazonaws.services.lambda.runtime.events.SQSEvent$SQSMessage.");
	}

	@Test
	void readsEventOfSixMegabytes() {
		char[] message = new char[6 * 1024 * 1024 - 1000];
		Arrays.fill(message, 'x');
		String body = "{\"message\":\"" + new String(message) + "\"}";
		assertThat(Event.encapSqs(body).records().get(0).bind(Color.class).message()).hasSize(message.length);
	}

	@Test
	void invalidUtf8IsToldAndNotReplaced() {
		byte[] event = Event.encapSqs("blue~").bytes();
		event[new String(event, StandardCharsets.ISO_8859_1).indexOf('~')] = (byte) 0xC3;
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(event).json())
			.withMessageContaining("not UTF-8");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of(event).decapSqs().get(0).text())
			.withMessageContaining("has a payload that is not UTF-8");
		// a surrogate encoded in UTF-8, which JSON parsers skip unchecked
		byte[] surrogate = Event.encapSqs("blue~~~").bytes();
		int at = new String(surrogate, StandardCharsets.ISO_8859_1).indexOf("~~~");
		surrogate[at] = (byte) 0xED;
		surrogate[at + 1] = (byte) 0xA0;
		surrogate[at + 2] = (byte) 0x80;
		EventRecord record = Event.of(surrogate).decapSqs().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
			.withMessageContaining("has a payload that is not UTF-8");
		assertThat(record.bytes()).hasSize("blue~~~".length());
	}

	@Test
	void rejectsThousandLevelsOfNesting() {
		String deep = "[".repeat(1000) + "]".repeat(1000);
		Event event = Event.of("{\"deep\":" + deep + "}");
		assertThatExceptionOfType(EventException.class).isThrownBy(event::records)
			.withMessageContaining("nested deeper than 500 levels");
		assertThat(event.bind(String.class)).hasSize(2009);
		assertThat(event.source()).isEqualTo(EventSource.UNKNOWN);
		EventRecord record = Event.encapSqs(deep).records().get(0);
		assertThat(record.text()).isEqualTo(deep);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(JsonNode.class))
			.withMessageContaining("beyond what Jackson reads");
	}

	@Test
	void toStringOmitsTheContent() {
		Event event = Event.encapSqs("secret");
		assertThat(event).hasToString("Event[" + event.bytes().length + " bytes]");
		assertThat(event.decapSqs().get(0)).hasToString("EventRecord[SQS 0]");
	}

	record Order(List<Line> lines) {

	}

	record Line(int count) {

	}

	record Card(String number) {

		Card {
			Long.parseLong(number);
		}

	}

	record Numbers(BigDecimal big, long small) {

	}

	record Share(int percent) {

		Share {
			if (percent > 100) {
				throw new IllegalArgumentException("no percentage");
			}
		}

	}

}
