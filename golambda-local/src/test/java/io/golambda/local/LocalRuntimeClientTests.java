package io.golambda.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the substitute for Lambda's runtime client on systems that it does not support.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@SuppressWarnings("try")
class LocalRuntimeClientTests {

	@Test
	void passesOneEventAtATimeToTheHandler() throws Exception {
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30));
				Client client = new Client(runtime, Echo.class)) {
			FunctionAnswer answer = runtime.invoke("{\"a\":1}".getBytes()).join();
			assertThat(answer.text())
				.isEqualTo("{\"a\":1}/" + answer.requestId() + "/" + RuntimeApiServer.FUNCTION_ARN);
			FunctionAnswer failure = runtime.invoke("fail".getBytes()).join();
			assertThat(failure.isError()).isTrue();
			assertThat(failure.text())
				.startsWith("{\"errorMessage\":\"as told\",\"errorType\":\"java.io.IOException\",")
				.contains("\"stackTrace\":[\"");
			assertThat(runtime.invoke("assert".getBytes()).join().text())
				.contains("\"errorType\":\"java.lang.AssertionError\"");
			assertThat(runtime.invoke("again".getBytes()).join().text()).startsWith("again/");
			assertThat(runtime.invoke("overflow".getBytes()).join().text())
				.contains("\"errorType\":\"java.lang.StackOverflowError\"");
			assertThat(client.process.waitFor(10, TimeUnit.SECONDS)).as("ends, as Lambda's client does").isTrue();
		}
	}

	@Test
	void failingConstructorIsAnInitError() throws Exception {
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30));
				Client client = new Client(runtime, Broken.class)) {
			FunctionAnswer answer = runtime.invoke("{}".getBytes()).join();
			assertThat(answer.isError()).isTrue();
			assertThat(answer.text()).contains("\"errorMessage\":\"broken\"");
		}
	}

	@Test
	void passesTheClientContextToTheHandler() throws Exception {
		BlockingDeque<LocalInvocation> events = new LinkedBlockingDeque<>();
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30), "arn", events,
				ProcessRun.unobserved()); Client client = new Client(runtime, CommandHandler.class)) {
			LocalInvocation invocation = LocalInvocation.of("client".getBytes(), Map.of("Lambda-Runtime-Client-Context",
					"{\"client\":{\"app_title\":\"shop\"},\"custom\":{\"a\":\"b\"},\"env\":{\"c\":\"d\"}}"));
			events.add(invocation);
			assertThat(invocation.answer().join().text()).isEqualTo("shop {a=b} {c=d}");
		}
	}

	@ParameterizedTest
	@CsvSource({ "nonsense,The class nonsense of the handler does not exist.",
			"java.lang.String,The handler java.lang.String is not a "
					+ "com.amazonaws.services.lambda.runtime.RequestStreamHandler" })
	void invalidHandlerIsExplained(String handler, String message) throws Exception {
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30));
				Client client = new Client(runtime, handler)) {
			assertThat(runtime.invoke("{}".getBytes()).join().text()).contains("\"errorMessage\":\"" + message);
			assertThat(client.process.waitFor(10, TimeUnit.SECONDS)).as("exits").isTrue();
			assertThat(client.process.exitValue()).isOne();
		}
	}

	/**
	 * A handler that responds with the event and its context.
	 */
	public static final class Echo implements RequestStreamHandler {

		@Override
		public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
			String event = new String(input.readAllBytes());
			if (event.equals("fail")) {
				throw new IOException("as told");
			}
			if (event.equals("assert")) {
				throw new AssertionError();
			}
			if (event.equals("overflow")) {
				throw new StackOverflowError();
			}
			assertThat(context.getRemainingTimeInMillis()).isBetween(1, 30_000);
			output.write((event + "/" + context.getAwsRequestId() + "/" + context.getInvokedFunctionArn()).getBytes());
		}

	}

	/**
	 * A handler whose constructor fails.
	 */
	public static final class Broken implements RequestStreamHandler {

		public Broken() {
			throw new IllegalStateException("broken");
		}

		@Override
		public void handleRequest(InputStream input, OutputStream output, Context context) {
		}

	}

	private static final class Client implements AutoCloseable {

		private final Process process;

		Client(RuntimeApiServer runtime, Class<?> handler) throws IOException {
			this(runtime, handler.getName() + "::handleRequest");
		}

		Client(RuntimeApiServer runtime, String handler) throws IOException {
			ProcessBuilder builder = new ProcessBuilder(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
					System.getProperty("java.class.path"), LocalRuntimeClient.class.getName(), handler)
				.inheritIO();
			builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtime.address());
			this.process = builder.start();
		}

		@Override
		public void close() {
			this.process.destroyForcibly();
		}

	}

}
