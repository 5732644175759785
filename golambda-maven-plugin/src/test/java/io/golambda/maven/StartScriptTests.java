package io.golambda.maven;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the command line that the start script of a zip makes of that of a managed
 * runtime.
 */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTests {

	private static final String WRAPPER = "GOLAMBDA_EXEC_WRAPPER";

	@TempDir
	private Path task;

	@Test
	void functionIsOnTheClassPathOfTheJvm() throws Exception {
		Path jar = Files.createFile(Files.createDirectory(this.task.resolve("lib")).resolve("colors.jar"));
		assertThat(commandLine(Map.of(), "-cp", "runtime.jar", "Main", "handler")).endsWith("-cp", "runtime.jar:" + jar,
				"Main", "handler");
	}

	@Test
	void reflectionUsesNativeCodeUnlessAnOptionSaysOtherwise() throws Exception {
		String option = "-Djdk.reflect.useNativeAccessorOnly=";
		assertThat(commandLine(Map.of(), "-cp", "runtime.jar", "Main")).startsWith(option + "true");
		assertThat(commandLine(Map.of(), option + "false", "-cp", "runtime.jar", "Main")).contains(option + "false")
			.doesNotContain(option + "true");
		assertThat(commandLine(Map.of("JAVA_TOOL_OPTIONS", option + "false"), "-cp", "runtime.jar", "Main"))
			.doesNotContain(option + "true");
	}

	@Test
	void anotherWrapperGetsTheCommandLine() throws Exception {
		Path wrapper = script("a wrapper", """
				#!/bin/sh
				echo "wrapped ${1##*/}"
				export JAVA_TOOL_OPTIONS=-javaagent:agent.jar
				exec "$@" "last one"
				""");
		Path jar = Files.createFile(Files.createDirectory(this.task.resolve("lib")).resolve("colors.jar"));
		assertThat(commandLine(Map.of(WRAPPER, wrapper.toString()), "-cp", "runtime.jar", "Main"))
			.startsWith("wrapped java")
			.endsWith("-cp", "runtime.jar:" + jar, "Main", "last one");
	}

	@Test
	void emptyWrapperIsNone() throws Exception {
		assertThat(commandLine(Map.of(WRAPPER, ""), "-cp", "runtime.jar", "Main")).endsWith("Main");
	}

	@Test
	void wrapperThatCannotRunIsReported() throws Exception {
		Path missing = this.task.resolve("missing");
		assertThat(failure(missing)).isEqualTo(WRAPPER + "=" + missing
				+ " is not a file: add the layer that contains it, such as AWS's layer for OpenTelemetry, "
				+ "or remove the variable.");
		assertThat(failure(this.task)).contains("is not a file");
		Path plain = Files.writeString(this.task.resolve("plain"), "exec \"$@\"");
		assertThat(failure(plain)).isEqualTo(
				WRAPPER + "=" + plain + " is not executable: set its permission, as by chmod +x, before you zip it.");
		assertThat(failure(this.task.resolve("start"))).isEqualTo(WRAPPER + "=" + this.task.resolve("start")
				+ " is this script: name another one, or remove the variable.");
	}

	private String failure(Path wrapper) throws Exception {
		Process process = start(Map.of(WRAPPER, wrapper.toString()), "-cp", "runtime.jar", "Main");
		assertThat(process.waitFor()).isEqualTo(1);
		return output(process).strip();
	}

	private List<String> commandLine(Map<String, String> variables, String... arguments) throws Exception {
		Process process = start(variables, arguments);
		String output = output(process);
		assertThat(process.waitFor()).as(output).isZero();
		return output.lines().toList();
	}

	private static String output(Process process) throws Exception {
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private Process start(Map<String, String> variables, String... arguments) throws Exception {
		Path java = script("java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
		Path start;
		try (InputStream content = StartScriptTests.class.getResourceAsStream(FunctionLayout.START_SCRIPT)) {
			start = script("start", new String(content.readAllBytes(), StandardCharsets.UTF_8));
		}
		List<String> command = new ArrayList<>(List.of(start.toString(), java.toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", WRAPPER));
		builder.environment().put("LAMBDA_TASK_ROOT", this.task.toString());
		builder.environment().putAll(variables);
		return builder.start();
	}

	private Path script(String name, String content) throws Exception {
		Path file = Files.writeString(this.task.resolve(name), content);
		assertThat(file.toFile().setExecutable(true)).isTrue();
		return file;
	}

}
