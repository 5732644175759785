package io.golambda.projects.plugin;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;
import io.golambda.projects.Maven;
import io.golambda.projects.MavenResult;
import io.golambda.projects.ProjectFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs and invokes the function of a project that declares neither golambda's local
 * runtime nor Lambda's runtime client.
 */
class RunIT {

	@TempDir
	static Path folder;

	static Maven maven;

	static ProjectFolder project;

	@BeforeAll
	static void writeProject() {
		maven = Maven.withStagedArtifacts();
		project = ColorsProject
			.write(folder.resolve("colors"), ColorsProject.STARTER,
					ColorsProject.golambdaPlugin("<environmentVariables><SHADE>dark</SHADE></environmentVariables>"))
			.write("src/main/java/com/acme/colors/ColorsApplication.java", ColorsProject.APPLICATION.replace(
					".map((record) -> record.text())",
					"""
							.map((record) -> record.text())
							.map((color) -> System.getenv("SHADE") + " " + color)
							.peek((color) -> { if (color.contains("none")) { throw new IllegalStateException("no color"); } })"""))
			.write("src/test/events/blue.json", new String(Event.encapSqs("blue").bytes()));
	}

	@Test
	void answerIsAllThatInvokeWritesToTheStandardOutput() throws Exception {
		MavenResult first = maven
			.run(project.path(), "-q", "package", "golambda:invoke", "-Devent=src/test/events/blue.json")
			.succeeded();
		assertThat(first.output()).isEqualToIgnoringNewLines("\"dark blue\"");
		byte[] zip = Files.readAllBytes(project.resolve("target/colors-1.0-lambda.zip"));

		MavenResult second = maven.run(project.path(), "-q", "clean", "package", "golambda:invoke", "-Dsqs=none");
		assertThat(second.exitCode()).isEqualTo(1);
		assertThat(second.output()).startsWith("{").contains("no color").doesNotContain("[ERROR]");
		assertThat(second.errors()).contains("The function failed, see its answer.").doesNotContain("[ERROR]");

		assertThat(project.resolve("target/colors-1.0-lambda.zip")).as("the same bytes after another build")
			.hasBinaryContent(zip);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void runAnswersEventsUntilMavenIsStoppedOrKilled(boolean killed) throws Exception {
		int port = freePort();
		Process run = maven.start(project.path(), "golambda:run", "-Dgolambda.port=" + port, "-Dgolambda.timeout=20");
		try {
			assertThat(invoke(run, port)).isEqualTo("\"dark blue\"");
		}
		finally {
			List<ProcessHandle> all = Stream.concat(Stream.of(run.toHandle()), run.descendants()).toList();
			if (killed) {
				run.destroyForcibly();
			}
			else {
				run.destroy();
			}
			assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
			for (ProcessHandle process : all) {
				process.onExit().get(30, TimeUnit.SECONDS);
			}
			assertThat(all).hasSizeGreaterThan(2).noneMatch(ProcessHandle::isAlive);
		}
	}

	private static String invoke(Process run, int port) throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + port + "/2015-03-31/functions/function/invocations"))
			.timeout(Duration.ofMinutes(1))
			.POST(HttpRequest.BodyPublishers.ofByteArray(Event.encapSqs("blue").bytes()))
			.build();
		while (true) {
			try {
				return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
			}
			catch (IOException ex) {
				if (!run.isAlive()) {
					throw new AssertionError(new String(run.getInputStream().readAllBytes()), ex);
				}
				Thread.sleep(200);
			}
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Test
	void cacheIsTrainedInTheLayoutOfTheZip() throws Exception {
		maven.run(project.path(), "-q", "compile", "golambda:cache", "-Dsqs=blue").succeeded();
		Path task = project.resolve("target/golambda/cache/var/task");
		String ending = (Runtime.version().feature() >= 25) ? ".aot" : ".jsa";
		assertThat(task.resolve("function-" + System.getProperty("java.runtime.version") + ending)).isNotEmptyFile();
		assertThat(task.resolve("start")).isExecutable();
		assertThat(project.resolve("target/golambda/cache/var/runtime/lib"))
			.isDirectoryContaining("glob:**/aws-lambda-java-runtime-interface-client-*.jar");
	}

}
