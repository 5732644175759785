package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every form of function has the same result under golambda's handler and under Spring
 * Cloud Function's, with the interceptors around it.
 */
@ExtendWith(OutputCaptureExtension.class)
class FunctionFormsTests {

	private static final String COLORS = Event.encapSqs(new Color("blue"), new Color("orange")).json();

	private static final String ORDER = "{\"id\":17,\"customer\":\"acme\"}";

	static Stream<Arguments> forms() {
		Map<String, List<String>> forms = new LinkedHashMap<>();
		for (String name : List.of("lambda", "wildcard", "methodReference", "formsApplication.ComponentFunction",
				"registration", "messageToMessage", "mono", "flux", "future")) {
			forms.put(name, List.of(COLORS, "\"blue:orange\""));
		}
		for (String name : List.of("records", "genericRecords", "functionRouter")) {
			forms.put(name, List.of(COLORS, "\"blue:orange\""));
		}
		forms.put("fluxOfRecords", List.of(COLORS, "\"blue:orange\""));
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
			.map((form) -> arguments(form.getKey(), form.getValue().get(0), form.getValue().get(1)));
	}

	@ParameterizedTest
	@MethodSource("forms")
	void runsUnderLambdaHandler(String definition, String event, String answer, CapturedOutput output)
			throws Exception {
		LambdaHandler handler = Started.with(definition, () -> new LambdaHandler(FormsApplication.class));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		handler.handleRequest(new ByteArrayInputStream(event.getBytes("UTF-8")), out, new TestContext("request-1"));
		assertThat(out.toString("UTF-8")).isEqualTo(answer);
		assertInterceptedOnce(output);
	}

	@ParameterizedTest
	@MethodSource("forms")
	void runsUnderFunctionInvoker(String definition, String event, String answer, CapturedOutput output)
			throws Exception {
		FunctionInvoker handler = Started.functionInvoker(definition, FormsApplication.class);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		handler.handleRequest(new ByteArrayInputStream(event.getBytes("UTF-8")), out, new TestContext("request-1"));
		assertThat(out.toString("UTF-8")).isEqualTo(answer);
		assertInterceptedOnce(output);
	}

	@Test
	void bindsAMessageOfRecordsBehindTheRouter() throws Exception {
		System.setProperty("forms.route", "messageOfRecords");
		try {
			LambdaHandler handler = Started.with("functionRouter", () -> new LambdaHandler(FormsApplication.class));
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			handler.handleRequest(new ByteArrayInputStream(COLORS.getBytes("UTF-8")), out,
					new TestContext("request-1"));
			assertThat(out.toString("UTF-8")).isEqualTo("\"blue:orange@forms\"");
		}
		finally {
			System.clearProperty("forms.route");
		}
	}

	@Test
	void bindsAwsClassesBehindTheRouter() throws Exception {
		System.setProperty("forms.route", "awsClass");
		try {
			LambdaHandler handler = Started.with("functionRouter", () -> new LambdaHandler(FormsApplication.class));
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			handler.handleRequest(new ByteArrayInputStream(COLORS.getBytes("UTF-8")), out,
					new TestContext("request-1"));
			assertThat(out.toString("UTF-8"))
				.isEqualTo("\"{\\\"message\\\":\\\"blue\\\"}:{\\\"message\\\":\\\"orange\\\"}\"");
		}
		finally {
			System.clearProperty("forms.route");
		}
	}

	@Test
	void passesArgumentsThroughTheCatalogue() throws Exception {
		FunctionInvoker handler = Started.functionInvoker("caller", FormsApplication.class);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		handler.handleRequest(new ByteArrayInputStream(COLORS.getBytes("UTF-8")), out, new TestContext("request-1"));
		assertThat(out.toString("UTF-8")).isEqualTo("\"{\\\"inner\\\":1}\"");
	}

	private static void assertInterceptedOnce(CapturedOutput output) {
		assertThat(output.getOut()).containsOnlyOnce("outer in")
			.containsOnlyOnce("inner sees")
			.containsOnlyOnce("outer out")
			.containsOnlyOnce("injected ComponentFunction");
	}

}
