package io.golambda.integration;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.util.StatusPrinter2;
import com.acme.logs.LogsApplication;
import com.acme.logs.OwnConfigurator;
import org.junit.jupiter.api.Test;
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
 * Tests how logging is configured before the first invocation, and by which classes.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client needs Linux")
class LoggingStartTests {

	private static final String LEVEL = "LOGGING_LEVEL_COM_ACME";

	private final FunctionOutput output = new FunctionOutput();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void startsWithoutSearchingForTheConfiguration(boolean aot) throws Exception {
		Path classes = this.folder.resolve("classes.log");
		LocalFunction.Builder builder = function(FunctionOutput.LAMBDA_HANDLER).environment(LEVEL, "debug")
			.environment("GOLAMBDA_CLASSPRELOADING_ENABLED", "false")
			.javaOption("-Xlog:class+load:file=" + classes);
		if (aot) {
			builder.taskRoot(AotFunction.build(LogsApplication.class, this.folder))
				.javaOption("-Dspring.aot.enabled=true");
		}
		assertThat(messages(builder)).containsExactly("debug a", "info a", "fine a");
		// later, the function's LoggingSystem loads what configures Logback otherwise
		List<String> loaded = Files.lines(classes)
			.takeWhile((line) -> !line.contains(".PostProcessorRegistrationDelegate"))
			.toList();
		assertThat(loaded).anyMatch((line) -> line.contains(LoggerContext.class.getName()))
			.noneMatch((line) -> line.contains(ContextInitializer.class.getName()))
			.noneMatch((line) -> line.contains(StatusPrinter2.class.getName()))
			.noneMatch((line) -> line.contains(".JoranConfigurator "));
	}

	@Test
	void functionInvokerLogsTheSameLines() throws Exception {
		assertThat(messages(function(FunctionOutput.FUNCTION_INVOKER).environment(LEVEL, "debug"))).endsWith("debug a",
				"info a", "fine a");
	}

	@Test
	void configuratorOfTheApplicationIsCalled() throws Exception {
		write("META-INF/services/" + Configurator.class.getName(), OwnConfigurator.class.getName());
		assertThat(messages(function(FunctionOutput.LAMBDA_HANDLER))).containsExactly("info a");
		assertThat(this.output.plainLines()).containsExactly("by the own configurator");
	}

	@ParameterizedTest
	@ValueSource(strings = { "logback.xml", "logback-spring.xml" })
	void configurationOfTheApplicationIsUsed(String file) throws Exception {
		write(file, """
				<configuration>
					<appender name="OWN" class="ch.qos.logback.core.ConsoleAppender">
						<encoder><pattern>own: %m%n</pattern></encoder>
					</appender>
					<root level="info"><appender-ref ref="OWN"/></root>
				</configuration>
				""");
		assertThat(messages(function(FunctionOutput.LAMBDA_HANDLER))).isEmpty();
		assertThat(this.output.plainLines()).containsExactly("own: info a");
	}

	private void write(String file, String content) throws IOException {
		Path path = this.folder.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, content);
	}

	private LocalFunction.Builder function(String handler) {
		return LocalFunction.builder()
			.handler(handler)
			.environment("MAIN_CLASS", LogsApplication.class.getName())
			.output(this.output);
	}

	private List<String> messages(LocalFunction.Builder builder) throws Exception {
		String classPath = System.getProperty("java.class.path");
		System.setProperty("java.class.path", this.folder + File.pathSeparator + classPath);
		try (LocalFunction function = builder.start()) {
			assertThat(function.invoke(Event.of("\"a\"")).join().text()).isEqualTo("\"org.springframework.jdbc.core\"");
		}
		finally {
			System.setProperty("java.class.path", classPath);
		}
		return this.output.jsonLines().stream().map((line) -> line.path("message").asString()).toList();
	}

}
