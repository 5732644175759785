package io.golambda.lambda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.acme.forms.FormsApplication;
import com.acme.forms.FormsApplication.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.golambda.event.Event;

import static io.golambda.lambda.HandlerKind.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that a function in every usual form gives the same answer and is intercepted,
 * under golambda's handler and under Spring Cloud Function's.
 */
@ExtendWith(OutputCaptureExtension.class)
class FunctionFormsTests {

	private static final String COLORS = Event.encapSqs(new Color("blue"), new Color("orange")).json();

	private static final String ORDER = "{\"id\":17,\"customer\":\"acme\"}";

	static Stream<Arguments> forms() {
		Map<String, List<String>> forms = new LinkedHashMap<>();
		for (String name : List.of("lambda", "wildcard", "methodReference", "formsApplication.ComponentFunction",
				"registration", "messageToMessage", "mono", "flux", "future", "records", "genericRecords",
				"functionRouter", "fluxOfRecords")) {
			forms.put(name, List.of(COLORS, "\"blue:orange\""));
		}
		forms.put("messageOfRecords", List.of(COLORS, "\"blue:orange@forms\""));
		forms.put("recordsConsumer", List.of(COLORS, "null"));
		forms.put("consumer", List.of(COLORS, "null"));
		forms.put("supplier", List.of(COLORS, "\"supplied\""));
		forms.put("message", List.of(COLORS, "\"blue:orange@forms\""));
		forms.put("colors|count", List.of(COLORS, "2"));
		forms.put("colors,count", List.of(COLORS, "2"));
		forms.put("first|name", List.of(COLORS, "\"blue\""));
		forms.put("pojo", List.of(ORDER, "{\"id\":18,\"customer\":\"ACME\"}"));
		forms.put("map", List.of(ORDER, "\"acme\""));
		forms.put("string", List.of("\"text\"", "\"<text>\""));
		forms.put("awsClass", List.of(COLORS, "\"{\\\"message\\\":\\\"blue\\\"}:{\\\"message\\\":\\\"orange\\\"}\""));
		forms.put("nothing", List.of(COLORS, "null"));
		forms.put("jsonText", List.of(COLORS, "\"{\\\"a\\\":1}\""));
		forms.put("formsApplication.PlainObject", List.of(ORDER, "\"hello acme\""));
		forms.put("stream", List.of(ORDER, ORDER));
		return forms.entrySet()
			.stream()
			.flatMap((form) -> Stream.of(HandlerKind.values())
				.map((kind) -> arguments(kind, form.getKey(), form.getValue().get(0), form.getValue().get(1))));
	}

	@ParameterizedTest
	@MethodSource("forms")
	void everyFormGivesItsAnswer(HandlerKind kind, String definition, String event, String answer,
			CapturedOutput output) throws Exception {
		assertThat(answer(kind.start(FormsApplication.class, definition), event)).isEqualTo(answer);
		assertInterceptedOnce(output);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			messageOfRecords | "blue:orange@forms"
			awsClass         | "{\\"message\\":\\"blue\\"}:{\\"message\\":\\"orange\\"}"
			""")
	void routerBindsTheInputOfTheRoutedFunction(String route, String answer) throws Exception {
		System.setProperty("forms.route", route);
		try {
			assertThat(answer(HandlerKind.LAMBDA_HANDLER.start(FormsApplication.class, "functionRouter"), COLORS))
				.isEqualTo(answer);
		}
		finally {
			System.clearProperty("forms.route");
		}
	}

	@Test
	void functionCalledThroughTheCatalogueGetsTheInputOfTheCall() throws Exception {
		assertThat(answer(HandlerKind.FUNCTION_INVOKER.start(FormsApplication.class, "caller"), COLORS)).isEqualTo("""
				"{\\"inner\\":1}\"""");
	}

	private static void assertInterceptedOnce(CapturedOutput output) {
		assertThat(output.getOut()).containsOnlyOnce("outer in")
			.containsOnlyOnce("inner sees")
			.containsOnlyOnce("outer out")
			.containsOnlyOnce("injected ComponentFunction");
	}

}
