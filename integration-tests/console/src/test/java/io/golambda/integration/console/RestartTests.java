package io.golambda.integration.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how the page shows a function whose code changes, or that does not start.
 */
@ExtendWith(ConsoleExtension.class)
@EnabledOnOs(OS.LINUX)
class RestartTests {

	@TempDir
	Path folder;

	@TempDir
	Path classes;

	@Test
	void nextEventRunsTheChangedClass(ConsolePage shared) throws IOException {
		compile("", "first");
		try (ConsoleServer server = new ConsoleServer(this.folder, "--task-root=" + this.classes,
				"--handler=Greeter")) {
			ConsolePage page = new ConsolePage(shared.driver(), server).open();
			page.run();
			assertThat(page.text("#answer-text")).isEqualTo("first");
			assertThat(page.text("#function-facts")).doesNotContain("restarted");

			compile("", "second");
			eventually(() -> assertThat(page.text("#function-facts"))
				.endsWith("Greeter.class changed: the next event starts it again"));
			page.run();
			assertThat(page.text("#answer-text")).isEqualTo("second");
			assertThat(page.text(".figures dl")).contains("cold");
			eventually(() -> assertThat(page.text("#function-facts")).endsWith("restarted 1× (Greeter.class changed)"));

			compile("System.out.println(\"connecting\"); if (true) throw new IllegalStateException(\"no database\");",
					"third");
			page.run();
			assertThat(page.state()).isEqualTo("failed");
			assertThat(page.text("#function-state")).isEqualTo("failed to start");
			assertThat(page.text("#answer-text")).contains("no database");
			eventually(() -> assertThat(page.texts(".line")).anyMatch((line) -> line.contains("connecting"))
				.anyMatch((line) -> line.contains("no database")));

			compile("", "fourth");
			page.run();
			assertThat(page.text("#answer-text")).isEqualTo("fourth");
			eventually(() -> assertThat(page.text("#function-state")).isEqualTo("ready"));
		}
	}

	private void compile(String start, String greeting) throws IOException {
		Path file = Files.writeString(this.folder.resolve("Greeter.java"), """
				import java.io.IOException;
				import java.io.InputStream;
				import java.io.OutputStream;

				import com.amazonaws.services.lambda.runtime.Context;
				import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

				public class Greeter implements RequestStreamHandler {

					public Greeter() {
						%s
					}

					public void handleRequest(InputStream input, OutputStream output, Context context)
							throws IOException {
						output.write("%s".getBytes());
					}

				}
				""".formatted(start, greeting));
		int status = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), "-d",
					this.classes.toString(), file.toString());
		assertThat(status).isZero();
	}

}
