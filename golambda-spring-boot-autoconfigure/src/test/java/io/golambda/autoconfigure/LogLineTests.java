package io.golambda.autoconfigure;

import java.util.ArrayList;
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

import io.golambda.event.Event;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * JSON lines in Lambda, Spring Boot's console elsewhere.
 */
@ExtendWith(OutputCaptureExtension.class)
class LogLineTests {

	private static final Logger log = LoggerFactory.getLogger(LogLineTests.class);

	private static final Map<String, Object> LAMBDA = Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1");

	@AfterEach
	void restoreConsole() {
		// set by Spring Boot for the rest of the process
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
		LoggingSystem.get(getClass().getClassLoader()).cleanUp();
		run(Map.of(), (ignored) -> {
		});
	}

	@Test
	void usesSpringBootsConsoleOutsideLambda(CapturedOutput output) {
		run(Map.of(), (ignored) -> log.info("hello"));
		assertThat(output.getOut()).contains("io.golambda.autoconfigure.LogLineTests   : hello")
			.doesNotContain("{\"level\"");
	}

	@Test
	void writesJsonInLambda(CapturedOutput output) {
		run(LAMBDA, (ignored) -> log.atWarn().addKeyValue("order", 17).log("two\nlines and \"quotes\" {}", "é"));
		assertThat(lines(output)).singleElement().satisfies((line) -> {
			assertThat(line.get("level").stringValue()).isEqualTo("warn");
			assertThat(line.get("logger").stringValue()).isEqualTo(LogLineTests.class.getName());
			assertThat(line.get("message").stringValue()).isEqualTo("two\nlines and \"quotes\" é");
			assertThat(line.get("order").intValue()).isEqualTo(17);
			assertThat(line.get("time").stringValue()).endsWith("Z");
			assertThat(line.has("error.stacktrace")).isFalse();
		});
	}

	@Test
	void writesJsonForAllLoggingLibraries(CapturedOutput output) {
		run(LAMBDA, (ignored) -> {
			java.util.logging.Logger.getLogger(getClass().getName()).warning("by java.util.logging");
			org.apache.logging.log4j.LogManager.getLogger(LogLineTests.class).warn("by Log4j");
			org.apache.commons.logging.LogFactory.getLog(LogLineTests.class).warn("by commons-logging");
		});
		assertThat(lines(output)).extracting((line) -> line.get("message").stringValue())
			.containsExactly("by java.util.logging", "by Log4j", "by commons-logging");
	}

	@Test
	void writesJsonForSpringsLines(CapturedOutput output) {
		run(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1", "logging.level.org.springframework.boot.SpringApplication",
				"debug", "spring.main.log-startup-info", "true"), (ignored) -> {
				});
		assertThat(output.getOut().lines()).isNotEmpty()
			.allSatisfy((line) -> assertThat(JsonMapper.shared().readTree(line).has("level")).isTrue());
	}

	@Test
	void formatPropertyOverridesTheEnvironment(CapturedOutput output) {
		run(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1", "golambda.logging.format", "console"),
				(ignored) -> log.info("as console"));
		assertThat(output.getOut()).contains("as console").doesNotContain("{\"level\"");
		run(Map.of("golambda.logging.format", "json"), (ignored) -> log.info("as json"));
		assertThat(lines(output)).extracting((line) -> line.get("message").stringValue()).containsExactly("as json");
	}

	@Test
	void structuredFormatOfTheApplicationTakesPrecedence(CapturedOutput output) {
		run(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1", "logging.structured.format.console", "ecs"),
				(ignored) -> log.info("as ecs"));
		assertThat(output.getOut()).contains("\"@timestamp\"").doesNotContain("\"time\"");
	}

	@Test
	void logbackConfigurationOfTheApplicationTakesPrecedence(CapturedOutput output) {
		run(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1", "logging.config", "classpath:logging/own-logback.xml"),
				(ignored) -> log.atInfo().addKeyValue("iban", "DE00").log("by its own file"));
		assertThat(output.getOut().lines().filter((line) -> line.contains("by its own file"))).singleElement()
			.asString()
			.isEqualTo("""
					{"message":"by its own file","level":"info","iban":"***"}""");
	}

	@Test
	void fieldsAreConfigurable(CapturedOutput output) {
		run(Map.of("golambda.logging.format", "json", "golambda.logging.order", "message,values,level,logger",
				"golambda.logging.fields.level", "severity", "golambda.logging.masked-keys", "iban"),
				(ignored) -> log.atInfo().addKeyValue("iban", "DE00").log("x"));
		assertThat(output.getOut()).contains("{\"message\":\"x\",\"iban\":\"***\",\"severity\":\"info\",\"logger\":\""
				+ LogLineTests.class.getName() + "\"}\n");
	}

	@Test
	void rejectsInvalidSampleRate() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> run(Map.of("golambda.logging.format", "json", "golambda.logging.debug-sample-rate", "2"),
					(ignored) -> {
					}))
			.havingRootCause()
			.withMessageContaining("golambda.logging.debug-sample-rate is 2.0: it is a share");
	}

	@Test
	void logsEventAndResultAtTheConfiguredLevel(CapturedOutput output) {
		run(Map.of("golambda.logging.format", "json", "golambda.logging.log-event", "info"),
				(context) -> invoke(context, "{\"id\":1,\"password\":\"hunter2\"}", () -> Map.of("answer", 42)));
		List<JsonNode> lines = all(output);
		assertThat(lines).extracting((line) -> line.get("message").stringValue())
			.containsExactly("Invocation starts", "Invocation ends");
		assertThat(lines.get(0).get("event").toString()).isEqualTo("""
				{"id":1,"password":"***"}""");
		assertThat(lines.get(1).get("result").toString()).isEqualTo("""
				{"answer":42}""");
		assertThat(lines.get(1).get("durationMs").isIntegralNumber()).isTrue();
	}

	@Test
	void doesNotLogEventAndResultByDefault(CapturedOutput output) {
		run(Map.of("golambda.logging.format", "json"), (context) -> invoke(context, "{}", () -> null));
		assertThat(all(output)).isEmpty();
	}

	@Test
	void writesDebugLinesIfTheInvocationFails(CapturedOutput output) {
		run(Map.of("golambda.logging.format", "json", "golambda.logging.debug-on-failure", "true",
				"golambda.logging.log-event", "off"), (context) -> {
					invoke(context, "{}", () -> {
						log.debug("of a good one");
						return null;
					});
					assertThatExceptionOfType(IllegalStateException.class)
						.isThrownBy(() -> invoke(context, "{}", () -> {
							log.debug("first");
							log.info("second");
							log.atDebug().addKeyValue("n", 3).log("third");
							throw new IllegalStateException("oops");
						}));
					log.debug("outside");
				});
		assertThat(lines(output)).extracting((line) -> line.get("message").stringValue())
			.containsExactly("second", "first", "third", "oops");
		assertThat(lines(output).get(1).get("buffered").booleanValue()).isTrue();
		assertThat(lines(output).get(1).get("level").stringValue()).isEqualTo("debug");
		assertThat(lines(output).get(2).get("n").intValue()).isEqualTo(3);
		assertThat(lines(output).get(0).has("buffered")).isFalse();
	}

	@Test
	void loggersAtDebugAreNotHeldBack(CapturedOutput output) {
		run(Map.of("golambda.logging.format", "json", "golambda.logging.debug-on-failure", "true",
				"logging.level.io.golambda.autoconfigure", "debug"), (ignored) -> log.debug("visible"));
		assertThat(lines(output)).extracting((line) -> line.get("message").stringValue()).containsExactly("visible");
	}

	@Test
	void sampledInvocationLogsAtDebug(CapturedOutput output) {
		run(Map.of("golambda.logging.format", "json", "golambda.logging.debug-sample-rate", "1",
				"golambda.logging.log-event", "off"), (context) -> invoke(context, "{}", () -> {
					log.debug("seen");
					return null;
				}));
		assertThat(all(output)).extracting((line) -> line.get("message").stringValue())
			.containsExactly("This invocation logs at debug", "seen");
		assertThat(all(output).get(0).get("debugSampleRate").doubleValue()).isEqualTo(1);
	}

	@Test
	void findsCorrelationIds(CapturedOutput output) {
		assertCorrelation(output, "/detail/orderId", "{\"detail\":{\"orderId\":\"o-1\"}}", "o-1");
		assertCorrelation(output, "event-bridge-id", "{\"id\":\"eb-1\"}", "eb-1");
		assertCorrelation(output, "api-gateway-request-id", "{\"requestContext\":{\"requestId\":\"r-1\"}}", "r-1");
		Event one = Event.encapSqs("a");
		assertCorrelation(output, "sqs-message-id", one.json(), one.records().get(0).id().orElseThrow());
		assertCorrelation(output, "attribute:SenderId", one.json(), one.records().get(0).attributes().get("SenderId"));
		assertCorrelation(output, "sqs-message-id", Event.encapSqs("a", "b").json(), null);
		assertCorrelation(output, "/detail/orderId", "no JSON", null);
	}

	@Test
	void rejectsInvalidCorrelationId() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> run(Map.of("golambda.logging.correlation-id", "order"),
					(context) -> context.getBean(InvocationChain.class)))
			.havingRootCause()
			.withMessageContaining("golambda.logging.correlation-id is \"order\": expected sqs-message-id,");
	}

	private static void assertCorrelation(CapturedOutput output, String name, String event, String expected) {
		int before = lines(output).size();
		run(Map.of("golambda.logging.format", "json", "golambda.logging.correlation-id", name),
				(context) -> invoke(context, event, () -> {
					log.info("x");
					return null;
				}));
		JsonNode line = lines(output).get(before);
		assertThat(line.path("correlationID").asString(null)).as(name).isEqualTo(expected);
	}

	private static void invoke(ConfigurableApplicationContext context, String event, ThrowingSupplier function) {
		try {
			context.getBean(InvocationChain.class).invoke(Event.of(event), (invocation) -> {
				assertThat(Invocation.current()).isSameAs(invocation);
				return function.get();
			});
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static void run(Map<String, Object> properties, Consumer<ConfigurableApplicationContext> action) {
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(properties.containsKey("spring.main.log-startup-info"));
		application.setDefaultProperties(properties);
		try (ConfigurableApplicationContext context = application.run()) {
			action.accept(context);
		}
	}

	private static List<JsonNode> lines(CapturedOutput output) {
		return new ArrayList<>(output.getOut()
			.lines()
			.filter((line) -> line.startsWith("{") && line.contains(LogLineTests.class.getName()))
			.map((line) -> JsonMapper.shared().readTree(line))
			.toList());
	}

	private static List<JsonNode> all(CapturedOutput output) {
		return output.getOut().lines().map((line) -> JsonMapper.shared().readTree(line)).toList();
	}

	@FunctionalInterface
	private interface ThrowingSupplier {

		Object get() throws Exception;

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Empty {

	}

}
