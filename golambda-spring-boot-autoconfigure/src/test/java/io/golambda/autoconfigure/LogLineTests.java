package io.golambda.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JSON lines in Lambda, Spring Boot's console elsewhere.
 */
@ExtendWith(OutputCaptureExtension.class)
class LogLineTests {

	private static final Logger log = LoggerFactory.getLogger(LogLineTests.class);

	@AfterEach
	void backToTheConsole() {
		// where Spring Boot keeps the format for the rest of the process
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
		LoggingSystem.get(getClass().getClassLoader()).cleanUp();
		run(Map.of(), (ignored) -> {
		});
	}

	@Test
	void elsewhereTheConsoleIsSpringBoots(CapturedOutput output) {
		run(Map.of(), (ignored) -> log.info("hello"));
		assertThat(output.getOut()).contains("io.golambda.autoconfigure.LogLineTests   : hello")
			.doesNotContain("{\"level\"");
	}

	@Test
	void inLambdaALineIsJson(CapturedOutput output) {
		run(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1"),
				(ignored) -> log.atWarn().addKeyValue("order", 17).log("two\nlines and \"quotes\" {}", "é"));
		assertThat(lines(output)).singleElement().satisfies((line) -> {
			assertThat(line.get("level").stringValue()).isEqualTo("warn");
			assertThat(line.get("logger").stringValue()).isEqualTo(LogLineTests.class.getName());
			assertThat(line.get("message").stringValue()).isEqualTo("two\nlines and \"quotes\" é");
			assertThat(line.get("order").stringValue()).isEqualTo("17");
			assertThat(line.get("time").stringValue()).endsWith("Z");
			assertThat(line.has("stacktrace")).isFalse();
		});
	}

	@Test
	void aStackTraceStaysOnTheLine(CapturedOutput output) {
		run(Map.of("golambda.logging.format", "json"),
				(ignored) -> log.error("oops", new IllegalStateException("why")));
		assertThat(lines(output)).singleElement()
			.satisfies((line) -> assertThat(line.get("stacktrace").stringValue())
				.startsWith("java.lang.IllegalStateException: why\n\tat io.golambda"));
	}

	@Test
	void thePropertyForcesEither(CapturedOutput output) {
		run(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1", "golambda.logging.format", "console"),
				(ignored) -> log.info("as console"));
		assertThat(output.getOut()).contains("as console").doesNotContain("{\"level\"");
	}

	@Test
	void theApplicationsOwnStructuredFormatWins(CapturedOutput output) {
		run(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1", "logging.structured.format.console", "ecs"),
				(ignored) -> log.info("as ecs"));
		assertThat(output.getOut()).contains("\"@timestamp\"").doesNotContain("\"time\"");
	}

	private static void run(Map<String, Object> properties, Consumer<ConfigurableApplicationContext> action) {
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setLogStartupInfo(false);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(properties);
		try (ConfigurableApplicationContext context = application.run()) {
			action.accept(context);
		}
	}

	private static List<JsonNode> lines(CapturedOutput output) {
		return output.getOut()
			.lines()
			.filter((line) -> line.contains(LogLineTests.class.getName()))
			.map((line) -> JsonMapper.shared().readTree(line))
			.toList();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Empty {

	}

}
