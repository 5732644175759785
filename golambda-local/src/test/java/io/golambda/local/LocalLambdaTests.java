package io.golambda.local;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.acme.forms.FormsApplication;
import com.acme.forms.FormsApplication.Color;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests the command line that runs a function.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LocalLambdaTests {

	@TempDir
	Path folder;

	@Test
	void sendsOneEventAndPrintsTheAnswer() throws Exception {
		Finished run = run("lambda", "--sqs", "{\"message\":\"blue\"}", "{\"message\":\"orange\"}");
		assertThat(run.output).isEqualTo("\"blue:orange\"\n");
		assertThat(run.errorOutput).contains("\"message\":\"outer in\"");
		assertThat(run.status).isZero();
	}

	@Test
	void sendsTheEventOfAFile() throws Exception {
		Path file = Files.writeString(this.folder.resolve("event.json"), Event.encapSqs(new Color("blue")).json());
		assertThat(run("lambda", "--event=" + file).output).isEqualTo("\"blue\"\n");
	}

	@Test
	void printsTheErrorAndExitsWithStatusOne() throws Exception {
		Finished run = run("failing", "--sns", "x");
		assertThat(run.status).isOne();
		assertThat(run.output).contains("\"errorMessage\":\"oops\"");
	}

	@Test
	void keepsTheFunctionRunningUntilStopped() throws Exception {
		int port = freePort();
		Process process = start("lambda", "--port=" + port, "--timeout=30", "--concurrency=2",
				"--events=" + this.folder, "--no-restart");
		try {
			BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
			assertThat(output.lines().filter((line) -> line.startsWith("Open the console")).findFirst())
				.hasValue("Open the console: http://localhost:" + port + "/ (stop with Ctrl-C)");
			URI url = URI.create("http://localhost:" + port + InvokeEndpoint.PATH);
			assertThat(get(url)).isEqualTo(405);
			assertThat(get(url.resolve("/"))).as("the page").isEqualTo(200);
			assertThat(get(url.resolve("/api/function"))).isEqualTo(200);
			HttpResponse<String> answer = post(url, Event.encapSqs(new Color("blue")).json());
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("\"blue\"");
			assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
			HttpResponse<String> failure = post(url, "{}");
			assertThat(failure.statusCode()).isEqualTo(200);
			assertThat(failure.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
			assertThat(failure.body()).contains("\"errorType\":\"io.golambda.event.EventException\"");
			assertThat(post(url, "x".repeat(6 * 1024 * 1024 + 101)).statusCode()).isEqualTo(413);
			assertThat(post(url, Event.encapSqs(new Color("again")).json()).body()).isEqualTo("\"again\"");
			List<ProcessHandle> function = process.descendants().toList();
			assertThat(function).hasSize(1);
			process.destroy();
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("exits").isTrue();
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !function.get(0).isAlive());
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void exitsWithTheProcessThatStartedIt() throws Exception {
		Process build = new ProcessBuilder("sleep", "60").start();
		Process process = start("lambda", "--port=0", "--exit-with=" + build.pid());
		try {
			BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
			assertThat(output.readLine()).startsWith("Open the console");
			Awaitility.await().until(() -> process.descendants().findAny().isPresent());
			List<ProcessHandle> function = process.descendants().toList();
			build.destroyForcibly();
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("exits").isTrue();
			assertThat(process.exitValue()).isOne();
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.untilAsserted(() -> assertThat(function).noneMatch(ProcessHandle::isAlive));
		}
		finally {
			build.destroyForcibly();
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void processThatHasEndedIsReported() throws Exception {
		Process ended = new ProcessBuilder("true").start();
		ended.waitFor();
		String option = "--exit-with=" + ended.pid();
		assertThatIllegalArgumentException().isThrownBy(() -> LocalOptions.parse(option))
			.withMessage("The process of \"%s\" has ended, or never ran.", option);
	}

	@Test
	void reportsAPortInUse() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Finished run = run("lambda", "--port=" + taken.getLocalPort());
			assertThat(run.errorOutput).contains("Port " + taken.getLocalPort() + " is in use by another program");
			assertThat(run.status).isEqualTo(2);
		}
	}

	@Test
	void endpointAcceptsAsynchronousInvocations() throws Exception {
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30));
				InvokeEndpoint endpoint = new InvokeEndpoint(0, "function",
						(request) -> runtime.invoke(request.event()))) {
			HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url()))
				.header("X-Amz-Invocation-Type", "Event")
				.POST(BodyPublishers.ofString("{}"))
				.build();
			assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "--what; \"--what\" is not an option.", "--what=x; \"--what=x\" is not an option.",
					"blue; \"blue\" is not an option.", "--port=many; \"--port=many\" is not a number from 0 to 65535.",
					"--port; \"--port\" requires a value: --port=VALUE.", "--handler=; \"--handler=\" has no value.",
					"--timeout=0; \"--timeout=0\" is not a number from 1 to 5400.",
					"--timeout=1.5; \"--timeout=1.5\" is not a number from 1 to 5400.",
					"--event=missing.json; The file missing.json does not exist.",
					"--event=src; src is a folder, not a file",
					"--task-root=missing; The folder missing does not exist.",
					"--runtime=src; --runtime requires --task-root=FOLDER",
					"--concurrency=0; \"--concurrency=0\" is not a number from 1 to 100.",
					"--concurrency; \"--concurrency\" requires a value: --concurrency=VALUE.",
					"--events=pom.xml; pom.xml is a file, not a folder for events.",
					"--no-restart=true; \"--no-restart=true\" is not an option.",
					"--no-restart --sqs x; --concurrency, --events and --no-restart are for the console",
					"--tenant-id=blue; --tenant-id requires an event: add one",
					"--tenant-id=a\"b --sqs x; The tenant id must consist of 1 to 256 letters",
					"--cache=x; --cache requires an event for the training",
					"--cache=missing/x; The folder of the cache missing/x does not exist.",
					"--sqs; --sqs must be followed by at least one message.",
					"--port=0 --sqs x; --port and an event exclude each other",
					"--event=pom.xml --event=pom.xml; Only one event is allowed." })
	void invalidOptionIsExplained(String arguments, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> LocalOptions.parse(arguments.split(" ")))
			.withMessageStartingWith(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "--what; \"--what\" is not an option.",
			"--handler=nonsense; The class \"nonsense\" of --handler=nonsense is not on the class path.",
			"--handler=no.such.Handler::handle; The class \"no.such.Handler\" of --handler=no.such.Handler::handle is not on the class path." })
	void invalidOptionPrintsAMessageAndTheUsage(String argument, String message) throws Exception {
		Finished run = run("lambda", argument);
		assertThat(run.status).isEqualTo(2);
		assertThat(run.errorOutput).startsWith(message).contains("Usage: LocalLambda").doesNotContain("\tat ");
	}

	@Test
	void helpListsTheOptions() throws Exception {
		Finished run = run("lambda", "--help");
		assertThat(run.status).isZero();
		assertThat(run.output).startsWith("Usage: LocalLambda")
			.contains("--handler=", "--port=", "--timeout=", "--java-option=", "--task-root=", "--runtime=", "--cache=",
					"--event=", "--sqs", "--concurrency=", "--events=", "--no-restart", "--tenant-id=");
	}

	@Test
	void taskRootWithoutLambdasRuntimeClientIsExplained() throws Exception {
		String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((element) -> !element.contains("runtime-interface-client"))
			.collect(Collectors.joining(File.pathSeparator));
		Finished run = finish(startOn(classPath, "lambda", "--task-root=" + this.folder, "--sqs", "x"));
		assertThat(run.status).isEqualTo(2);
		assertThat(run.errorOutput)
			.startsWith("Only Lambda's own runtime client loads a function from a task root: add "
					+ "com.amazonaws:aws-lambda-java-runtime-interface-client")
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "java.lang.String", "io.golambda.lambda.LambdaHandler::nothing" })
	void invalidHandlerIsAnErrorOfTheFunction(String handler) throws Exception {
		Finished run = run("lambda", "--handler=" + handler, "--sqs", "x");
		assertThat(run.status).isOne();
		assertThat(run.output).contains("\"errorMessage\":\"");
	}

	@Test
	void optionsHaveDefaults() throws IOException {
		LocalOptions options = LocalOptions.parse();
		assertThat(options.handler()).isEqualTo("io.golambda.lambda.LambdaHandler");
		assertThat(options.port()).isEqualTo(9000);
		assertThat(options.timeout()).isEqualTo(Duration.ofMinutes(5));
		assertThat(options.request()).isNull();
		assertThat(options.concurrency()).isOne();
		assertThat(options.eventsFolder()).isEqualTo(Path.of("src/test/events"));
		assertThat(options.restart()).isTrue();
		assertThat(Event.of(LocalOptions.parse("--sns-over-sqs", "a", "b").request().event()).decapSnsOverSqs())
			.hasSize(2);
	}

	private static Finished run(String definition, String... arguments) throws Exception {
		return finish(start(definition, arguments));
	}

	private static Finished finish(Process process) throws Exception {
		CompletableFuture<String> errorOutput = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
		String output = read(process.getInputStream());
		return new Finished(process.waitFor(), output, errorOutput.join());
	}

	private static String read(InputStream stream) {
		try (stream) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Process start(String definition, String... arguments) throws IOException {
		return startOn(System.getProperty("java.class.path"), definition, arguments);
	}

	private static Process startOn(String classPath, String definition, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-cp", classPath, LocalLambda.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("MAIN_CLASS", FormsApplication.class.getName());
		builder.environment().put("SPRING_CLOUD_FUNCTION_DEFINITION", definition);
		return builder.start();
	}

	private static int get(URI url) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
			.statusCode();
	}

	private static HttpResponse<String> post(URI url, String event) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(event)).build(), BodyHandlers.ofString());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private record Finished(int status, String output, String errorOutput) {

	}

}
