package io.golambda.test;

import java.util.Map;
import java.util.function.Consumer;

import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.lambda.LambdaInvoker;
import io.golambda.logging.LineFormat;
import io.golambda.logging.StructuredLogger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a test captures the lines that the function logs in Lambda.
 */
@SpringBootTest(classes = LambdaLogsTests.PaymentsApplication.class,
		properties = { "golambda.logging.masked-keys=iban", "golambda.logging.fields.message=text",
				"golambda.logging.order=level,request-id,logger,values,message,function-name",
				"golambda.logging.debug-on-failure=true", "golambda.logging.log-event=off" })
@LambdaLogs
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LambdaLogsTests {

	private static final StructuredLogger log = StructuredLogger.of(LambdaLogsTests.class);

	@Autowired
	Consumer<Map<String, Object>> payments;

	@Autowired
	LambdaInvoker lambda;

	@Test
	@Order(1)
	void linesFollowTheSettingsOfTheApplication(CapturedLogs logs) {
		this.payments.accept(Map.of("iban", "DE00", "password", "hunter2"));
		assertThat(logs.lines("paid")).singleElement()
			.extracting(LogLine::json)
			.isEqualTo("{\"level\":\"info\",\"logger\":\"" + LambdaLogsTests.class.getName()
					+ "\",\"application\":\"payments\",\"iban\":\"***\",\"payment\":{\"iban\":\"***\","
					+ "\"password\":\"***\"},\"text\":\"paid\"}");
	}

	@Test
	@Order(2)
	void valueIsOnTheLinesOfTheTestThatSetsIt(CapturedLogs logs) {
		log.set("tenant", "blue");
		log.info("first");
		assertThat(logs.lines("first").get(0).get("tenant")).isEqualTo("blue");
	}

	@Test
	@Order(3)
	void valueIsNotOnTheLinesOfTheNextTest(CapturedLogs logs) throws Exception {
		log.info("next");
		this.lambda.invoke(Event.of("{\"payment\":{}}"));
		assertThat(logs.lines("next").get(0).fields()).doesNotContainKey("tenant")
			.containsEntry("application", "payments");
		assertThat(logs.lines("paid").get(0).fields()).doesNotContainKey("tenant");
	}

	@Test
	@Order(4)
	void testMaySetValuesAfterAnInvocationOfAnotherTest(CapturedLogs logs) {
		log.set("tenant", "green");
		log.info("set again");
		assertThat(logs.lines("set again").get(0).get("tenant")).isEqualTo("green");
	}

	@Test
	@Order(5)
	void debugLinesAppearOnlyIfTheInvocationFails(CapturedLogs logs) throws Exception {
		this.lambda.invoke(Event.of("{\"payment\":{}}"));
		assertThat(logs.lines("pays")).isEmpty();
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.lambda.invoke(Event.of("{\"fail\":true}")));
		assertThat(logs.lines("pays")).singleElement()
			.satisfies((line) -> assertThat(line.fields()).containsEntry("buffered", true)
				.containsEntry("level", "debug"));
	}

	@Test
	@Order(6)
	void nonAdditiveLoggerIsCapturedOnce() {
		Logger own = (Logger) LoggerFactory.getLogger("com.acme.audit");
		own.setAdditive(false);
		CapturedLogs logs = new CapturedLogs(own.getLoggerContext(), LineFormat.of(LambdaEnvironment.of(Map.of())));
		logs.start();
		own.info("audited");
		logs.stop();
		own.info("after");
		own.setAdditive(true);
		assertThat(logs.lines()).extracting((line) -> line.get("message")).containsExactly("audited");
	}

	@Nested
	class Within {

		@Test
		void nestedTestFollowsTheSettings(CapturedLogs logs) {
			log.with("iban", "DE00").info("nested");
			assertThat(logs.lines("nested").get(0).get("iban")).isEqualTo("***");
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class PaymentsApplication {

		PaymentsApplication() {
			log.set("application", "payments");
		}

		@Bean
		Consumer<Map<String, Object>> payments() {
			return (payment) -> {
				log.debug("pays");
				if (payment.containsKey("fail")) {
					throw new IllegalArgumentException("no money");
				}
				log.with("iban", "DE01").with("payment", new java.util.TreeMap<>(payment)).info("paid");
			};
		}

	}

}
