package io.golambda.lambda;

import java.util.stream.Stream;

import com.acme.fruits.FruitsApplication;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.AfterEach;
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

import static io.golambda.lambda.HandlerKind.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that input is bound and checked alike in every form of function, however the
 * function is called: input that does not fit its type never reaches it.
 */
@ExtendWith(OutputCaptureExtension.class)
class CheckedInputTests {

	private static final String ROUTE = "spring.cloud.function.routing-expression";

	private static final String PEAR = """
			{"name":"pear","weight":3}""";

	private static final String HEAVY = """
			{"name":"pear","weight":"heavy"}""";

	private static final String ROTTEN = """
			{"name":"rotten","weight":1}""";

	@BeforeEach
	@AfterEach
	void reset() {
		FruitsApplication.CONSUMED.clear();
		System.clearProperty(ROUTE);
	}

	static Stream<Arguments> functions() {
		return Stream
			.of("fruit", "messageOfFruit", "fluxToNothing", "fluxToFlux", "fluxOfMessages", "monoToMono", "consumer",
					"fluxConsumer", "operatorConsumer", "asyncConsumer", "monoConsumer", "twoArguments", "plainObject",
					"fluxToFlux|text", "baskets|largest|fruit", "text|fruit", "monoOfText|fruit", "text|fluxToFlux",
					"text|fluxConsumer", "text|plainObject")
			.flatMap((name) -> Stream.of(HandlerKind.values()).map((handler) -> arguments(handler, name)));
	}

	@ParameterizedTest
	@MethodSource("functions")
	void invalidInputFailsTheInvocation(HandlerKind kind, String definition, CapturedOutput output) {
		assertRejected(kind.start(FruitsApplication.class, definition), output);
	}

	@ParameterizedTest
	@MethodSource("functions")
	void invalidInputFailsBehindTheRouter(HandlerKind kind, String definition, CapturedOutput output) {
		System.setProperty(ROUTE, "'" + definition + "'");
		assertRejected(kind.start(FruitsApplication.class, "functionRouter"), output);
	}

	private static void assertRejected(RequestStreamHandler handler, CapturedOutput output) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> answer(handler, HEAVY))
			.withMessageEndingWith(" does not fit " + FruitsApplication.Fruit.class.getName()
					+ ": $.weight cannot be read as int from a string.");
		assertThat(FruitsApplication.CONSUMED).isEmpty();
		assertThat(output.getOut().lines().filter((line) -> line.contains(" ERROR "))).hasSize(1);
	}

	static Stream<Arguments> answers() {
		String array = """
				[{"name":"pear","weight":3},{"name":"fig","weight":1}]""";
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
	void validInputIsBound(String definition, String event, String answer) throws Exception {
		for (HandlerKind kind : HandlerKind.values()) {
			assertThat(answer(kind.start(FruitsApplication.class, definition), event)).as(kind + " " + definition)
				.isEqualTo(answer);
		}
	}

	@ParameterizedTest
	@EnumSource(HandlerKind.class)
	void textDoesNotBecomeTheOnlyMemberOfTheNextInput(HandlerKind kind) {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> answer(kind.start(FruitsApplication.class, "text|fruit"), "\"hello\""))
			.withMessageStartingWith("The result of the function \"text\" does not fit "
					+ FruitsApplication.Fruit.class.getName() + ": it is not JSON");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> answer(kind.start(FruitsApplication.class, "wrong|fruit"), "\"x\""))
			.withMessage("The result of the function \"wrong\" does not fit " + FruitsApplication.Fruit.class.getName()
					+ ": $.weight cannot be read as int from a string.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "fluxConsumer", "operatorConsumer", "asyncConsumer", "flatMapConsumer", "monoConsumer",
			"fluxToNothing", "consumer", "text|fluxConsumer" })
	void errorInConsumerFailsTheInvocation(String definition, CapturedOutput output) throws Exception {
		for (HandlerKind kind : HandlerKind.values()) {
			RequestStreamHandler handler = kind.start(FruitsApplication.class, definition);
			answer(handler, PEAR);
			assertThat(FruitsApplication.CONSUMED).as(kind + " waits").containsExactly("pear");
			assertThatIllegalStateException().isThrownBy(() -> answer(handler, ROTTEN))
				.as(kind + " " + definition)
				.withMessage("rotten");
			FruitsApplication.CONSUMED.clear();
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains(" ERROR "))).hasSize(2);
		assertThat(output).doesNotContain("onErrorDropped");
	}

	@ParameterizedTest
	@EnumSource(HandlerKind.class)
	void consumerMayHandleItsErrorsAndCancel(HandlerKind kind) throws Exception {
		answer(kind.start(FruitsApplication.class, "handlingConsumer"), ROTTEN);
		answer(kind.start(FruitsApplication.class, "takingConsumer"), "[" + PEAR + "," + ROTTEN + "]");
		assertThat(FruitsApplication.CONSUMED).containsExactly("handled", "pear");
	}

	@ParameterizedTest
	@EnumSource(HandlerKind.class)
	void consumerThatDoesNotSubscribeFails(HandlerKind kind) {
		assertThatIllegalStateException()
			.isThrownBy(() -> answer(kind.start(FruitsApplication.class, "forgetfulConsumer"), PEAR))
			.withMessageContaining("\"forgetfulConsumer\" did not subscribe to the Flux");
	}

	@Test
	void noFunctionFollowsConsumer() {
		assertThatExceptionOfType(FunctionNotFoundException.class)
			.isThrownBy(() -> HandlerKind.LAMBDA_HANDLER.start(FruitsApplication.class, "consumer|text"))
			.withMessageContaining("\"text\" cannot follow \"consumer\"");
	}

}
