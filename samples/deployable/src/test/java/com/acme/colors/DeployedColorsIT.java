package com.acme.colors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.local.LocalLambda;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is in the zip, run as a managed runtime runs it.
 */
class DeployedColorsIT {

	private static final Path TASK_ROOT = Path.of("target", "colors-lambda").toAbsolutePath();

	@TempDir
	Path folder;

	@Test
	void answersWithWhatSpringAotGenerated() throws Exception {
		assertThat(loadedClasses(LocalFunction.builder().taskRoot(TASK_ROOT)))
			.contains("com.acme.colors.ColorsApplication__ApplicationContextInitializer source: file:"
					+ TASK_ROOT.resolve("lib"))
			.doesNotContain("ConfigurationClassParser ");
	}

	@Test
	void answersWithoutWhatSpringAotGeneratedIfToldSo() throws Exception {
		assertThat(loadedClasses(LocalFunction.builder().taskRoot(TASK_ROOT).javaOption("-Dspring.aot.enabled=false")))
			.contains("ConfigurationClassParser ");
	}

	@Test
	void debugLinesOfAFailureComeOutThoughTheBuildDidNotKnowTheSetting() throws Exception {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (LocalFunction function = LocalFunction.builder()
			.taskRoot(TASK_ROOT)
			.environment("GOLAMBDA_LOGGING_DEBUGONFAILURE", "true")
			.output(output)
			.start()) {
			function.invoke(Event.encapSqs(new Color("blue"))).join();
			assertThat(function.invoke(Event.encapSqs("no color")).join().isError()).isTrue();
		}
		assertThat(output.toString(StandardCharsets.UTF_8).lines().filter((line) -> line.contains("\"buffered\":true")))
			.singleElement()
			.asString()
			.contains("no color", "Invocation starts");
	}

	@Test
	void theStartScriptHasClassesComeFromTheCache() throws Exception {
		Path task = copy(TASK_ROOT, this.folder.resolve("task"));
		Path cache = task.resolve((Runtime.version().feature() >= 25) ? "function.aot" : "function.jsa");
		assertThat(train(task, cache)).isZero();
		assertThat(cache).isNotEmptyFile();
		assertThat(loadedClasses(LocalFunction.builder()
			.taskRoot(task)
			.environment("AWS_LAMBDA_EXEC_WRAPPER", task.resolve("start").toString())
			// as a managed runtime gives it
			.javaOption("-Xshare:auto"))).contains("com.acme.colors.Color source: shared objects file");
	}

	@ParameterizedTest
	@ValueSource(strings = { "function.aot", "function.jsa" })
	void aCacheThatTheJvmCannotUseOnlyCostsSpeed(String cache) throws Exception {
		Path task = copy(TASK_ROOT, this.folder.resolve("task"));
		Files.writeString(task.resolve(cache), "no cache at all");
		assertThat(loadedClasses(LocalFunction.builder()
			.taskRoot(task)
			.environment("AWS_LAMBDA_EXEC_WRAPPER", task.resolve("start").toString())))
			.contains("com.acme.colors.Color source: file:");
	}

	private static int train(Path task, Path cache) throws Exception {
		ProcessBuilder training = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), LocalLambda.class.getName(), "--task-root=" + task,
				"--cache=" + cache, "--sqs", "{\"message\":\"blue\"}")
			.inheritIO();
		training.environment().put("AWS_LAMBDA_EXEC_WRAPPER", task.resolve("start").toString());
		return training.start().waitFor();
	}

	private static Path copy(Path from, Path to) throws IOException {
		// without the cache that a build with -Pcache leaves there
		try (Stream<Path> files = Files.walk(from)
			.filter((file) -> !file.getFileName().toString().startsWith("function."))) {
			for (Path file : (Iterable<Path>) files::iterator) {
				Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
		return to;
	}

	/**
	 * Lets the function answer once and tells where those of its classes came from that
	 * matter here.
	 */
	private String loadedClasses(LocalFunction.Builder builder) throws Exception {
		Path log = this.folder.resolve("classes.log");
		try (LocalFunction function = builder.javaOption("-Xlog:class+load:file=" + log)
			.javaOption("-Dgolambda.class-preloading.enabled=false")
			.start()) {
			FunctionAnswer answer = function.invoke(Event.encapSqs(new Color("blue"), new Color("orange"))).join();
			assertThat(answer.text()).isEqualTo("\"blue:orange\"");
		}
		try (Stream<String> lines = Files.lines(log)) {
			return lines.filter((line) -> line.contains("com.acme.") || line.contains("ConfigurationClassParser "))
				.collect(Collectors.joining("\n"));
		}
	}

}
