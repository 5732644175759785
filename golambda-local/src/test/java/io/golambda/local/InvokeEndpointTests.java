package io.golambda.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the Invoke API with the requests that AWS's SDKs and command line send.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InvokeEndpointTests {

	private static final HttpClient http = HttpClient.newHttpClient();

	private static LocalFunction function;

	private static InvokeEndpoint endpoint;

	@BeforeAll
	static void start() throws IOException {
		function = LocalFunction.builder()
			.handler(CommandHandler.class.getName())
			.environment("AWS_LAMBDA_FUNCTION_NAME", "colors")
			.start();
		endpoint = new InvokeEndpoint(0, function.environment().functionName(), function::invoke);
	}

	@AfterAll
	static void close() {
		endpoint.close();
		function.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "function", "colors", "colors:$LATEST", "colors:live", "123456789012:function:colors",
			"arn:aws:lambda:us-east-1:123456789012:function:colors",
			"arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Acolors%3A7" })
	void acceptsNameAndArnOfTheFunction(String name) throws Exception {
		HttpResponse<String> answer = send(path(name), "a b");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("[a, b]");
		assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
	}

	@Test
	void otherFunctionIsNotFound() throws Exception {
		HttpResponse<String> answer = send(path("other"), "a");
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.headers().firstValue("X-Amzn-ErrorType")).hasValue("ResourceNotFoundException");
		assertThat(answer.body())
			.isEqualTo("{\"Message\":\"Function not found: other. The function is named colors.\",\"Type\":\"User\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/2015-03-31/functions/function/invocations/more",
			"/2015-03-31/functions/function/invocationsX", "/2015-03-31/functions/function",
			"/x/2015-03-31/functions/function/invocations" })
	void otherPathIsNotFound(String path) throws Exception {
		HttpResponse<String> answer = send(path, "a");
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).contains("send events by POST to " + endpoint.url());
	}

	@Test
	void otherMethodIsNotAllowed() throws Exception {
		HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(endpoint.url())).build(),
				BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
	}

	@Test
	void dryRunDoesNotInvokeTheFunction() throws Exception {
		int before = invocations();
		HttpResponse<String> answer = send(path("colors"), "a", "X-Amz-Invocation-Type", "DryRun");
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		assertThat(invocations()).isEqualTo(before + 1);
	}

	@Test
	void asynchronousInvocationIsAcceptedAndRuns() throws Exception {
		int before = invocations();
		HttpResponse<String> answer = send(path("colors"), "a", "X-Amz-Invocation-Type", "Event");
		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(answer.body()).isEmpty();
		Awaitility.await().until(() -> invocations() >= before + 2);
	}

	@Test
	void unknownInvocationTypeIsRejected() throws Exception {
		HttpResponse<String> answer = send(path("colors"), "a", "X-Amz-Invocation-Type", "Later");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("Value 'Later' at 'invocationType'")
			.contains("[Event, RequestResponse, DryRun]");
	}

	@Test
	void clientContextIsDecodedFromBase64() throws Exception {
		String context = """
				{"client": {"app_title": "Fär\\u00ADben"}, "custom": {"colour": "grün"}, "env": {"locale": "de"}}""";
		HttpResponse<String> answer = send(path("colors"), "client", "X-Amz-Client-Context", base64(context));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("Fär\u00ADben {colour=grün} {locale=de}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"custom\":{}}", "bm8ganNvbg==", "WzFd", "%%%" })
	void invalidClientContextIsRejected(String context) throws Exception {
		HttpResponse<String> answer = send(path("colors"), "client", "X-Amz-Client-Context", context);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("Client context must be a valid Base64-encoded JSON object.");
	}

	@Test
	void tenantAndTraceHeaderReachTheFunction() throws Exception {
		String header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
		assertThat(send(path("colors"), "context", "X-Amz-Tenant-Id", "blue/1 @x", "X-Amzn-Trace-Id", header).body())
			.isEqualTo("blue/1 @x " + header);
		assertThat(send(path("colors"), "context").body()).as("the next invocation").isEqualTo("null null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\"b", "a;b", "a,b", "ü" })
	void tenantThatAwsRejectsIsRejected(String tenantId) throws Exception {
		HttpResponse<String> answer = send(path("colors"), "context", "X-Amz-Tenant-Id", tenantId);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("The tenant id must consist of 1 to 256 letters");
	}

	@Test
	void eventAboveLambdasLimitIsRejected() throws Exception {
		assertThat(send(path("colors"), "x".repeat(6 * 1024 * 1024 + 101)).statusCode()).isEqualTo(413);
		assertThat(send(path("colors"), "x".repeat(1024 * 1024 + 1), "X-Amz-Invocation-Type", "Event").statusCode())
			.isEqualTo(413);
	}

	@Test
	void nextEventAfterAnExitIsHandled() throws Exception {
		HttpResponse<String> answer = send(path("colors"), "exit 3");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
		assertThat(answer.body()).contains("Runtime.ExitError");
		assertThat(invocations()).isOne();
	}

	private static int invocations() {
		try {
			return Integer.parseInt(send(path("colors"), "invocations").body());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String path(String function) {
		return "/2015-03-31/functions/" + function + "/invocations";
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static HttpResponse<String> send(String path, String event, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.url()).resolve(path))
			.POST(BodyPublishers.ofString(event));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return http.send(request.build(), BodyHandlers.ofString());
	}

}
