package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.catalog.FunctionTypeUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The selection of the bean that Lambda runs, and its scope.
 */
@ExtendWith(OutputCaptureExtension.class)
class FunctionChoiceTests {

	@ParameterizedTest
	@EnumSource(Handler.class)
	void primaryFunctionIsChosenAmongSeveral(Handler kind) throws Exception {
		assertThat(answer(kind.start("", PrimaryFunction.class))).isEqualTo("\"primary\"");
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void definitionTakesPrecedenceOverPrimary(Handler kind) throws Exception {
		assertThat(answer(kind.start("other", PrimaryFunction.class))).isEqualTo("\"other\"");
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void fallbackAndHiddenFunctionsAreNotChosen(Handler kind) throws Exception {
		assertThat(answer(kind.start("", FallbackFunction.class))).isEqualTo("\"regular\"");
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void createsAPrototypeForEachInvocation(Handler kind) throws Exception {
		for (String name : new String[] { "prototype", "proxied", "registered" }) {
			Scopes.MADE.set(0);
			RequestStreamHandler handler = kind.start(name, Scopes.class);
			int before = Scopes.MADE.get();
			String first = answer(handler);
			assertThat(answer(handler)).as(name).isNotEqualTo(first);
			assertThat(Scopes.MADE.get() - before).as(name).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void createsALazySingletonAtTheStart(Handler kind) throws Exception {
		Scopes.MADE.set(0);
		RequestStreamHandler handler = kind.start("lazy", Scopes.class);
		assertThat(Scopes.MADE).hasValue(1);
		assertThat(answer(handler)).isEqualTo("1").isEqualTo(answer(handler));
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void createsAFunctionByItsScope(Handler kind) throws Exception {
		Scopes.MADE.set(0);
		RequestStreamHandler handler = kind.start("ofThread", Scopes.class);
		assertThat(answer(handler)).isEqualTo(answer(handler));
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void unknownScopeFailsTheStart(Handler kind) {
		assertThatThrownBy(() -> kind.start("ofRequest", Scopes.class))
			.hasStackTraceContaining("\"ofRequest\" has the scope \"request\", which this application does not have");
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void onlyFunctionBehindAScopedProxyNeedsNoDefinition(Handler kind) throws Exception {
		assertThat(answer(kind.start("", OnlyProxied.class))).isEqualTo("\"{}\"");
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void callsAnUntypedFunctionWithBytesAndWarns(Handler kind, CapturedOutput output) throws Exception {
		for (String name : new String[] { "raw", "unknown", "anything" }) {
			assertThat(answer(kind.start(name, Untyped.class))).isEqualTo("\"byte[]\"");
			assertThat(output.getOut()
				.lines()
				.filter((line) -> line.contains(" WARN ") && line.contains("The type of the function \"" + name
						+ "\" does not specify its input, so it is called with the event as "
						+ "byte[]. Declare the type, for example Function<Event, String>.")))
				.hasSize(1);
		}
		assertThat(answer(kind.start("rawConsumer", Untyped.class))).isEqualTo("null");
		assertThat(output).contains("The type of the function \"rawConsumer\" does not specify its input");
	}

	@ParameterizedTest
	@EnumSource(Handler.class)
	void readsTheTypeFromTheClassOfAFunction(Handler kind, CapturedOutput output) throws Exception {
		assertThat(answer(kind.start("rawOfClass", Untyped.class))).isEqualTo("\"{}\"");
		assertThat(output).doesNotContain("does not specify its input");
	}

	private static String answer(RequestStreamHandler handler) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		handler.handleRequest(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), out,
				new TestContext("request-1"));
		return out.toString(StandardCharsets.UTF_8);
	}

	enum Handler {

		LAMBDA_HANDLER, FUNCTION_INVOKER;

		RequestStreamHandler start(String definition, Class<?> application) {
			return (this == LAMBDA_HANDLER) ? Started.with(definition, () -> new LambdaHandler(application))
					: Started.functionInvoker(definition, application);
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class PrimaryFunction {

		@Bean
		Function<Event, String> other() {
			return (event) -> "other";
		}

		@Bean
		@Primary
		Function<Event, String> chosen() {
			return (event) -> "primary";
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class FallbackFunction {

		@Bean
		@Fallback
		Function<Event, String> first() {
			return (event) -> "fallback";
		}

		@Bean
		Function<Event, String> second() {
			return (event) -> "regular";
		}

		@Bean(autowireCandidate = false)
		Function<Event, String> third() {
			return (event) -> "hidden";
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Scopes {

		static final AtomicInteger MADE = new AtomicInteger();

		@Bean
		static CustomScopeConfigurer threadScope() {
			CustomScopeConfigurer scopes = new CustomScopeConfigurer();
			scopes.addScope("thread", new SimpleThreadScope());
			return scopes;
		}

		@Bean
		@Scope("prototype")
		Function<Event, Integer> prototype() {
			return counted();
		}

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
		Function<Event, Integer> proxied() {
			return counted();
		}

		@Bean
		@Scope("prototype")
		FunctionRegistration<Function<Event, Integer>> registered() {
			return new FunctionRegistration<>(counted(), "registered")
				.type(FunctionTypeUtils.functionType(Event.class, Integer.class));
		}

		@Bean
		@Lazy
		Function<Event, Integer> lazy() {
			return counted();
		}

		@Bean
		@Scope("thread")
		Function<Event, Integer> ofThread() {
			return counted();
		}

		@Bean
		@Scope("request")
		Function<Event, Integer> ofRequest() {
			return counted();
		}

		private static Function<Event, Integer> counted() {
			int number = MADE.incrementAndGet();
			return (event) -> number;
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class OnlyProxied {

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Function<Event, String> only() {
			return Event::json;
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@SuppressWarnings("rawtypes")
	static class Untyped {

		@Bean
		Function raw() {
			return (event) -> event.getClass().getSimpleName();
		}

		@Bean
		Function<?, ?> unknown() {
			return raw();
		}

		@Bean
		Function<Object, Object> anything() {
			return (event) -> event.getClass().getSimpleName();
		}

		@Bean
		Consumer rawConsumer() {
			return (event) -> {
			};
		}

		@Bean
		Function rawOfClass() {
			return new OfClass();
		}

	}

	static final class OfClass implements Function<Event, String> {

		@Override
		public String apply(Event event) {
			return event.json();
		}

	}

}
