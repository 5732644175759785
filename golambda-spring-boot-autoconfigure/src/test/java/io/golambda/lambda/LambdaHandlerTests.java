package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import com.acme.forms.FormsApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.invocation.Invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LambdaHandlerTests {

	@Test
	void onlyFunctionNeedsNoDefinition() throws Exception {
		assertThat(answer(new LambdaHandler(OneFunction.class), "{\"first_name\":\"Ada\"}")).isEqualTo("\"Ada\"");
	}

	@Test
	void bindsByTheMapperOfTheApplication() throws Exception {
		String event = Event.encapSqs("{\"first_name\":\"Ada\"}").json();
		assertThat(answer(new LambdaHandler(OneFunction.class), event)).isEqualTo("\"Ada\"");
	}

	@Test
	void throwsCheckedExceptionsUnchanged() {
		LambdaHandler handler = new LambdaHandler(Failing.class);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> answer(handler, "\"interrupted\""))
			.withMessage("checked");
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> answer(handler, "\"error\""));
		assertThatExceptionOfType(GolambdaException.class).isThrownBy(() -> answer(handler, "\"oops\""))
			.satisfies((ex) -> assertThat(ex.values()).containsEntry("event", "\"oops\""));
		assertThat(Invocation.find()).as("nothing stays behind").isEmpty();
	}

	@Test
	void invocationWithoutContextHasANeutralOne() throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new LambdaHandler(OneFunction.class).handleRequest(stream("{\"first_name\":\"Ada\"}"), out, null);
		assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\"Ada\"");
	}

	@Test
	void missingFunctionFailsTheStart() {
		assertThatExceptionOfType(FunctionNotFoundException.class).isThrownBy(() -> new LambdaHandler(NoFunction.class))
			.withMessageContaining("has no function for Lambda to run")
			.withMessageContaining("Declare a bean of type java.util.function.Function");
	}

	@Test
	void ambiguousFunctionsFailTheStart() {
		assertThatExceptionOfType(FunctionNotFoundException.class)
			.isThrownBy(() -> new LambdaHandler(TwoFunctions.class))
			.withMessage("The application has several functions: one, two. Set spring.cloud.function.definition to "
					+ "the one that Lambda is to run, or to several joined by | to run one after the other.");
	}

	@Test
	void unknownDefinitionFailsTheStart() {
		assertThatExceptionOfType(FunctionNotFoundException.class)
			.isThrownBy(() -> Started.with("one|three", () -> new LambdaHandler(TwoFunctions.class)))
			.withMessage("spring.cloud.function.definition is \"one|three\", but there is no bean \"three\". "
					+ "The functions are: one, two.");
		assertThatExceptionOfType(FunctionNotFoundException.class)
			.isThrownBy(() -> Started.with("other", () -> new LambdaHandler(OneFunction.class)))
			.withMessageContaining("The functions are: only.");
	}

	@Test
	void invalidEventIsReported() {
		LambdaHandler handler = Started.with("pojo", () -> new LambdaHandler(FormsApplication.class));
		assertThatExceptionOfType(io.golambda.event.EventException.class)
			.isThrownBy(() -> answer(handler, "{\"id\":\"secret\"}"))
			.withMessageContaining(
					"The event does not fit com.acme.forms.FormsApplication$Purchase: $.id cannot be read "
							+ "as int from a string")
			.withMessageNotContaining("secret");
	}

	@Test
	void routesEventsByARoutingExpression() throws Exception {
		System.setProperty("spring.cloud.function.routing-expression", "'one'");
		try {
			LambdaHandler handler = new LambdaHandler(TwoFunctions.class);
			assertThat(answer(handler, "{\"a\":1}")).isEqualTo("\"one of 7\"");
		}
		finally {
			System.clearProperty("spring.cloud.function.routing-expression");
		}
	}

	private static String answer(LambdaHandler handler, String event) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		handler.handleRequest(stream(event), out, new TestContext("request-1"));
		return out.toString(StandardCharsets.UTF_8);
	}

	private static ByteArrayInputStream stream(String event) {
		return new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class NoFunction {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class OneFunction {

		@Bean
		JsonMapper mapper() {
			return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		}

		@Bean
		Function<Event, String> only() {
			return (event) -> {
				Person person = (event.source() == io.golambda.event.EventSource.SQS)
						? event.records().get(0).bind(Person.class) : event.bind(Person.class);
				return person.firstName();
			};
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TwoFunctions {

		@Bean
		Function<Event, String> one() {
			return (event) -> "one of " + event.bytes().length;
		}

		@Bean
		Function<Event, String> two() {
			return (event) -> "two";
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Failing {

		@Bean
		Function<Event, String> failing() {
			return (event) -> {
				switch (event.json()) {
					case "\"interrupted\"" ->
						throw SneakyThrow.<RuntimeException>rethrow(new InterruptedException("checked"));
					case "\"error\"" -> throw new StackOverflowError();
					default -> throw new GolambdaException("oops").with("event", event.json());
				}
			};
		}

	}

	record Person(String firstName) {

	}

}
