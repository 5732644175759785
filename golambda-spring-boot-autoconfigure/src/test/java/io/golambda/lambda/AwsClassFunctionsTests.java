package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import com.acme.aws.AwsClassesApplication;
import com.acme.aws.AwsClassesApplication.Color;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.NewRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Functions of AWS's event classes, under golambda's handler and under Spring Cloud
 * Function's.
 */
class AwsClassFunctionsTests {

	private static final Event S3 = Event.encapS3("a b.txt", "c.txt");

	private static final Event S3_IN_MESSAGES = Event.encapSqs(S3, Event.encapS3("d.txt"));

	@BeforeEach
	void clear() {
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
			.flatMap((each) -> Stream.of(true, false)
				.map((own) -> arguments(own, each.get()[0], each.get()[1], each.get()[2])));
	}

	private static String record(Event event) {
		return event.json().replaceAll("^\\{\"Records\":\\[|\\]\\}$", "");
	}

	@ParameterizedTest
	@MethodSource("functions")
	void bindsTheDeliveredEvent(boolean own, String function, Event event, String answer) throws Exception {
		assertThat(answer(own, function, event)).isEqualTo(answer);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void consumesS3EventsOneByOne(boolean own) throws Exception {
		assertThat(answer(own, "batchOfS3", S3_IN_MESSAGES)).isEqualTo("{\"batchItemFailures\":[]}");
		assertThat(AwsClassesApplication.CONSUMED).containsExactly("a b.txt", "c.txt", "d.txt");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void consumesMessagesOneByOne(boolean own) throws Exception {
		assertThat(answer(own, "batchOfMessages", Event.encapSqs("a", "b"))).isEqualTo("{\"batchItemFailures\":[]}");
		assertThat(AwsClassesApplication.CONSUMED).containsExactly("a", "b");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void rejectsATypeThatDoesNotFitTheEvent(boolean own) {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> answer(own, "color", Event.encapSqs(new Color("blue"))))
			.withMessageContaining("Function<Records<Color>, ...>");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> answer(own, "s3", Event.encapSqs("x")))
			.withMessageContaining("it is from SQS");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void bindsAnEventOfUnknownSource(boolean own) throws Exception {
		assertThat(answer(own, "color", Event.of("{\"message\":\"blue\"}"))).isEqualTo("\"got blue\"");
		assertThat(answer(own, "color", Event.of("{}"))).isEqualTo("\"got null\"");
		assertThat(answer(own, "color", Event.of("{\"hue\":1}"))).isEqualTo("\"got null\"");
	}

	private static String answer(boolean own, String function, Event event) throws Exception {
		RequestStreamHandler handler = own
				? Started.with(function, () -> new LambdaHandler(AwsClassesApplication.class))
				: Started.functionInvoker(function, AwsClassesApplication.class);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		handler.handleRequest(new ByteArrayInputStream(event.bytes()), out, new TestContext("request-1"));
		return out.toString(StandardCharsets.UTF_8);
	}

}
