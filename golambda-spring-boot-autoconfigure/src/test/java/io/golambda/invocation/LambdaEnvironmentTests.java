package io.golambda.invocation;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LambdaEnvironmentTests {

	@Test
	void namesTheFunction() {
		LambdaEnvironment environment = LambdaEnvironment.of(Map.of("AWS_LAMBDA_FUNCTION_NAME", "orders",
				"AWS_LAMBDA_FUNCTION_VERSION", "7", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512", "AWS_REGION",
				"eu-central-1", "_HANDLER", "io.golambda.lambda.LambdaHandler", "AWS_LAMBDA_LOG_GROUP_NAME",
				"/aws/lambda/orders", "AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/27/[7]0c1"));
		assertThat(environment.functionName()).contains("orders");
		assertThat(environment.functionVersion()).contains("7");
		assertThat(environment.memorySize()).contains("512");
		assertThat(environment.region()).contains("eu-central-1");
		assertThat(environment.handler()).contains("io.golambda.lambda.LambdaHandler");
		assertThat(environment.logGroupName()).contains("/aws/lambda/orders");
		assertThat(environment.logStreamName()).contains("2026/11/27/[7]0c1");
	}

	@Test
	void runsInLambdaIfThereIsARuntimeApi() {
		LambdaEnvironment lambda = LambdaEnvironment.of(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"));
		assertThat(lambda.isLambda()).isTrue();
		assertThat(lambda.runtimeApi()).contains("127.0.0.1:9001");
		assertThat(LambdaEnvironment.of(Map.of()).isLambda()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "on-demand, true, false", "snap-start, false, true", "provisioned-concurrency, false, false",
			"lambda-managed-instances, false, false" })
	void knowsTheInitializationType(String type, boolean onDemand, boolean snapStart) {
		LambdaEnvironment environment = LambdaEnvironment.of(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", type));
		assertThat(environment.initializationType()).contains(type);
		assertThat(environment.isOnDemand()).isEqualTo(onDemand);
		assertThat(environment.isSnapStart()).isEqualTo(snapStart);
	}

	@Test
	void hasNoInitializationTypeOutsideLambda() {
		LambdaEnvironment environment = LambdaEnvironment.of(Map.of());
		assertThat(environment.initializationType()).isEmpty();
		assertThat(environment.isOnDemand()).isFalse();
		assertThat(environment.isSnapStart()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "JSON", "json" })
	void knowsTheJsonLogFormat(String format) {
		assertThat(LambdaEnvironment.of(Map.of("AWS_LAMBDA_LOG_FORMAT", format)).isJsonLogFormat()).isTrue();
	}

	@Test
	void logsTextByDefault() {
		assertThat(LambdaEnvironment.of(Map.of()).isJsonLogFormat()).isFalse();
		assertThat(LambdaEnvironment.of(Map.of("AWS_LAMBDA_LOG_FORMAT", "Text")).isJsonLogFormat()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "16, 16", "064, 64", "1, 1", "0, 1", "-8, 1", "many, 1", "1e2, 1", "'', 1", "100000, 10000",
			"2147483647, 10000", "99999999999, 1" })
	void countsConcurrentInvocations(String variable, int number) {
		assertThat(LambdaEnvironment.of(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", variable)).maxConcurrency())
			.isEqualTo(number);
		assertThat(LambdaEnvironment.of(Map.of()).maxConcurrency()).isOne();
	}

	@Test
	void ignoresBlankVariables() {
		LambdaEnvironment environment = LambdaEnvironment.of(Map.of("AWS_LAMBDA_LOG_LEVEL", " ", "LOG_LEVEL", "debug"));
		assertThat(environment.logLevel()).isEmpty();
		assertThat(environment.variable("LOG_LEVEL")).contains("debug");
		assertThat(environment.variables()).containsEntry("AWS_LAMBDA_LOG_LEVEL", " ");
	}

	@Test
	void keepsTheVariablesItWasCreatedWith() {
		Map<String, String> variables = new HashMap<>(Map.of("AWS_REGION", "eu-central-1"));
		LambdaEnvironment environment = LambdaEnvironment.of(variables);
		variables.put("AWS_REGION", "us-east-1");
		assertThat(environment.region()).contains("eu-central-1");
	}

	@Test
	void readsTheVariablesOfTheProcess() {
		assertThat(LambdaEnvironment.current().variables()).isEqualTo(System.getenv());
	}

	@Test
	void showsNoVariableThatMayHoldASecret() {
		assertThat(LambdaEnvironment.of(Map.of("AWS_LAMBDA_FUNCTION_NAME", "orders", "DB_PASSWORD", "xyz")))
			.hasToString("LambdaEnvironment[orders]");
	}

}
