package io.golambda.test;

import java.util.function.Function;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests the tester in tests without all auto-configurations.
 */
class SliceTests {

	@Nested
	@SpringJUnitConfig(Upper.class)
	@AutoConfigureLambdaTester
	class SliceWithAFunction {

		@Test
		void testerInvokesTheFunction(@Autowired LambdaTester lambda) {
			assertThat(lambda.invoke("\"blue\"")).answers("BLUE");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Upper {

		@Bean
		Function<String, String> upper() {
			return String::toUpperCase;
		}

	}

	@Nested
	@SpringJUnitConfig(LambdaTesterAutoConfiguration.class)
	class WithoutAFunction {

		@Test
		void missingFunctionIsExplained(@Autowired LambdaTester lambda) {
			assertThatIllegalStateException().isThrownBy(() -> lambda.invoke("{}"))
				.withMessage("This test has no function to invoke: golambda's auto-configuration is not active. "
						+ "Annotate the test with @SpringBootTest or @AutoConfigureLambdaTester.");
		}

	}

}
