package io.golambda.integration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.acme.callbacks.SentryCallbacksApplication;
import com.acme.failures.FailuresApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.sentry.SentryReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for functions with Sentry's Spring Boot starter, with and without Spring AOT,
 * which processes them without a DSN.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@EnabledOnOs(OS.LINUX)
class SentryStarterTests {

	private static final Pattern SENTRY_CLASS = Pattern.compile("\\] ((?!com\\.acme)\\S*[Ss]entry\\S*) source:");

	@TempDir
	private static Path aot;

	private static Map<Class<?>, Path> aotFunctions;

	@TempDir
	private Path folder;

	private final FunctionOutput output = new FunctionOutput();

	private final SentryReceiver sentry;

	SentryStarterTests() throws Exception {
		this.sentry = new SentryReceiver();
	}

	@BeforeAll
	static void processAheadOfTime() throws Exception {
		aotFunctions = Map.of(FailuresApplication.class,
				AotFunction.build(FailuresApplication.class, aot.resolve("failures")), SentryCallbacksApplication.class,
				AotFunction.build(SentryCallbacksApplication.class, aot.resolve("callbacks")));
	}

	@AfterEach
	void close() {
		this.sentry.close();
	}

	@ParameterizedTest
	@CsvSource({ FunctionOutput.LAMBDA_HANDLER + ",false", FunctionOutput.LAMBDA_HANDLER + ",true",
			FunctionOutput.FUNCTION_INVOKER + ",false", FunctionOutput.FUNCTION_INVOKER + ",true" })
	void errorIsOneEvent(String handler, boolean aot) throws Exception {
		LocalFunction.Builder builder = function(FailuresApplication.class, aot).handler(handler)
			.environment("SENTRY_DSN", this.sentry.dsn())
			.environment("SENTRY_ENVIRONMENT", "staging");
		List<String> classes = loadedClasses(builder, (function) -> {
			FunctionAnswer answer = function.invoke(Event.of("\"of the invocation\"")).join();
			assertThat(this.sentry.received("event")).singleElement().satisfies((event) -> {
				assertThat(event.at("/tags/lambda.requestID").asString()).isEqualTo(answer.requestId());
				assertThat(event.at("/environment").asString()).isEqualTo("staging");
				assertThat(event.at("/contexts/values").toString()).isEqualTo("{\"order\":18,\"customer\":7}");
				assertThat(messages(event)).containsExactly("about to fail");
				assertThat(event.at("/sdk/name").asString()).isEqualTo("sentry.java.spring-boot-4");
				assertThat(errorLine().path("error.sentryEventID").asString())
					.isEqualTo(event.path("event_id").asString());
			});
		});
		assertThat(classes.stream().anyMatch((name) -> name.endsWith("SentryAutoConfiguration__Registration")))
			.isEqualTo(aot);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void callbacksOfTheApplicationAreCalledBeforeTheEventIsMasked(boolean aot) throws Exception {
		LocalFunction.Builder builder = function(SentryCallbacksApplication.class, aot)
			.environment("SENTRY_DSN", this.sentry.dsn())
			.environment("SENTRY_TRACESSAMPLERATE", "1.0");
		try (LocalFunction function = builder.start()) {
			function.invoke(Event.of("\"secrets\"")).join();
			assertThat(this.sentry.received("event")).singleElement().satisfies((event) -> {
				assertThat(event.at("/tags/seen").asString()).isEqualTo("GolambdaException");
				assertThat(event.at("/tags/api_key").asString()).isEqualTo("***");
			});
			assertThat(this.sentry.received("transaction")).hasSize(1);
			assertThat(this.sentry.text()).doesNotContain("hunter2");
		}
	}

	@ParameterizedTest
	@CsvSource({ "false,classpath:sentry/logback.xml", "true,classpath:sentry/logback.xml",
			"false,classpath:sentry/async-logback.xml", "true,classpath:sentry/async-logback.xml" })
	void appenderOfTheApplicationDoesNotSendTheErrorAgain(boolean aot, String logback) throws Exception {
		LocalFunction.Builder builder = function(FailuresApplication.class, aot)
			.environment("SENTRY_DSN", this.sentry.dsn())
			.environment("LOGGING_CONFIG", logback);
		try (LocalFunction function = builder.start()) {
			// Sentry would detect a duplicate of any other throwable
			function.invoke(Event.of("\"chain\"")).join();
			assertThat(this.sentry.received("event")).hasSize(1);
			function.invoke(Event.of("\"logs an error\"")).join();
			FunctionOutput.eventually(() -> assertThat(this.sentry.received("event")).hasSize(2));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void appenderOfTheStarterDoesNotSendTheErrorAgain(boolean aot) throws Exception {
		LocalFunction.Builder builder = function(FailuresApplication.class, aot)
			.environment("SENTRY_DSN", this.sentry.dsn())
			.environment("SENTRY_LOGGING_MINIMUMEVENTLEVEL", "error")
			.environment("SENTRY_LOGGING_LOGGERS", "ROOT,io.golambda");
		try (LocalFunction function = builder.start()) {
			function.invoke(Event.of("\"chain\"")).join();
			assertThat(this.sentry.received("event")).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void startersAppenderCanBeDisabled(boolean aot) throws Exception {
		LocalFunction.Builder builder = function(FailuresApplication.class, aot)
			.environment("SENTRY_DSN", this.sentry.dsn())
			.environment("SENTRY_LOGGING_ENABLED", "false");
		try (LocalFunction function = builder.start()) {
			function.invoke(Event.of("\"of the invocation\"")).join();
			assertThat(this.sentry.received("event")).singleElement()
				.satisfies((event) -> assertThat(messages(event)).isEmpty());
		}
	}

	@ParameterizedTest
	@CsvSource({ FunctionOutput.LAMBDA_HANDLER + ",false", FunctionOutput.LAMBDA_HANDLER + ",true",
			FunctionOutput.FUNCTION_INVOKER + ",false", FunctionOutput.FUNCTION_INVOKER + ",true" })
	void withoutDsnSentryIsNotLoaded(String handler, boolean aot) throws Exception {
		List<String> classes = loadedClasses(function(FailuresApplication.class, aot).handler(handler),
				(function) -> assertThat(function.invoke(Event.of("\"of the invocation\"")).join().isError()).isTrue());
		// Spring Boot creates the listener that Sentry's spring.factories names, a direct
		// start does not
		assertThat(classes).filteredOn((name) -> name.startsWith("io.sentry."))
			.isSubsetOf("io.sentry.spring.boot4.SentrySpringVersionChecker");
		assertThat(classes).filteredOn((name) -> name.startsWith("io.golambda."))
			.extracting((name) -> name.substring(name.lastIndexOf('.') + 1))
			.isSubsetOf(aot ? List.of("SentryAutoConfiguration__Registration", "SentryDsn", "SentryImportFilter")
					: List.of("SentryImportFilter"));
	}

	@ParameterizedTest
	@CsvSource({ "false,sentry.io/7", "true,sentry.io/7", "false,' '", "true,' '", "true,false" })
	void invalidDsnDoesNotStopTheFunction(boolean aot, String dsn) throws Exception {
		try (LocalFunction function = function(FailuresApplication.class, aot).environment("SENTRY_DSN", dsn).start()) {
			function.invoke(Event.of("\"of the invocation\"")).join();
			assertThat(errorLine().has("error.sentryEventID")).isFalse();
			assertThat(this.output.jsonLines("warn")).hasSize(dsn.contains("sentry") ? 1 : 0)
				.allSatisfy((line) -> assertThat(line.path("message").asString())
					.startsWith("SENTRY_DSN (or sentry.dsn) does not begin with https://, so errors are not sent"));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void sentryCanBeDisabled(boolean aot) throws Exception {
		LocalFunction.Builder builder = function(FailuresApplication.class, aot)
			.environment("SENTRY_DSN", this.sentry.dsn())
			.environment("SENTRY_ENABLED", "false");
		try (LocalFunction function = builder.start()) {
			function.invoke(Event.of("\"of the invocation\"")).join();
			assertThat(errorLine().has("error.sentryEventID")).isFalse();
			assertThat(this.sentry.text()).isEmpty();
		}
	}

	private List<String> loadedClasses(LocalFunction.Builder builder, Invoking invoking) throws Exception {
		Path log = this.folder.resolve("classes.log");
		// without the cache, whose classes need no verification, which loads others
		try (LocalFunction function = builder.javaOption("-Xshare:off")
			.javaOption("-Xlog:class+load:file=" + log)
			.start()) {
			invoking.invoke(function);
		}
		return SENTRY_CLASS.matcher(Files.readString(log))
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
	}

	private LocalFunction.Builder function(Class<?> application, boolean aot) {
		LocalFunction.Builder builder = CachedClasses.builder()
			.environment("MAIN_CLASS", application.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "failing")
			.output(this.output);
		return aot ? builder.taskRoot(aotFunctions.get(application)).javaOption("-Dspring.aot.enabled=true") : builder;
	}

	private static List<String> messages(JsonNode event) {
		return event.path("breadcrumbs").valueStream().map((crumb) -> crumb.path("message").asString("")).toList();
	}

	private JsonNode errorLine() {
		FunctionOutput.eventually(() -> assertThat(this.output.jsonLines("error")).hasSize(1));
		return this.output.jsonLines("error").get(0);
	}

	/**
	 * Invokes a function.
	 */
	private interface Invoking {

		void invoke(LocalFunction function) throws Exception;

	}

}
