package io.golambda.lambda;

import java.util.stream.Stream;

import com.acme.aws.AwsClassesApplication;
import com.acme.aws.AwsClassesApplication.Color;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.NewRecord;

import static io.golambda.lambda.HandlerKind.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests functions that take AWS's event classes, under golambda's handler and under
 * Spring Cloud Function's.
 */
class AwsClassFunctionsTests {

	private static final Event S3 = Event.encapS3("a b.txt", "c.txt");

	private static final Event S3_IN_MESSAGES = Event.encapSqs(S3, Event.encapS3("d.txt"));

	@BeforeEach
	void clearConsumed() {
		AwsClassesApplication.CONSUMED.clear();
	}

	static Stream<Arguments> functions() {
		return Stream
			.of(arguments("s3", S3, "[\"a b.txt\",\"c.txt\"]"), arguments("messageOfS3", S3, "[\"a b.txt\",\"c.txt\"]"),
					arguments("recordsOfS3", S3_IN_MESSAGES, "[\"a b.txt\",\"c.txt\",\"d.txt\"]"),
					arguments("recordsOfS3Records", S3_IN_MESSAGES, "[\"a b.txt\",\"c.txt\",\"d.txt\"]"),
					arguments("fluxOfS3", S3, "\"a b.txt\""), arguments("sns", Event.encapSns("hello"), "[\"hello\"]"),
					arguments("pipe", Event.of("[" + record(Event.encapSqs("x")) + "]"), "[\"x\"]"),
					arguments("kinesis", Event.encapKinesis(NewRecord.of("x").with("partitionKey", "p")), "\"p\""),
					arguments("answer", S3, "{\"sqs\":{\"batchItemFailures\":[{\"itemIdentifier\":\"m\"}]}}"))
			.flatMap((each) -> Stream.of(HandlerKind.values())
				.map((kind) -> arguments(kind, each.get()[0], each.get()[1], each.get()[2])));
	}

	private static String record(Event event) {
		return event.json().replaceAll("^\\{\"Records\":\\[|\\]\\}$", "");
	}

	@ParameterizedTest
	@MethodSource("functions")
	void functionGetsTheDeliveredEvent(HandlerKind kind, String function, Event event, String answer) throws Exception {
		assertThat(answerOf(kind, function, event)).isEqualTo(answer);
	}

	@ParameterizedTest
	@EnumSource(HandlerKind.class)
	void batchOfS3EventsIsConsumedObjectByObject(HandlerKind kind) throws Exception {
		assertThat(answerOf(kind, "batchOfS3", S3_IN_MESSAGES)).isEqualTo("{\"batchItemFailures\":[]}");
		assertThat(AwsClassesApplication.CONSUMED).containsExactly("a b.txt", "c.txt", "d.txt");
	}

	@ParameterizedTest
	@EnumSource(HandlerKind.class)
	void batchOfMessagesIsConsumedMessageByMessage(HandlerKind kind) throws Exception {
		assertThat(answerOf(kind, "batchOfMessages", Event.encapSqs("a", "b"))).isEqualTo("{\"batchItemFailures\":[]}");
		assertThat(AwsClassesApplication.CONSUMED).containsExactly("a", "b");
	}

	@ParameterizedTest
	@EnumSource(HandlerKind.class)
	void rejectsTypeWithoutAnyMemberOfTheEvent(HandlerKind kind) {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> answerOf(kind, "color", Event.encapSqs(new Color("blue"))))
			.withMessageContaining("Function<Records<Color>, ...>");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> answerOf(kind, "s3", Event.encapSqs("x")))
			.withMessageContaining("it is from SQS");
	}

	@ParameterizedTest
	@EnumSource(HandlerKind.class)
	void eventFromUnknownSourceIsBoundAsItIs(HandlerKind kind) throws Exception {
		assertThat(answerOf(kind, "color", Event.of("{\"message\":\"blue\"}"))).isEqualTo("\"got blue\"");
		assertThat(answerOf(kind, "color", Event.of("{}"))).isEqualTo("\"got null\"");
		assertThat(answerOf(kind, "color", Event.of("{\"hue\":1}"))).isEqualTo("\"got null\"");
	}

	private static String answerOf(HandlerKind kind, String function, Event event) throws Exception {
		return answer(kind.start(AwsClassesApplication.class, function), event.json());
	}

}
