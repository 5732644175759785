package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import com.acme.fruits.FruitsApplication;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.golambda.event.EventException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The input of every form of function is checked, so that invalid input is an error and
 * never reaches the function.
 */
@ExtendWith(OutputCaptureExtension.class)
class CheckedInputTests {

	private static final String PEAR = "{\"name\":\"pear\",\"weight\":3}";

	private static final String HEAVY = "{\"name\":\"pear\",\"weight\":\"heavy\"}";

	@BeforeEach
	void clear() {
		FruitsApplication.CONSUMED.clear();
	}

	static Stream<Arguments> functions() {
		return Stream
			.of("fruit", "messageOfFruit", "fluxToNothing", "fluxToFlux", "fluxOfMessages", "monoToMono", "consumer",
					"fluxConsumer", "operatorConsumer", "asyncConsumer", "monoConsumer", "twoArguments", "plainObject",
					"fluxToFlux|text", "baskets|largest|fruit", "text|fruit", "monoOfText|fruit", "text|fluxToFlux",
					"text|fluxConsumer", "text|plainObject")
			.flatMap((name) -> Stream.of(Handler.values()).map((handler) -> arguments(handler, name)));
	}

	@ParameterizedTest
	@MethodSource("functions")
	void invalidInputFailsTheInvocation(Handler kind, String definition, CapturedOutput output) {
		assertRefused(kind.start(definition), output);
	}

	@ParameterizedTest
	@MethodSource("functions")
	void invalidInputFailsBehindTheRouter(Handler kind, String definition, CapturedOutput output) {
		System.setProperty("spring.cloud.function.routing-expression", "'" + definition + "'");
		try {
			assertRefused(kind.start("functionRouter"), output);
		}
		finally {
			System.clearProperty("spring.cloud.function.routing-expression");
		}
	}

	private static void assertRefused(RequestStreamHandler handler, CapturedOutput output) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> answer(handler, HEAVY))
			.withMessageEndingWith(" does not fit " + FruitsApplication.Fruit.class.getName()
					+ ": $.weight cannot be read as int from a string.");
		assertThat(FruitsApplication.CONSUMED).isEmpty();
		assertThat(output.getOut().lines().filter((line) -> line.contains(" ERROR "))).hasSize(1);
	}

	static Stream<Arguments> answers() {
		String array = "[" + PEAR + ",{\"name\":\"fig\",\"weight\":1}]";
		return Stream.of(arguments("fruit", PEAR, "\"pear\""), arguments("fluxToFlux", PEAR, "\"pear\""),
				arguments("fluxToFlux", array, "[\"pear\",\"fig\"]"),
				arguments("fluxOfMessages", array, "[\"pear\",\"fig\"]"), arguments("monoToMono", PEAR, "\"pear\""),
				arguments("fluxOfMaps", "[{\"weight\":4}]", "4"), arguments("fluxOfLists", array, "3"),
				arguments("fluxToNothing", PEAR, "null"), arguments("twoArguments", PEAR, "\"pear\""),
				arguments("plainObject", PEAR, "\"pear\""), arguments("text|fruit", PEAR, "\"pear\""),
				arguments("monoOfText|fruit", PEAR, "\"pear\""),
				arguments("fluxToFlux|text", array, "[\"pear\",\"fig\"]"),
				arguments("baskets|largest|fruit", array, "[\"pear\",\"fig\"]"),
				arguments("baskets|largest|fluxToFlux", array, "[\"pear\",\"fig\"]"),
				arguments("text|plainObject", PEAR, "\"pear\""),
				arguments("later|withInvocation", PEAR, "\"pear@request-1\""), arguments("text|uuid",
						"\"6d8e1b0c-90b8-4bd4-9b5a-1c7d0f2f0c11\"", "\"6d8e1b0c-90b8-4bd4-9b5a-1c7d0f2f0c11\""));
	}

	@ParameterizedTest
	@MethodSource("answers")
	void bindsValidInput(String definition, String event, String answer) throws Exception {
		for (Handler kind : Handler.values()) {
			assertThat(answer(kind.start(definition), event)).as(kind + " " + definition).isEqualTo(answer);
		}
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void textIsNotBoundToTheOnlyMemberOfAType(Handler kind) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> answer(kind.start("text|fruit"), "\"hello\""))
			.withMessageStartingWith("The result of the function \"text\" does not fit "
					+ FruitsApplication.Fruit.class.getName() + ": it is not JSON");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> answer(kind.start("wrong|fruit"), "\"x\""))
			.withMessage("The result of the function \"wrong\" does not fit " + FruitsApplication.Fruit.class.getName()
					+ ": $.weight cannot be read as int from a string.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "fluxConsumer", "operatorConsumer", "asyncConsumer", "flatMapConsumer", "monoConsumer",
			"fluxToNothing", "consumer", "text|fluxConsumer" })
	void consumersErrorFailsTheInvocation(String definition, CapturedOutput output) throws Exception {
		for (Handler kind : Handler.values()) {
			RequestStreamHandler handler = kind.start(definition);
			answer(handler, PEAR);
			assertThat(FruitsApplication.CONSUMED).as(kind + " waits").containsExactly("pear");
			assertThatIllegalStateException().isThrownBy(() -> answer(handler, "{\"name\":\"rotten\",\"weight\":1}"))
				.as(kind + " " + definition)
				.withMessage("rotten");
			FruitsApplication.CONSUMED.clear();
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains(" ERROR "))).hasSize(2);
		assertThat(output).doesNotContain("onErrorDropped");
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void consumerMayHandleItsErrorsAndCancel(Handler kind) throws Exception {
		answer(kind.start("handlingConsumer"), "{\"name\":\"rotten\",\"weight\":1}");
		answer(kind.start("takingConsumer"), "[" + PEAR + ",{\"name\":\"rotten\",\"weight\":1}]");
		assertThat(FruitsApplication.CONSUMED).containsExactly("handled", "pear");
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void consumerThatDoesNotSubscribeFails(Handler kind) {
		assertThatIllegalStateException().isThrownBy(() -> answer(kind.start("forgetfulConsumer"), PEAR))
			.withMessageContaining("\"forgetfulConsumer\" did not subscribe to the Flux");
	}

	@Test
	void functionCannotFollowAConsumer() {
		assertThatExceptionOfType(FunctionNotFoundException.class)
			.isThrownBy(() -> Handler.LAMBDA_HANDLER.start("consumer|text"))
			.withMessageContaining("\"text\" cannot follow \"consumer\"");
	}

	private static String answer(RequestStreamHandler handler, String event) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out,
				new TestContext("request-1"));
		return out.toString(StandardCharsets.UTF_8);
	}

	enum Handler {

		LAMBDA_HANDLER, FUNCTION_INVOKER;

		RequestStreamHandler start(String definition) {
			return (this == LAMBDA_HANDLER) ? Started.with(definition, () -> new LambdaHandler(FruitsApplication.class))
					: Started.functionInvoker(definition, FruitsApplication.class);
		}

	}

}
