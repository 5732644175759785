package io.golambda.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.acme.mains.MainApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is started by its main method on a computer.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@ExtendWith(OutputCaptureExtension.class)
class StartedByMainListenerTests {

	private static final String HINT = "MainApplication is a function for AWS Lambda and has no server";

	@Test
	void saysHowToRunTheFunction() throws Exception {
		assertThat(start(Map.of())).containsOnlyOnce(HINT)
			.contains(
					"add io.golambda:golambda-local as a dependency of scope test and start the main class of that module")
			.contains("io.golambda.lambda.LambdaHandler");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--runner=true", "--server=true" })
	void isSilentIfTheApplicationHasSomethingToDo(String argument) throws Exception {
		assertThat(start(Map.of(), argument)).contains("Started MainApplication").doesNotContain(HINT);
	}

	@Test
	void isSilentInLambda() throws Exception {
		assertThat(start(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1"))).doesNotContain(HINT);
	}

	@Test
	void isSilentInTests(CapturedOutput output) {
		MainApplication.main(new String[0]);
		assertThat(output).contains("Started MainApplication").doesNotContain(HINT);
	}

	private static String start(Map<String, String> variables, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), MainApplication.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(variables);
		Process process = builder.start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
