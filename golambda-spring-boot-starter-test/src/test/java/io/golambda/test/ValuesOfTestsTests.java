package io.golambda.test;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;

import io.golambda.logging.StructuredLogger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests values that tests without {@link LambdaLogs} set outside an invocation.
 */
@SpringBootTest(classes = ValuesOfTestsTests.EmptyApplication.class, properties = "golambda.logging.format=json")
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class ValuesOfTestsTests {

	private static final StructuredLogger log = StructuredLogger.of(ValuesOfTestsTests.class);

	@Test
	@Order(1)
	void testSetsAValue(CapturedOutput output) {
		log.set("tenant", "blue");
		log.warn("first");
		assertThat(output).contains("\"tenant\":\"blue\",\"message\":\"first\"");
	}

	@Test
	@Order(2)
	void nextTestDoesNotHaveTheValue(CapturedOutput output) {
		log.warn("second");
		assertThat(output).contains("\"message\":\"second\"").doesNotContain("blue");
	}

	@SpringBootConfiguration
	static class EmptyApplication {

	}

}
