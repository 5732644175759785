package io.golambda.integration;

import java.util.List;
import java.util.concurrent.TimeUnit;

import com.acme.threads.ThreadsApplication;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that a function sets in threads that it has started.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ThreadValuesTests {

	private final FunctionOutput output = new FunctionOutput();

	@ParameterizedTest
	@ValueSource(strings = { "io.golambda.lambda.LambdaHandler",
			"org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest" })
	void startedThreadSetsNoValueForOtherInvocations(String handler) throws Exception {
		FunctionAnswer first;
		FunctionAnswer second;
		try (LocalFunction function = CachedClasses.builder()
			.handler(handler)
			.environment("MAIN_CLASS", ThreadsApplication.class.getName())
			.output(this.output)
			.start()) {
			first = function.invoke(Event.of("{\"tenant\":\"blue\"}")).join();
			second = function.invoke(Event.of("{}")).join();
		}
		assertThat(first.text()).isEqualTo("\"done\"");
		assertThat(second.text()).isEqualTo("\"done\"");
		List<JsonNode> lines = this.output.jsonLines();
		assertThat(messages(lines, "in the function")).hasSize(2).allSatisfy((line) -> {
			assertThat(line.get("application").stringValue()).isEqualTo("threads");
			assertThat(line.propertyNames()).doesNotContain("bySupplyAsync", "byAsync", "byPool", "byThread");
		});
		assertThat(messages(lines, "in the function").get(0).get("byWrappedPool").stringValue()).isEqualTo("blue");
		assertThat(messages(lines, "in the function").get(1).toString()).doesNotContain("blue");
		assertThat(messages(lines, "in the pool")).hasSize(2)
			.allSatisfy((line) -> assertThat(line.toString()).doesNotContain("blue"));
		assertThat(lines).filteredOn((line) -> line.get("level").stringValue().equals("warn"))
			.singleElement()
			.satisfies((line) -> assertThat(line.get("message").stringValue()).contains("belongs to no invocation",
					"ContextExecutorService.wrap"));
	}

	private static List<JsonNode> messages(List<JsonNode> lines, String message) {
		return lines.stream().filter((line) -> line.get("message").stringValue().equals(message)).toList();
	}

}
