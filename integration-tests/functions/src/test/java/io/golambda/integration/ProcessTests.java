package io.golambda.integration;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.acme.process.ProcessApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests class loaders and shutdown of a function on Lambda's runtime client.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client needs Linux")
class ProcessTests {

	private static final String LAMBDA_HANDLER = FunctionOutput.LAMBDA_HANDLER;

	private static final String FUNCTION_INVOKER = FunctionOutput.FUNCTION_INVOKER;

	private final FunctionOutput output = new FunctionOutput();

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void packagePrivateInterfaceIsProxiedInAContainerImage(String handler) throws Exception {
		try (LocalFunction function = function(handler).start()) {
			assertThat(function.invoke(Event.of("{}")).join().text()).isEqualTo("\"found,found,found\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void packagePrivateInterfaceIsProxiedInAZip(String handler, @TempDir Path taskRoot) throws Exception {
		unpackTo(taskRoot);
		try (LocalFunction function = function(handler).taskRoot(taskRoot).start()) {
			assertThat(function.invoke(Event.of("{}")).join().text()).isEqualTo("\"found,found,found\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void sigtermClosesTheApplication(String handler) throws Exception {
		try (LocalFunction function = function(handler).start()) {
			function.invoke(Event.of("{}")).join();
			// unlike Process.destroy(), leaves the output open
			ProcessHandle.current().children().forEach(ProcessHandle::destroy);
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.untilAsserted(() -> assertThat(this.output.text().lines().toList())
					.anyMatch((line) -> line.contains("own hook ran"))
					.filteredOn((line) -> line.contains("connection closed"))
					.singleElement()
					.satisfies((line) -> assertThat(line).startsWith("{")));
		}
	}

	private LocalFunction.Builder function(String handler) {
		return CachedClasses.builder()
			.handler(handler)
			.environment("MAIN_CLASS", ProcessApplication.class.getName())
			.output(this.output);
	}

	/**
	 * Lays out the class path like a zip: classes at the root, jars in {@code lib}.
	 */
	private static void unpackTo(Path taskRoot) throws IOException {
		Path lib = Files.createDirectory(taskRoot.resolve("lib"));
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(element).toAbsolutePath();
			if (Files.isRegularFile(path)) {
				Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
			}
			else if (Files.isDirectory(path.resolve("com/acme/process"))) {
				copy(path, path.resolve("com/acme/process"), taskRoot);
			}
			else if (path.endsWith("classes") && Files.isDirectory(path)) {
				copy(path, path, taskRoot);
			}
		}
	}

	private static void copy(Path root, Path folder, Path target) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
				Path copy = target.resolve(root.relativize(file).toString());
				Files.createDirectories(copy.getParent());
				Files.copy(file, copy);
			}
		}
	}

}
