package io.golambda.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the next event runs changed code.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EnabledOnOs(OS.LINUX)
class RestartTests {

	@TempDir
	Path folder;

	@TempDir
	Path source;

	@BeforeEach
	void compileFirst() throws IOException {
		compile("first");
	}

	@Test
	void nextEventRunsTheChangedClassOrResource() throws Exception {
		try (LocalFunction function = builder().restartOnChange(true).start()) {
			assertThat(invoke(function)).isEqualTo("first");
			compile("second");
			assertThat(invoke(function)).isEqualTo("second");
			assertThat(function.status().restarts()).isOne();
			assertThat(function.status().lastRestartReason()).isEqualTo("Greeter.class changed");
			assertThat(invoke(function)).isEqualTo("second");
			assertThat(function.status().restarts()).isOne();
			Files.writeString(this.folder.resolve("application.properties"), "a=b");
			assertThat(invoke(function)).isEqualTo("second");
			assertThat(function.status().lastRestartReason()).isEqualTo("application.properties changed");
		}
	}

	@Test
	void changeIsShownBeforeTheNextEvent() throws Exception {
		try (LocalFunction function = builder().restartOnChange(true).start()) {
			assertThat(invoke(function)).isEqualTo("first");
			compile("second");
			Awaitility.await()
				.untilAsserted(() -> assertThat(function.status().pendingChange()).isEqualTo("Greeter.class changed"));
			assertThat(function.status().state()).isEqualTo(FunctionStatus.State.READY);
			assertThat(invoke(function)).isEqualTo("second");
			assertThat(function.status().pendingChange()).isNull();
		}
	}

	@Test
	void eventWaitsForTheEndOfACompilation() throws Exception {
		try (LocalFunction function = builder().restartOnChange(true).start()) {
			assertThat(invoke(function)).isEqualTo("first");
			// a build tool deletes classes, and compiles them a second later
			Files.delete(this.folder.resolve("Greeter.class"));
			CompletableFuture<FunctionAnswer> answer = function.invoke(Event.of("now"));
			Thread.sleep(700);
			assertThat(answer).isNotDone();
			compile("second");
			assertThat(answer.join().text()).isEqualTo("second");
			assertThat(function.status().restarts()).isOne();
		}
	}

	@Test
	void runningInvocationFinishesFirst() throws Exception {
		try (LocalFunction function = builder().restartOnChange(true).concurrency(2).start()) {
			Path end = this.source.resolve("end");
			CompletableFuture<FunctionAnswer> running = function.invoke(Event.of(end.toString()));
			Awaitility.await().until(() -> function.status().state() == FunctionStatus.State.RUNNING);
			compile("second");
			assertThat(invoke(function)).isEqualTo("second");
			assertThat(running).isNotDone();
			Files.createFile(end);
			assertThat(running.join().text()).isEqualTo("first");
		}
	}

	@Test
	void queuedEventRunsTheChangedClass() throws Exception {
		try (LocalFunction function = builder().restartOnChange(true).start()) {
			Path end = this.source.resolve("end");
			CompletableFuture<FunctionAnswer> running = function.invoke(Event.of(end.toString()));
			CompletableFuture<FunctionAnswer> queued = function.invoke(Event.of("now"));
			Awaitility.await().until(() -> function.status().state() == FunctionStatus.State.RUNNING);
			compile("second");
			Files.createFile(end);
			assertThat(running.join().text()).isEqualTo("first");
			assertThat(queued.join().text()).isEqualTo("second");
		}
	}

	@Test
	void keepsTheFunctionByDefault() throws Exception {
		try (LocalFunction function = builder().start()) {
			assertThat(invoke(function)).isEqualTo("first");
			compile("second");
			assertThat(invoke(function)).isEqualTo("first");
		}
	}

	private LocalFunction.Builder builder() {
		return LocalFunction.builder().taskRoot(this.folder).handler("Greeter");
	}

	private static String invoke(LocalFunction function) {
		return function.invoke(Event.of("now"))
			.orTimeout(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS)
			.join()
			.text();
	}

	private void compile(String greeting) throws IOException {
		Path file = Files.writeString(this.source.resolve("Greeter.java"), """
				import java.io.InputStream;
				import java.io.OutputStream;
				import java.nio.file.Files;
				import java.nio.file.Path;

				import com.amazonaws.services.lambda.runtime.Context;
				import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

				public class Greeter implements RequestStreamHandler {

					public void handleRequest(InputStream input, OutputStream output, Context context) {
						try {
							String event = new String(input.readAllBytes());
							while (!event.equals("now") && !Files.exists(Path.of(event))) {
								Thread.sleep(20);
							}
							output.write("%s".getBytes());
						}
						catch (Exception ex) {
							throw new IllegalStateException(ex);
						}
					}

				}
				""".formatted(greeting));
		int status = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), "-d",
					this.folder.toString(), file.toString());
		assertThat(status).isZero();
	}

}
