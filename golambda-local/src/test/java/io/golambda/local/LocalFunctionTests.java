package io.golambda.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the process of a function, its exit and its replacement.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LocalFunctionTests {

	@TempDir
	Path folder;

	@Test
	void nextEventAfterATimeoutRunsInANewProcess() throws Exception {
		try (LocalFunction function = builder().timeout(Duration.ofSeconds(4)).start()) {
			long first = pid(function);
			FunctionAnswer late = invoke(function, "hang");
			assertThat(error(late, "errorType")).isEqualTo("Sandbox.Timedout");
			assertThat(error(late, "errorMessage"))
				.isEqualTo("RequestId: " + late.requestId() + " Error: Task timed out after 4.00 seconds");
			assertThat(pid(function)).isNotEqualTo(first);
			Awaitility.await().until(() -> !isAlive(first));
		}
	}

	@Test
	void nextEventAfterAnExitRunsInANewProcess() throws Exception {
		try (LocalFunction function = builder().start()) {
			long first = pid(function);
			FunctionAnswer failed = invoke(function, "exit 7");
			assertThat(failed.isError()).isTrue();
			assertThat(error(failed, "errorType")).isEqualTo("Runtime.ExitError");
			assertThat(error(failed, "errorMessage"))
				.isEqualTo("RequestId: " + failed.requestId() + " Error: Runtime exited with error: exit status 7");
			assertThat(pid(function)).isNotEqualTo(first);
			assertThat(error(invoke(function, "overflow"), "errorType")).isEqualTo("java.lang.StackOverflowError");
			assertThat(invoke(function, "invocations").text()).as("counted by a new process").isEqualTo("1");
		}
	}

	@Test
	void pendingEventsRunInTheNewProcess() throws Exception {
		try (LocalFunction function = builder().start()) {
			List<CompletableFuture<FunctionAnswer>> answers = Stream.of("exit 1", "invocations", "invocations")
				.map((command) -> function.invoke(Event.of(command)))
				.toList();
			assertThat(answers).extracting((answer) -> answer.join().isError()).containsExactly(true, false, false);
			assertThat(answers.subList(1, 3)).extracting((answer) -> answer.join().text()).containsExactly("1", "2");
		}
	}

	@Test
	void functionThatFailedToStartIsStartedAgainForTheNextEvent() throws Exception {
		Path required = this.folder.resolve("required");
		try (LocalFunction function = builder().environment(CommandHandler.REQUIRED_FILE, required.toString())
			.start()) {
			assertThat(error(invoke(function, "pid"), "errorMessage")).contains("no " + required);
			assertThat(error(invoke(function, "pid"), "errorMessage")).contains("no " + required);
			Files.createFile(required);
			assertThat(pid(function)).isPositive();
		}
	}

	@Test
	void jvmThatFailsToStartIsAnError() throws Exception {
		try (LocalFunction function = builder().javaOption("-Xmx1k").start()) {
			assertThat(error(invoke(function, "pid"), "errorMessage"))
				.contains("Runtime exited with error: exit status 1 before the function was ready");
			assertThat(invoke(function, "pid").isError()).isTrue();
		}
	}

	@Test
	void timeoutDoesNotAffectConcurrentInvocations() throws Exception {
		try (LocalFunction function = builder().timeout(Duration.ofSeconds(6))
			.environment("AWS_LAMBDA_MAX_CONCURRENCY", "2")
			.start()) {
			long first = pid(function);
			CompletableFuture<FunctionAnswer> late = function.invoke(Event.of("sleep 60000"));
			// still running when the first one times out
			Executor fourSecondsLater = CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS);
			CompletableFuture<FunctionAnswer> other = CompletableFuture
				.supplyAsync(() -> function.invoke(Event.of("sleep 4000")), fourSecondsLater)
				.thenCompose(Function.identity());
			assertThat(error(late.join(), "errorType")).isEqualTo("Sandbox.Timedout");
			assertThat(other.join().text()).isEqualTo("slept");
			assertThat(pid(function)).isEqualTo(first);
		}
	}

	@Test
	void eachProcessHasItsOwnNativeLibrary() throws Exception {
		List<LocalFunction> functions = new ArrayList<>();
		List<Path> libraries = new ArrayList<>();
		try {
			for (int i = 0; i < 4; i++) {
				functions.add(builder().start());
			}
			functions.forEach((function) -> libraries.add(Path.of(invoke(function, "library").text())));
			assertThat(libraries).doesNotHaveDuplicates().allSatisfy((library) -> assertThat(library).exists());
			assertThat(functions).extracting((function) -> invoke(function, "invocations").text()).containsOnly("2");
		}
		finally {
			functions.forEach(LocalFunction::close);
		}
		assertThat(libraries).allSatisfy((library) -> assertThat(library.getParent()).doesNotExist());
	}

	@Test
	void pendingInvocationsFailWhenTheFunctionIsClosed() throws Exception {
		LocalFunction function = builder().start();
		List<CompletableFuture<FunctionAnswer>> answers = Stream.of("hang", "pid")
			.map((command) -> function.invoke(Event.of(command)))
			.toList();
		function.close();
		assertThat(answers).extracting((answer) -> answer.join().isError()).containsOnly(true);
		assertThat(invoke(function, "pid").text()).contains("The local function was closed.");
	}

	@Test
	void inheritsVariables() {
		Map<String, String> variables = environment(Map.of("AWS_REGION", "eu-central-1", "AWS_LAMBDA_FUNCTION_NAME",
				"colors", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "2048", "TZ", "Europe/Berlin", "AWS_LAMBDA_RUNTIME_API",
				"other:1"), Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "4096"))
			.variables();
		assertThat(variables).containsEntry("AWS_REGION", "eu-central-1")
			.containsEntry("AWS_DEFAULT_REGION", "eu-central-1")
			.containsEntry("AWS_LAMBDA_FUNCTION_NAME", "colors")
			.containsEntry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/colors")
			.containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "4096")
			.containsEntry("TZ", "Europe/Berlin")
			.containsEntry("_HANDLER", CommandHandler.class.getName());
	}

	@Test
	void setsDefaultsForLambdasVariables() {
		FunctionEnvironment environment = environment(Map.of(), Map.of());
		assertThat(environment.variables()).containsEntry("AWS_REGION", "us-east-1")
			.containsEntry("AWS_DEFAULT_REGION", "us-east-1")
			.containsEntry("AWS_LAMBDA_FUNCTION_NAME", "function")
			.containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
			.containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")
			.containsEntry("TZ", ":UTC");
		assertThat(environment.functionArn()).isEqualTo(RuntimeApiServer.FUNCTION_ARN);
	}

	@Test
	void doesNotOverrideTheRegionOfAProfile() {
		assertThat(environment(Map.of("AWS_PROFILE", "test"), Map.of()).variables()).doesNotContainKeys("AWS_REGION",
				"AWS_DEFAULT_REGION");
	}

	@Test
	void arnContainsNameAndRegion() throws Exception {
		try (LocalFunction function = builder().environment("AWS_LAMBDA_FUNCTION_NAME", "colors")
			.environment("AWS_REGION", "eu-west-1")
			.start()) {
			assertThat(invoke(function, "arn").text())
				.isEqualTo("arn:aws:lambda:eu-west-1:123456789012:function:colors");
			assertThat(invoke(function, "variable AWS_DEFAULT_REGION").text()).isEqualTo("eu-west-1");
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void lambdasOwnRuntimeClientRunsTheFunctionOnLinux() {
		assertThat(FunctionCommand.hasLambdaClient()).isTrue();
	}

	private static FunctionEnvironment environment(Map<String, String> caller, Map<String, String> own) {
		return FunctionEnvironment.of(caller, own,
				new FunctionCommand(CommandHandler.class.getName(), List.of(), null, null, null));
	}

	private static LocalFunction.Builder builder() {
		return LocalFunction.builder().handler(CommandHandler.class.getName());
	}

	private static FunctionAnswer invoke(LocalFunction function, String command) {
		return function.invoke(Event.of(command)).join();
	}

	private static long pid(LocalFunction function) {
		return Long.parseLong(invoke(function, "pid").text());
	}

	private static boolean isAlive(long pid) {
		return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
	}

	private static String error(FunctionAnswer answer, String member) {
		assertThat(answer.isError()).isTrue();
		JsonNode error = JsonMapper.shared().readTree(answer.payload());
		return error.get(member).stringValue();
	}

}
