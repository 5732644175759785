package io.golambda.lambda;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.acme.answers.AnswersApplication;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.golambda.lambda.HandlerKind.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that Lambda gets the same JSON for every form of answer, under golambda's handler
 * and under Spring Cloud Function's.
 */
@ExtendWith(OutputCaptureExtension.class)
class AnswerFormsTests {

	private static final String ROUTE = "spring.cloud.function.routing-expression";

	private static final String INTERCEPTOR = "answers.interceptor";

	private static final String OBSERVED = "answers.observed";

	private static final String FAILED_ITEM = """
			{"batchItemFailures":[{"itemIdentifier":"m1"}]}""";

	private static final Map<String, String> ANSWERS = Map.of("batch", FAILED_ITEM, "aws", FAILED_ITEM, "record",
			"{\"name\":\"blue\"}", "text", "\"text\"");

	@AfterEach
	void clearProperties() {
		System.clearProperty(ROUTE);
		System.clearProperty(INTERCEPTOR);
		System.clearProperty(OBSERVED);
	}

	static Stream<String> forms() {
		return Stream.of("plain", "message", "monoOfMessage", "fluxOfMessage", "fluxToFluxOfMessage",
				"monoOfMessageToMonoOfMessage", "publisher", "flowPublisher", "futureOfMessage", "stageOfOptional",
				"future", "optionalOfMessage", "monoOfOptional", "messageOfMono", "monoOfFutureOfMessage",
				"same|monoOfMessage", "same,futureOfMessage", "monoOfMessage|same", "fluxOfMessage|same");
	}

	@ParameterizedTest
	@MethodSource("forms")
	void everyFormOfAnswerIsUnwrapped(String definition) throws Exception {
		for (HandlerKind kind : HandlerKind.values()) {
			RequestStreamHandler handler = kind.start(AnswersApplication.class, definition);
			Map<String, String> answers = new LinkedHashMap<>();
			for (String asked : ANSWERS.keySet()) {
				if (!definition.endsWith("|same") || asked.equals("text")) {
					answers.put(asked, ask(handler, asked));
				}
			}
			assertThat(ANSWERS).as(kind + " " + definition).containsAllEntriesOf(answers);
			if (!definition.endsWith("|same")) {
				assertThat(ask(handler, "firehose")).as(kind + " " + definition)
					.startsWith("{\"records\":[{\"recordId\":\"")
					.contains("\"result\":\"Dropped\"");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "futureOfMessage", "flowPublisher", "optionalOfMessage", "messageOfMono" })
	void everyFormOfAnswerIsUnwrappedIfTheFunctionIsObserved(String definition) throws Exception {
		System.setProperty(OBSERVED, "true");
		for (HandlerKind kind : HandlerKind.values()) {
			RequestStreamHandler handler = kind.start(AnswersApplication.class, definition);
			assertThat(ask(handler, "batch")).as(kind + " " + definition).isEqualTo(ANSWERS.get("batch"));
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void everyFormOfAnswerIsUnwrappedBehindTheRouter(String definition) throws Exception {
		System.setProperty(ROUTE, "'" + definition + "'");
		for (HandlerKind kind : HandlerKind.values()) {
			RequestStreamHandler handler = kind.start(AnswersApplication.class, "functionRouter");
			String asked = definition.endsWith("|same") ? "text" : "batch";
			assertThat(ask(handler, asked)).as(kind + " " + definition).isEqualTo(ANSWERS.get(asked));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', value = { "supplierOfMonoOfMessage # \"supplied\"", "listOfMessages # [\"a\",\"b\"]",
			"fluxOfMessages # [\"a\",\"b\"]", "stream # [\"a\",\"b\"]", "empty # null" })
	void severalValuesBecomeListAndNoneBecomesNull(String definition, String answer) throws Exception {
		for (HandlerKind kind : HandlerKind.values()) {
			assertThat(ask(kind.start(AnswersApplication.class, definition), "text")).as(kind + " " + definition)
				.isEqualTo(answer);
		}
	}

	@Test
	void functionInvokerReadsHttpStatusFromMessageHeaders() throws Exception {
		String request = """
				{"httpMethod":"GET","path":"/","headers":{}}""";
		JsonNode response = JsonMapper.shared()
			.readTree(answer(HandlerKind.FUNCTION_INVOKER.start(AnswersApplication.class, "created"), request));
		assertThat(response.get("statusCode").intValue()).isEqualTo(201);
		assertThat(response.get("body").stringValue()).isEqualTo("\"made\"");
	}

	@ParameterizedTest
	@CsvSource({ "message", "stage", "publisher" })
	void answersOfInterceptorAreUnwrapped(String form) throws Exception {
		System.setProperty(INTERCEPTOR, form);
		for (HandlerKind kind : HandlerKind.values()) {
			assertThat(ask(kind.start(AnswersApplication.class, "plain"), "batch")).as(kind + " " + form)
				.isEqualTo(ANSWERS.get("batch"));
			assertThat(ask(kind.start(AnswersApplication.class, "monoOfMessage"), "record")).as(kind + " " + form)
				.isEqualTo(ANSWERS.get("record"));
		}
	}

	@ParameterizedTest
	@EnumSource(HandlerKind.class)
	void lateFailureOfInterceptorFailsTheInvocation(HandlerKind kind, CapturedOutput output) {
		System.setProperty(INTERCEPTOR, "failure");
		assertFailsOnce(kind.start(AnswersApplication.class, "plain"), output);
	}

	@ParameterizedTest
	@CsvSource({ "LAMBDA_HANDLER, failing", "LAMBDA_HANDLER, failingFuture", "LAMBDA_HANDLER, same|failing",
			"FUNCTION_INVOKER, failing", "FUNCTION_INVOKER, failingFuture", "FUNCTION_INVOKER, same|failing" })
	void lateFailureIsReportedOnceAndRethrownUnchanged(HandlerKind kind, String definition, CapturedOutput output) {
		assertFailsOnce(kind.start(AnswersApplication.class, definition), output);
	}

	@Test
	void lateFailureBehindTheRouterIsReportedOnce(CapturedOutput output) {
		System.setProperty(ROUTE, "'failing'");
		assertFailsOnce(HandlerKind.LAMBDA_HANDLER.start(AnswersApplication.class, "functionRouter"), output);
	}

	private static void assertFailsOnce(RequestStreamHandler handler, CapturedOutput output) {
		assertThatIllegalStateException().isThrownBy(() -> ask(handler, "text")).withMessage("later").withNoCause();
		assertThat(output.getOut().lines().filter((line) -> line.contains(" ERROR "))).hasSize(1);
	}

	private static String ask(RequestStreamHandler handler, String kind) throws Exception {
		return answer(handler, "\"" + kind + "\"");
	}

}
