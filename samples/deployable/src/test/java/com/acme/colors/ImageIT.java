package com.acme.colors;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.RuntimeApiServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the steps of the Dockerfile in a folder instead of an image.
 */
@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "the base image has JDK 25")
class ImageIT {

	private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

	@TempDir
	Path folder;

	private Path task;

	private final Map<String, String> variables = new HashMap<>();

	private final List<String> command = new ArrayList<>();

	@Test
	void functionStartsFromTheCacheOfTheImage() throws Exception {
		this.task = Files.createDirectory(this.folder.resolve("task"));
		this.variables.put("LAMBDA_TASK_ROOT", this.task.toString());
		this.variables.put("PATH", JAVA_HOME.resolve("bin") + ":" + System.getenv("PATH"));
		for (String line : Files.readString(Path.of("Dockerfile")).replace("\\\n", " ").split("\n")) {
			build(line);
		}
		assertTrainerIsNotInTheImage();
		Path log = this.folder.resolve("classes.log");
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30))) {
			this.variables.put("AWS_LAMBDA_RUNTIME_API", runtime.address());
			this.variables.put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log + " " + nativeLibrary());
			Process function = start(this.command);
			assertThat(runtime.invoke(Event.encapSqs(new Color("blue")).bytes()).join().text()).isEqualTo("\"blue\"");
			function.destroyForcibly().waitFor();
			assertThat(output()).content().contains("Joined").doesNotContain("WARNING", "[warning]", "[error]");
		}
		List<String> classes = Files.readAllLines(log);
		assertThat(classes.stream().filter((line) -> line.contains("source: shared objects file")))
			.as("classes from the cache, of " + classes.size())
			.hasSizeGreaterThan(classes.size() * 9 / 10);
	}

	private void assertTrainerIsNotInTheImage() throws Exception {
		try (Stream<Path> files = Files.walk(this.task)) {
			assertThat(files.map((file) -> file.getFileName().toString())).contains("colors.aot", "java.args")
				.anyMatch((name) -> name.startsWith("golambda-spring-boot-autoconfigure-"))
				.noneMatch((name) -> name.startsWith("golambda-local")
						|| name.startsWith("golambda-spring-boot-starter-test"));
		}
		assertThat(this.task.resolve("java.args")).content().doesNotContain("golambda-local");
	}

	private void build(String line) throws Exception {
		String[] step = line.split(" ", 2);
		switch (step[0]) {
			case "FROM" -> {
				if (!step[1].endsWith(" AS training")) {
					// an image of its own, in which the task is at the same place
					Files.move(this.task, this.folder.resolve("training"));
					Files.createDirectory(this.task);
				}
			}
			case "COPY" -> {
				String[] paths = step[1].split(" ");
				if (paths[0].equals("--from=training")) {
					assertThat(paths).endsWith("${LAMBDA_TASK_ROOT}/", "./");
					copy(this.folder.resolve("training"), this.task);
				}
				else {
					copy(Path.of(paths[0]), this.task.resolve(inFolder(paths[1])));
				}
			}
			case "ENV" -> this.variables.put(step[1].split("=")[0], step[1].split("=")[1]);
			case "RUN" -> {
				Process run = start(List.of("sh", "-c", inFolder(step[1])));
				assertThat(run.waitFor()).as(line).isZero();
				assertThat(output()).content().doesNotContain("WARNING");
			}
			case "ENTRYPOINT", "CMD" ->
				this.command.addAll(List.of(JsonMapper.shared().readValue(step[1], String[].class)));
			default -> assertThat(line).matches("|#.*|WORKDIR .*");
		}
	}

	private String inFolder(String step) {
		return step.replaceFirst("(?<=[ :]|^)/trainer/", this.folder.resolve("trainer") + "/");
	}

	private Process start(List<String> command) throws Exception {
		List<String> found = new ArrayList<>(command);
		if (found.get(0).equals("java")) {
			found.set(0, JAVA_HOME.resolve("bin/java").toString());
		}
		ProcessBuilder builder = new ProcessBuilder(found).directory(this.task.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output().toFile());
		builder.environment().putAll(this.variables);
		return builder.start();
	}

	private Path output() {
		return this.folder.resolve("output.log");
	}

	// with the times of the files, as Docker copies them
	private static void copy(Path from, Path to) throws Exception {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
				Path copy = to.resolve(from.relativize(file));
				Files.createDirectories(copy.getParent());
				Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
	}

	// unlike a container, this computer may run another function at the same time
	private String nativeLibrary() throws Exception {
		String name = "jni/libaws-lambda-jni.linux-"
				+ (System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64") + ".so";
		Path file = this.folder.resolve("client.so");
		try (InputStream in = AWSLambda.class.getResourceAsStream("/" + name)) {
			Files.copy(in, file);
		}
		return "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + file;
	}

}
