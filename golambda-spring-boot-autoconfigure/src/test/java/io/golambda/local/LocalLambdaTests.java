package io.golambda.local;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
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
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import com.acme.forms.FormsApplication;
import com.acme.forms.FormsApplication.Color;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The function on this computer, as a person runs it from a shell.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LocalLambdaTests {

	@TempDir
	Path folder;

	@Test
	void sendsOneEventAndPrintsTheAnswer() throws Exception {
		Finished run = run("lambda", "--sqs", "{\"message\":\"blue\"}", "{\"message\":\"orange\"}");
		assertThat(run.output).endsWith("\"blue:orange\"\n").contains("\"message\":\"outer in\"");
		assertThat(run.status).isZero();
	}

	@Test
	void sendsTheEventOfAFile() throws Exception {
		Path file = Files.writeString(this.folder.resolve("event.json"), Event.encapSqs(new Color("blue")).json());
		assertThat(run("lambda", "--event=" + file).output).endsWith("\"blue\"\n");
	}

	@Test
	void writesTheCacheOfClassesAndAFunctionStartsWithIt() throws Exception {
		Path cache = this.folder.resolve("function.cache");
		String classPath = onlyJars();
		Finished run = finish(
				start(classPath, List.of(), "lambda", "--cache=" + cache, "--sqs", "{\"message\":\"blue\"}"));
		assertThat(run.output).contains("\"blue\"\n").contains("Wrote the cache. Start with -XX:");
		assertThat(run.status).isZero();
		assertThat(cache).isNotEmptyFile();
		Path log = this.folder.resolve("classes.log");
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30))) {
			ProcessBuilder builder = new ProcessBuilder(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
					"-XX:+UseSerialGC", new ClassCache(cache).useOption(), "-Xlog:class+load:file=" + log, "-cp",
					classPath, "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
					"io.golambda.lambda.LambdaHandler")
				.redirectErrorStream(true);
			builder.environment().put("MAIN_CLASS", FormsApplication.class.getName());
			builder.environment().put("SPRING_CLOUD_FUNCTION_DEFINITION", "lambda");
			builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtime.address());
			Process function = builder.start();
			assertThat(runtime.invoke(Event.encapSqs(new Color("blue")).bytes()).join().text()).isEqualTo("\"blue\"");
			function.destroyForcibly().waitFor();
		}
		assertThat(log).content().contains("io.golambda.event.Event source: shared objects file");
	}

	@Test
	void aCacheThatTheJvmDoesNotWriteIsTold() throws Exception {
		// class folders, which the JDK's cache does not take
		Finished run = run("lambda", "--cache=" + this.folder.resolve("cache"), "--sqs", "{\"message\":\"blue\"}");
		assertThat(run.output).contains("The JVM wrote no cache to ");
		assertThat(run.status).isOne();
	}

	@Test
	void aFailureIsPrintedAndIsTheExitCode() throws Exception {
		Finished run = run("failing", "--sns", "x");
		assertThat(run.status).isOne();
		assertThat(run.output).contains("\"errorMessage\":\"oops\"");
	}

	@Test
	void keepsTheFunctionRunningUntilItIsEnded() throws Exception {
		int port = freePort();
		Process process = start("lambda", "--port=" + port, "--timeout=30");
		try {
			URI url = URI.create("http://localhost:" + port + InvokeEndpoint.PATH);
			Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> get(url) == 405);
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
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("ends").isTrue();
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !function.get(0).isAlive());
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

	@Test
	void aPortThatIsTakenIsTold() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Finished run = run("lambda", "--port=" + taken.getLocalPort());
			assertThat(run.output).contains("Port " + taken.getLocalPort() + " is taken by another program");
			assertThat(run.status).isEqualTo(2);
		}
	}

	@Test
	void anEventMayBeSentWithoutWaitingForTheAnswer() throws Exception {
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30));
				InvokeEndpoint endpoint = new InvokeEndpoint(0, "function",
						(event, headers) -> runtime.invoke(event))) {
			HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url()))
				.header("X-Amz-Invocation-Type", "Event")
				.POST(BodyPublishers.ofString("{}"))
				.build();
			assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "--what; \"--what\" is no option.",
			"--port=many; \"--port=many\" is not a number from 0 to 65535.",
			"--timeout=0; \"--timeout=0\" is not a number from 1 to 5400.",
			"--event=missing.json; There is no file missing.json.", "--cache=x; --cache needs an event to learn from",
			"--sqs; --sqs is to be followed by at least one message." })
	void aWrongOptionIsTold(String argument, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> LocalOptions.parse(argument))
			.withMessageStartingWith(message)
			.withMessageContaining("Usage: LocalLambda");
	}

	@Test
	void optionsHaveDefaults() throws IOException {
		LocalOptions options = LocalOptions.parse();
		assertThat(options.handler()).isEqualTo("io.golambda.lambda.LambdaHandler");
		assertThat(options.port()).isEqualTo(9000);
		assertThat(options.timeout()).isEqualTo(Duration.ofMinutes(5));
		assertThat(options.event()).isNull();
		assertThat(LocalOptions.parse("--sns-over-sqs", "a", "b").event().decapSnsOverSqs()).hasSize(2);
	}

	private static Finished run(String definition, String... arguments) throws Exception {
		return finish(start(definition, arguments));
	}

	private static Finished finish(Process process) throws Exception {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		process.getInputStream().transferTo(output);
		return new Finished(process.waitFor(), output.toString(StandardCharsets.UTF_8));
	}

	private static Process start(String definition, String... arguments) throws IOException {
		return start(System.getProperty("java.class.path"), List.of(), definition, arguments);
	}

	private static Process start(String classPath, List<String> options, String definition, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, LocalLambda.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("MAIN_CLASS", FormsApplication.class.getName());
		builder.environment().put("SPRING_CLOUD_FUNCTION_DEFINITION", definition);
		return builder.start();
	}

	/**
	 * The class path of this test with its folders as jars, as a function is deployed.
	 */
	private String onlyJars() throws IOException {
		List<String> jars = new ArrayList<>();
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(element);
			jars.add(Files.isDirectory(path) ? jar(path).toString() : element);
		}
		return String.join(File.pathSeparator, jars);
	}

	private Path jar(Path classes) throws IOException {
		Path jar = Files.createTempFile(this.folder, "classes", ".jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
				Files.copy(file, out);
			}
		}
		return jar;
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

	private record Finished(int status, String output) {

	}

}
