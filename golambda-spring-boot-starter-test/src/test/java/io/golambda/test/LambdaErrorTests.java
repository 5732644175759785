package io.golambda.test;

import java.util.List;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.converters.LambdaErrorConverter;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.ErrorRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an error is that of Lambda's runtime client.
 */
class LambdaErrorTests {

	static final List<Throwable> EXCEPTIONS = List.of(new IllegalStateException("no money", new Exception("cause")),
			new IllegalStateException(), new StackOverflowError(), new LocalizedException(),
			new Exception("\"\n\u0001"));

	@ParameterizedTest
	@FieldSource("EXCEPTIONS")
	void errorHasTheMembersOfLambdasRuntimeClient(Throwable exception) {
		ErrorRequest expected = LambdaErrorConverter.fromThrowable(exception);
		JsonNode json = JsonMapper.shared().readTree(LambdaError.of(exception).json());
		assertThat(json.propertyNames()).containsExactly("errorMessage", "errorType", "stackTrace");
		assertThat(json.get("errorMessage").stringValue()).isEqualTo(expected.errorMessage);
		assertThat(json.get("errorType").stringValue()).isEqualTo(expected.errorType);
		assertThat(json.get("stackTrace").valueStream().map(JsonNode::stringValue))
			.containsExactly(expected.stackTrace);
	}

	private static final class LocalizedException extends Exception {

		private static final long serialVersionUID = 1L;

		LocalizedException() {
			super("message");
		}

		@Override
		public String getLocalizedMessage() {
			return "Meldung";
		}

	}

}
