package io.golambda.logging;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.golambda.invocation.LambdaEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class EnvironmentLevelTests {

	@ParameterizedTest
	@CsvSource({ "debug,,debug", "INFO,,info", " Warn ,,warn", ",DEBUG,debug", ",FATAL,error", "debug,WARN,warn",
			"error,TRACE,error", "trace,TRACE,trace", ",,", ",UNDEFINED,", "'',INFO,info" })
	void lessVerboseLevelWins(String own, String aws, String expected) {
		EnvironmentLevel level = EnvironmentLevel.of(environment(own, aws));
		assertThat(level.level()).isEqualTo(expected);
		assertThat(level.warning()).isNull();
	}

	@Test
	void invalidLevelIsInfo() {
		EnvironmentLevel level = EnvironmentLevel.of(environment("loud", null));
		assertThat(level.level()).isEqualTo("info");
		assertThat(level.warning())
			.isEqualTo("LOG_LEVEL is \"loud\", which is none of trace, debug, info, warn, error: info is used.");
	}

	private static LambdaEnvironment environment(String own, String aws) {
		Map<String, String> environment = new HashMap<>();
		if (own != null) {
			environment.put("LOG_LEVEL", own);
		}
		if (aws != null) {
			environment.put("AWS_LAMBDA_LOG_LEVEL", aws);
		}
		return LambdaEnvironment.of(environment);
	}

}
