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

	private List<String> commandLine(Map<String, String> variables, String... arguments) throws Exception {
		Path java = script("java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
		Path start;
		try (InputStream content = StartScriptTests.class.getResourceAsStream(FunctionLayout.START_SCRIPT)) {
			start = script("start", new String(content.readAllBytes(), StandardCharsets.UTF_8));
		}
		List<String> command = new ArrayList<>(List.of(start.toString(), java.toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS"));
		builder.environment().put("LAMBDA_TASK_ROOT", this.task.toString());
		builder.environment().putAll(variables);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output.lines().toList();
	}

	private Path script(String name, String content) throws Exception {
		Path file = Files.writeString(this.task.resolve(name), content);
		assertThat(file.toFile().setExecutable(true)).isTrue();
		return file;
	}

}
