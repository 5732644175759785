package io.golambda.integration;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.acme.starts.BrokenEnvironmentPostProcessor;
import com.acme.starts.StartsApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a failed start is logged in one JSON line with the analysis of the failure,
 * and answered with the same analysis. Lambda's runtime client always adds one line of
 * plain text.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StartFailureTests {

	private static final String LAMBDA_HANDLER = FunctionOutput.LAMBDA_HANDLER;

	private static final String FUNCTION_INVOKER = FunctionOutput.FUNCTION_INVOKER;

	private static final String START_EXCEPTION = "io.golambda.lambda.StartException";

	private final FunctionOutput output = new FunctionOutput();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					GOLAMBDA_LOGGING_LOGEVENT | loud | golambda.logging.log-event is "loud": expected one of trace, debug, info,
					GOLAMBDA_LOGGING_ORDER | level,mesage | golambda.logging.order is "mesage": expected one of level, request-id,
					GOLAMBDA_LOGGING_FORMAT | yaml | golambda.logging.format is "yaml": expected one of auto, json, console.
					GOLAMBDA_LOGGING_DEBUGSAMPLERATE | 5 | golambda.logging.debug-sample-rate is "5": it is a share, from 0
					GOLAMBDA_LOGGING_DEBUGSAMPLERATE | many | golambda.logging.debug-sample-rate is "many": expected a number
					GOLAMBDA_LOGGING_DEBUGONFAILURE | maybe | golambda.logging.debug-on-failure is "maybe": expected true or false.
					GOLAMBDA_LOGGING_CORRELATIONID | sqs-mesage-id | golambda.logging.correlation-id is "sqs-mesage-id": expected sqs-message-id, xray-root,
					GOLAMBDA_LOGGING_CORRELATIONID | attribute: | golambda.logging.correlation-id is "attribute:": expected sqs-message-id, xray-root,
					GOLAMBDA_EVENT_INFLATEDLIMIT | 64Meg | golambda.event.inflated-limit is "64Meg": expected a size such as 64MB.
					GOLAMBDA_EVENT_INFLATEDLIMIT | -1 | golambda.event.inflated-limit is "-1": it must be larger than zero, such as 64MB.
					GOLAMBDA_ERROR_IGNORED | no.such.Type | golambda.error.ignored is "no.such.Type": expected the name of an exception's class
					GOLAMBDA_ERROR_IGNORED | java.lang.String | golambda.error.ignored is "java.lang.String": expected the names of exceptions' classes.
					GOLAMBDA_ERROR_FOLDFRAMES | maybe | golambda.error.fold-frames is "maybe": expected true or false.
					GOLAMBDA_ERROR_TRIMRUNTIMEOUTPUT | maybe | golambda.error.trim-runtime-output is "maybe": expected true or false.
					GOLAMBDA_SECRETSETTINGS_ENABLED | perhaps | golambda.secret-settings.enabled is "perhaps": expected true or false.
					GOLAMBDA_SECRETSETTINGS_TIMETOLIVE | 5x | golambda.secret-settings.time-to-live is "5x": expected a duration such as 5m.
					GOLAMBDA_CLASSPRELOADING_ENABLED | perhaps | golambda.class-preloading.enabled is "perhaps": expected true or false.
					GOLAMBDA_DIRECTSTART_ENABLED | perhaps | golambda.direct-start.enabled is "perhaps": expected true or false.
					""")
	void invalidPropertyIsNamedWithItsOriginAndTheFix(String variable, String value, String analysis) throws Exception {
		assertOneLine(failStart(builder().environment(variable, value)), analysis,
				"It is set by System Environment Property \"" + variable
						+ "\". Update your application's configuration.");
	}

	@Test
	void invalidKeyOfAMapIsNamed() throws Exception {
		assertOneLine(failStart(builder().environment("GOLAMBDA_LOGGING_FIELDS_REQESTID", "id")),
				"A key of golambda.logging.fields is \"reqestid\": expected one of level, request-id,");
	}

	@Test
	void invalidPropertyForSnapStartIsNamedBeforeTheSnapshot() throws Exception {
		assertOneLine(
				failStart(builder().environment("GOLAMBDA_PRIMING_FAILONERROR", "perhaps")
					.environment("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")),
				"golambda.priming.fail-on-error is \"perhaps\": expected true or false.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					LOGGING_LEVEL_X | loud | Failed to bind properties under 'logging.level.x'
					SPRING_CONFIG_IMPORT | file:/nope.yaml | Config data resource 'file [/nope.yaml]'
					SPRING_PROFILES_ACTIVE | bean | The bean 'tenants' (com.acme.starts.StartsApplication) cannot be created: java.lang.IllegalStateException: no tenants configured. Caused by java.io.IOException: tenants.json is empty
					SPRING_PROFILES_ACTIVE | dependency | Parameter 0 of method orders in com.acme.starts.StartsApplication required a bean of type 'java.lang.Runnable'
					SPRING_PROFILES_ACTIVE | runner | java.lang.IllegalStateException: Failed to execute ApplicationRunner. Caused by java.io.IOException: cannot warm up
					SPRING_PROFILES_ACTIVE | overflow | The bean 'overflow' (com.acme.starts.StartsApplication) cannot be created: java.lang.StackOverflowError
					SPRING_PROFILES_ACTIVE | memory | The bean 'memory' (com.acme.starts.StartsApplication) cannot be created: java.lang.OutOfMemoryError
					SPRING_PROFILES_ACTIVE | idempotency | Idempotency needs a store that all execution environments of the function share, and none is configured. Set golambda.idempotency.table-name
					SPRING_PROFILES_ACTIVE | class | The bean 'missingClass' (com.acme.starts.StartsApplication) cannot be created: java.lang.NoClassDefFoundError: com/acme/Missing
					MAIN_CLASS | java.lang.String | java.lang.String is not annotated with @SpringBootApplication. Name the class that is in the environment variable MAIN_CLASS
					MAIN_CLASS | com.acme.Colours | MAIN_CLASS is "com.acme.Colours", but there is no such class
					SPRING_AUTOCONFIGURE_EXCLUDE | io.golambda.autoconfigure.FunctionAutoConfiguration | golambda's auto-configuration is not active in com.acme.starts.StartsApplication.
					""")
	void failureOfTheApplicationIsAnalyzed(String variable, String value, String analysis) throws Exception {
		assertOneLine(failStart(builder().environment(variable, value)), analysis);
	}

	@Test
	void missingFunctionKeepsItsType() throws Exception {
		FunctionAnswer answer = failStart(builder().environment("SPRING_CLOUD_FUNCTION_DEFINITION", "colours"));
		JsonNode error = JsonMapper.shared().readTree(answer.payload());
		assertThat(error.get("errorType").stringValue()).isEqualTo("io.golambda.lambda.FunctionNotFoundException");
		assertThat(error.get("errorMessage").stringValue())
			.isEqualTo("spring.cloud.function.definition is \"colours\", but there is no bean \"colours\". "
					+ "The functions are: echo.");
		assertThat(errorLine().get("message").stringValue()).isEqualTo(error.get("errorMessage").stringValue());
		assertThat(this.output.plainLines()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "application.yaml,'a: [1\nb: {',org.yaml.snakeyaml.parser.ParserException",
			"logback.xml,<configuration><root,Could not initialize Logback logging from classpath:logback.xml",
			"logback-spring.xml,<configuration><appender name='C' class='no.such.Appender'/>"
					+ "<root><appender-ref ref='C'/></root></configuration>,"
					+ "Logback configuration error detected" })
	void brokenFileOfTheApplicationIsAnalyzed(String name, String content, String analysis) throws Exception {
		Files.writeString(this.folder.resolve(name), content);
		assertOneLine(failStart(builder(), this.folder), analysis);
	}

	@Test
	void brokenEnvironmentPostProcessorIsAnalyzed() throws Exception {
		Files.createDirectory(this.folder.resolve("META-INF"));
		Files.writeString(this.folder.resolve("META-INF/spring.factories"),
				"org.springframework.boot.EnvironmentPostProcessor=" + BrokenEnvironmentPostProcessor.class.getName());
		assertOneLine(failStart(builder(), this.folder), "java.lang.IllegalStateException: no region configured");
	}

	@ParameterizedTest
	@ValueSource(strings = { LAMBDA_HANDLER, FUNCTION_INVOKER })
	void springBoot3IsRejected(String handler) throws Exception {
		assertOneLine(failStart(builder().handler(handler), Path.of("target", "unsuitable", "spring-boot-3.5.9.jar")),
				"golambda needs Spring Boot 4.0 or newer, found 3.5.9.");
	}

	@Test
	void secondLoggingLibraryIsAnErrorIfSlf4jChoosesIt() throws Exception {
		assertOneLine(failStart(builder(), Path.of("target", "unsuitable", "slf4j-simple-2.0.17.jar")),
				"Several logging libraries for SLF4J are on the class path, and SLF4J has chosen "
						+ "org.slf4j.simple.SimpleLoggerFactory from file:",
				"slf4j-simple-2.0.17.jar instead of Logback.");
	}

	@Test
	void secondLoggingLibraryIsAWarningIfSlf4jDoesNotChooseIt() throws Exception {
		String classPath = System.getProperty("java.class.path");
		System.setProperty("java.class.path",
				classPath + File.pathSeparator + Path.of("target", "unsuitable", "slf4j-simple-2.0.17.jar"));
		try (LocalFunction function = builder().output(this.output).start()) {
			assertThat(function.invoke(Event.of("\"a\"")).join().text()).isEqualTo("\"a\"");
		}
		finally {
			System.setProperty("java.class.path", classPath);
		}
		Awaitility.await().untilAsserted(() -> assertThat(this.output.jsonLines()).singleElement().satisfies((line) -> {
			assertThat(line.get("level").stringValue()).isEqualTo("warn");
			assertThat(line.get("message").stringValue())
				.startsWith("SLF4J(W): Class path contains multiple SLF4J providers.")
				.contains("Actual provider is of type [ch.qos.logback.");
		}));
		assertThat(this.output.plainLines()).isEmpty();
	}

	@Test
	void missingMethodOfTheHandlerIsNamed() throws Exception {
		FunctionAnswer answer = failStart(builder().handler(LAMBDA_HANDLER + "::handle"));
		assertThat(answer.text()).contains("but io.golambda.lambda.LambdaHandler has no such method. "
				+ "Set the handler to io.golambda.lambda.LambdaHandler.");
		assertThat(errorLine().get("message").stringValue())
			.startsWith("The handler is \"io.golambda.lambda.LambdaHandler::handle\"");
		assertThat(this.output.plainLines()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "quoting", "number" })
	void valueOfASecretPropertyIsNotQuoted(String profile) throws Exception {
		assertOneLine(failStart(
				builder().environment("SPRING_PROFILES_ACTIVE", profile).environment("DB_PASSWORD", "correct-horse")),
				"The bean '" + profile + "'", "***");
		assertThat(this.output.text()).doesNotContain("correct-horse");
	}

	@Test
	void lambdasJsonFormatIsKept() throws Exception {
		failStart(builder().environment("GOLAMBDA_LOGGING_LOGEVENT", "loud")
			.environment("AWS_LAMBDA_LOG_FORMAT", "JSON"));
		Awaitility.await().untilAsserted(() -> assertThat(this.output.jsonLines()).hasSize(2));
		assertThat(this.output.jsonLines()).filteredOn((line) -> line.has("logger")).hasSize(1);
		assertThat(this.output.jsonLines()).allSatisfy((line) -> assertThat(line.get("timestamp").isString()).isTrue());
		assertThat(this.output.plainLines()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					GOLAMBDA_LOGGING_LOGEVENT | loud | golambda.logging.log-event is "loud": expected one of trace,
					GOLAMBDA_EVENT_INFLATEDLIMIT | 64Meg | golambda.event.inflated-limit is "64Meg": expected a size such as 64MB.
					GOLAMBDA_LOGGING_CORRELATIONID | id | golambda.logging.correlation-id is "id": expected sqs-message-id,
					SPRING_CLOUD_FUNCTION_DEFINITION | colours | spring.cloud.function.definition is "colours", but there is no bean "colours".
					SPRING_PROFILES_ACTIVE | runner | java.lang.IllegalStateException: Failed to execute ApplicationRunner. Caused by java.io.IOException: cannot warm up
					""")
	void functionInvokerLogsTheSameLine(String variable, String value, String analysis) throws Exception {
		failStart(builder().handler(FUNCTION_INVOKER).environment(variable, value));
		assertThat(errorLine().get("message").stringValue()).startsWith(analysis);
		assertThat(this.output.plainLines()).as("the messages of the causes, without stack traces and banner")
			.hasSizeLessThan(10)
			.noneMatch((line) -> line.startsWith("\tat ") || line.contains(":: Spring Boot ::"));
	}

	private static LocalFunction.Builder builder() {
		return CachedClasses.builder()
			.environment("MAIN_CLASS", StartsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "echo");
	}

	private FunctionAnswer failStart(LocalFunction.Builder builder, Path... first) throws IOException {
		String classPath = System.getProperty("java.class.path");
		for (Path element : first) {
			System.setProperty("java.class.path", element + File.pathSeparator + classPath);
		}
		try (LocalFunction function = builder.output(this.output).start()) {
			FunctionAnswer answer = function.invoke(Event.of("{}")).join();
			assertThat(answer.isError()).isTrue();
			return answer;
		}
		finally {
			System.setProperty("java.class.path", classPath);
		}
	}

	private void assertOneLine(FunctionAnswer answer, String... analysis) {
		JsonNode error = JsonMapper.shared().readTree(answer.payload());
		assertThat(error.get("errorType").stringValue()).isEqualTo(START_EXCEPTION);
		assertThat(error.get("errorMessage").stringValue()).contains(analysis).doesNotContain("\n");
		JsonNode line = errorLine();
		assertThat(line.get("message").stringValue()).isEqualTo(error.get("errorMessage").stringValue());
		assertThat(line.get("error.type").isString()).isTrue();
		assertThat(line.get("error.stacktrace").isArray()).isTrue();
		assertThat(this.output.jsonLines())
			.filteredOn((each) -> !each.path("logger").asString("").contains("FunctionClassUtils"))
			.hasSize(1);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.output.plainLines())
				.containsExactly(error.get("errorMessage").stringValue() + ": " + START_EXCEPTION));
	}

	private JsonNode errorLine() {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.untilAsserted(() -> assertThat(this.output.jsonLines())
				.filteredOn((line) -> line.path("level").asString().equals("error"))
				.hasSize(1));
		return this.output.jsonLines()
			.stream()
			.filter((line) -> line.path("level").asString().equals("error"))
			.findFirst()
			.get();
	}

}
