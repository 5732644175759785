package io.golambda.docs;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.lambda.LambdaInvoker;
import io.golambda.logging.StructuredLogger;
import io.golambda.test.CapturedLogs;
import io.golambda.test.LambdaLogs;
import io.golambda.test.LogLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * The JSON of the docs. Log lines are compared with those that a function writes here.
 */
@SpringBootTest(classes = JsonBlocksTests.FailingApplication.class)
@LambdaLogs
class JsonBlocksTests {

	/** Only known where Sentry or X-Ray answers. */
	private static final Set<String> FROM_SERVICES = Set.of("error.sentryEventID", "lambda.traceID");

	private static final Set<String> POLICY = Set.of("Effect", "Action", "Resource", "Condition", "Sid");

	@Autowired
	private LambdaInvoker lambda;

	@Test
	void everyBlockIsValidForItsKind(CapturedLogs logs) {
		Set<String> written = fieldsOfLines(logs);
		List<String> problems = new ArrayList<>();
		for (CodeBlock block : Pages.blocks("json")) {
			problems.addAll(problemsOf(block, written));
		}
		assertThat(problems).isEmpty();
	}

	@Test
	void misspelledFieldOfALogLineIsReported(CapturedLogs logs) {
		assertThat(problemsOf(block("""
				{"level":"error","lambda.requestId":"1","time":"2026-01-01T12:00:00.000Z","logger":"a","message":"oops",
				 "error.stack":[]}
				"""), fieldsOfLines(logs))).hasSize(2)
			.anySatisfy((problem) -> assertThat(problem).contains("lambda.requestId"))
			.anySatisfy((problem) -> assertThat(problem).contains("error.stack"));
	}

	@Test
	void metricWithoutAValueIsReported() {
		assertThat(problemsOf(
				block("""
						{"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"Shop","Dimensions":[["region"]],"Metrics":[{"Name":"orders"}]}]},"order":1}
						"""),
				Set.of()))
			.hasSize(2);
	}

	@Test
	void jsonOfAnUnknownKindIsReported() {
		assertThat(problemsOf(block("{\"colour\":\"blue\"}"), Set.of())).singleElement().asString().contains("neither");
		assertThat(problemsOf(block("{\"colour\":"), Set.of())).singleElement().asString().contains("not JSON");
		assertThat(problemsOf(block("""
				{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Actions":"*","Resource":"*"}]}"""), Set.of()))
			.singleElement()
			.asString()
			.contains("Actions");
	}

	/**
	 * Lets the function fail and returns the fields of the lines that it and golambda
	 * wrote.
	 */
	private Set<String> fieldsOfLines(CapturedLogs logs) {
		Context context = mock(Context.class);
		given(context.getAwsRequestId()).willReturn("565389dc-c13f-4fc0-b113-f903909dbd45");
		byte[] event = Event.encapSqs(Map.of("message", "blue")).bytes();
		assertThatExceptionOfType(GolambdaException.class)
			.isThrownBy(() -> this.lambda.invoke(new ByteArrayInputStream(event), context));
		Set<String> fields = new TreeSet<>(FROM_SERVICES);
		for (LogLine line : logs.lines()) {
			fields.addAll(JsonMapper.shared().readTree(line.toString()).propertyNames());
		}
		assertThat(fields).contains("level", "lambda.requestID", "error.type", "error.causes");
		return fields;
	}

	private static List<String> problemsOf(CodeBlock block, Set<String> written) {
		JsonNode json;
		try {
			json = JsonMapper.shared().readTree(block.code());
		}
		catch (JacksonException ex) {
			return List.of(block.location() + ": This is not JSON: " + ex.getOriginalMessage());
		}
		List<String> problems = new ArrayList<>();
		if (json.has("level") && json.has("message")) {
			checkLine(json, written, problems);
		}
		else if (json.has("_aws")) {
			checkMetrics(json, problems);
		}
		else if (json.has("InvokeConfiguration")) {
			checkSubscriber(json, problems);
		}
		else if (json.has("Statement")) {
			for (JsonNode statement : json.path("Statement")) {
				statement.propertyNames()
					.stream()
					.filter((name) -> !POLICY.contains(name))
					.forEach((name) -> problems.add("\"" + name + "\" is not a member of a statement of a policy."));
			}
		}
		else if (!isPointer(block.code()) && !json.has("errorMessage") && !json.has("batchItemFailures")
				&& !isEvent(block.code())) {
			problems
				.add("This JSON is neither a log line nor a policy nor a response nor an event. Teach JsonBlocksTests "
						+ "what it is.");
		}
		return problems.stream().map((problem) -> block.location() + ": " + problem).toList();
	}

	private static boolean isPointer(String json) {
		return Event.encapSqs(json).decapSqs().get(0).reference().isPresent();
	}

	private static void checkLine(JsonNode line, Set<String> written, List<String> problems) {
		for (String name : line.propertyNames()) {
			if ((name.startsWith("error.") || name.startsWith("lambda.")) && !written.contains(name)) {
				problems.add("No log line has the field \"" + name + "\". There are " + written + ".");
			}
		}
		for (String name : List.of("level", "time", "logger", "message")) {
			if (!line.has(name)) {
				problems.add("This log line lacks the field \"" + name + "\", which each line has.");
			}
		}
	}

	private static void checkMetrics(JsonNode line, List<String> problems) {
		JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
		for (JsonNode dimension : directive.at("/Dimensions/0")) {
			if (!line.path(dimension.asString()).isString()) {
				problems.add("The dimension " + dimension + " has no value.");
			}
		}
		for (JsonNode metric : directive.path("Metrics")) {
			if (!line.path(metric.path("Name").asString()).isNumber()) {
				problems.add("The metric " + metric + " has no value.");
			}
		}
		if (!directive.has("Namespace") || directive.path("Metrics").isEmpty()) {
			problems.add("This line has no metrics.");
		}
	}

	private static void checkSubscriber(JsonNode subscriber, List<String> problems) {
		for (String member : List.of("/Name", "/EventBusArn", "/InvokeConfiguration/TargetArn",
				"/InvokeConfiguration/RoleArn")) {
			if (!subscriber.at(member).isString()) {
				problems.add("This subscriber has no " + member + ".");
			}
		}
		if (!Set.of("EVENT", "REQUEST_RESPONSE")
			.contains(subscriber.at("/InvokeConfiguration/LambdaParameters/InvocationType").asString(""))
				|| !Set.of("RAW", "WITH_METADATA", "JSONATA")
					.contains(subscriber.at("/Transformer/Type").asString(""))) {
			problems.add("This subscriber has an unknown invocation type or transformer.");
		}
	}

	private static boolean isEvent(String json) {
		try {
			return !Event.of(json).records().isEmpty();
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static CodeBlock block(String code) {
		return Page.parse("docs/x.md", "```json\n" + code + "\n```\n").blocks().get(0);
	}

	@SpringBootApplication
	static class FailingApplication {

		private static final StructuredLogger log = StructuredLogger.of(FailingApplication.class);

		@Bean
		Function<Event, String> failing() {
			return (event) -> {
				log.with("colors", 1).info("Fails");
				IllegalStateException cause = new IllegalStateException("cause");
				throw new GolambdaException("oops", cause).with("trigger", "blue");
			};
		}

	}

}
