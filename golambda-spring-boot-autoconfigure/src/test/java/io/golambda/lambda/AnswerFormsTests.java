package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.acme.answers.AnswersApplication;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Lambda gets the same JSON for every form of a result, under golambda's handler and
 * under Spring Cloud Function's.
 */
@ExtendWith(OutputCaptureExtension.class)
class AnswerFormsTests {

	private static final Map<String, String> ANSWERS = Map.of("batch",
			"{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}", "aws",
			"{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}", "record", "{\"name\":\"blue\"}", "text",
			"\"text\"");

	static Stream<String> forms() {
		return Stream.of("plain", "message", "monoOfMessage", "fluxOfMessage", "fluxToFluxOfMessage",
				"monoOfMessageToMonoOfMessage", "publisher", "flowPublisher", "futureOfMessage", "stageOfOptional",
				"future", "optionalOfMessage", "monoOfOptional", "messageOfMono", "monoOfFutureOfMessage",
				"same|monoOfMessage", "same,futureOfMessage", "monoOfMessage|same", "fluxOfMessage|same");
	}

	@ParameterizedTest
	@MethodSource("forms")
	void unwrapsEveryFormOfResult(String definition) throws Exception {
		for (Handler kind : Handler.values()) {
			RequestStreamHandler handler = kind.start(definition);
			Map<String, String> answers = new LinkedHashMap<>();
			for (String asked : ANSWERS.keySet()) {
				if (!definition.endsWith("|same") || asked.equals("text")) {
					answers.put(asked, answer(handler, asked));
				}
			}
			assertThat(ANSWERS).as(kind + " " + definition).containsAllEntriesOf(answers);
			if (!definition.endsWith("|same")) {
				assertThat(answer(handler, "firehose")).as(kind + " " + definition)
					.startsWith("{\"records\":[{\"recordId\":\"")
					.contains("\"result\":\"Dropped\"");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void unwrapsEveryFormOfResultBehindTheRouter(String definition) throws Exception {
		System.setProperty("spring.cloud.function.routing-expression", "'" + definition + "'");
		try {
			for (Handler kind : Handler.values()) {
				RequestStreamHandler handler = kind.start("functionRouter");
				String asked = definition.endsWith("|same") ? "text" : "batch";
				assertThat(answer(handler, asked)).as(kind + " " + definition).isEqualTo(ANSWERS.get(asked));
			}
		}
		finally {
			System.clearProperty("spring.cloud.function.routing-expression");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', value = { "supplierOfMonoOfMessage # \"supplied\"", "listOfMessages # [\"a\",\"b\"]",
			"fluxOfMessages # [\"a\",\"b\"]", "stream # [\"a\",\"b\"]", "empty # null" })
	void writesManyValuesAsListAndNoneAsNull(String definition, String answer) throws Exception {
		for (Handler kind : Handler.values()) {
			assertThat(answer(kind.start(definition), "text")).as(kind + " " + definition).isEqualTo(answer);
		}
	}

	@Test
	void functionInvokerReadsTheHttpStatusFromMessageHeaders() throws Exception {
		String request = "{\"httpMethod\":\"GET\",\"path\":\"/\",\"headers\":{}}";
		JsonNode response = JsonMapper.shared().readTree(answerTo(Handler.FUNCTION_INVOKER.start("created"), request));
		assertThat(response.get("statusCode").intValue()).isEqualTo(201);
		assertThat(response.get("body").stringValue()).isEqualTo("\"made\"");
	}

	@ParameterizedTest
	@CsvSource({ "message", "stage", "publisher" })
	void unwrapsResultsOfInterceptors(String form) throws Exception {
		System.setProperty("answers.interceptor", form);
		try {
			for (Handler kind : Handler.values()) {
				assertThat(answer(kind.start("plain"), "batch")).as(kind + " " + form).isEqualTo(ANSWERS.get("batch"));
				assertThat(answer(kind.start("monoOfMessage"), "record")).as(kind + " " + form)
					.isEqualTo(ANSWERS.get("record"));
			}
		}
		finally {
			System.clearProperty("answers.interceptor");
		}
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void lateFailureOfAnInterceptorFailsTheInvocation(Handler kind, CapturedOutput output) {
		System.setProperty("answers.interceptor", "failure");
		try {
			assertFailsOnce(kind.start("plain"), output);
		}
		finally {
			System.clearProperty("answers.interceptor");
		}
	}

	@ParameterizedTest
	@CsvSource({ "LAMBDA_HANDLER, failing", "LAMBDA_HANDLER, failingFuture", "LAMBDA_HANDLER, same|failing",
			"FUNCTION_INVOKER, failing", "FUNCTION_INVOKER, failingFuture", "FUNCTION_INVOKER, same|failing" })
	void lateFailureIsReportedOnceAndThrownUnchanged(Handler kind, String definition, CapturedOutput output) {
		assertFailsOnce(kind.start(definition), output);
	}

	@Test
	void lateFailureBehindTheRouterIsReportedOnce(CapturedOutput output) {
		System.setProperty("spring.cloud.function.routing-expression", "'failing'");
		try {
			assertFailsOnce(Handler.LAMBDA_HANDLER.start("functionRouter"), output);
		}
		finally {
			System.clearProperty("spring.cloud.function.routing-expression");
		}
	}

	private static void assertFailsOnce(RequestStreamHandler handler, CapturedOutput output) {
		assertThatIllegalStateException().isThrownBy(() -> answer(handler, "text")).withMessage("later").withNoCause();
		assertThat(output.getOut().lines().filter((line) -> line.contains(" ERROR "))).hasSize(1);
	}

	private static String answer(RequestStreamHandler handler, String text) throws Exception {
		return answerTo(handler, "\"" + text + "\"");
	}

	private static String answerTo(RequestStreamHandler handler, String event) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out,
				new TestContext("request-1"));
		return out.toString(StandardCharsets.UTF_8);
	}

	enum Handler {

		LAMBDA_HANDLER, FUNCTION_INVOKER;

		RequestStreamHandler start(String definition) {
			return (this == LAMBDA_HANDLER)
					? Started.with(definition, () -> new LambdaHandler(AnswersApplication.class))
					: Started.functionInvoker(definition, AnswersApplication.class);
		}

	}

}
