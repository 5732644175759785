package io.golambda.autoconfigure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.golambda.logging.StructuredLogger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings of {@code LambdaJsonEncoder} in any Logback configuration.
 */
@ExtendWith(OutputCaptureExtension.class)
class EncoderSettingsTests {

	private static final String LAMBDA = "AWS_LAMBDA_RUNTIME_API=127.0.0.1:1";

	private static final String[] SETTINGS = { "golambda.logging.order=message,values,level",
			"golambda.logging.fields.level=severity", "golambda.logging.masked-keys=iban" };

	private final Logger log = LoggerFactory.getLogger("com.acme.Orders");

	@BeforeEach
	@AfterEach
	void restoreConsole() {
		LoggedApplication.restoreConsole();
	}

	@ParameterizedTest
	@ValueSource(strings = { "golambda.logging.format=json", "logging.config=classpath:logging/encoder.xml",
			"logging.config=classpath:logging/async.xml" })
	void propertiesConfigureTheEncoder(String format, CapturedOutput output) {
		LoggedApplication.run((application) -> this.log.atInfo().addKeyValue("IBAN", "DE00").log("x"), with(format));
		assertThat(output.getOut()).isEqualTo("{\"message\":\"x\",\"IBAN\":\"***\",\"severity\":\"info\"}\n");
	}

	@Test
	void settingsOfTheEncoderOverrideProperties(CapturedOutput output) {
		LoggedApplication.run(
				(application) -> this.log.atInfo().addKeyValue("iban", "DE00").addKeyValue("bic", "X").log("x"),
				"logging.config=classpath:logging/own-logback.xml", "golambda.logging.order=level",
				"golambda.logging.fields.message=text", "golambda.logging.masked-keys=bic");
		assertThat(output.getOut()).isEqualTo("{\"text\":\"x\",\"level\":\"info\",\"iban\":\"***\",\"bic\":\"***\"}\n");
	}

	@Test
	void valuesOfConstructorsSurviveLogbacksConfiguration(CapturedOutput output) {
		StructuredLogger.of(getClass()).set("stage", "test");
		LoggedApplication.run((application) -> this.log.info("x"), "logging.config=classpath:logging/encoder.xml");
		assertThat(LoggedApplication.lines(output).get(0).get("stage").stringValue()).isEqualTo("test");
		StructuredLogger.of(getClass()).set("stage", null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "logging.structured.format.console=ecs", "golambda.logging.format=console",
			"logging.config=classpath:logging/pattern.xml" })
	void warnsOfSettingsWithoutEffect(String format, CapturedOutput output) {
		LoggedApplication.run((application) -> this.log.info("x"), LAMBDA, format, SETTINGS[0], SETTINGS[2]);
		assertThat(output.getOut()).contains("[golambda.logging.order, golambda.logging.masked-keys] have no effect");
	}

	@ParameterizedTest
	@ValueSource(strings = { "golambda.logging.format=json", "logging.config=classpath:logging/encoder.xml" })
	void doesNotWarnOfSettingsWithEffect(String format, CapturedOutput output) {
		LoggedApplication.run((application) -> this.log.info("x"), LAMBDA, format, SETTINGS[0]);
		assertThat(output.getOut().lines()).hasSize(1);
	}

	private static String[] with(String format) {
		return new String[] { format, SETTINGS[0], SETTINGS[1], SETTINGS[2] };
	}

}
