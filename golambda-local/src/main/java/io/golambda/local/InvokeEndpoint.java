package io.golambda.local;

import java.io.IOException;
import java.net.BindException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Invoke API, at the path that AWS's emulator and SAM use. Accepts the name
 * {@code function}, as the emulator does, and the function's own name.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class InvokeEndpoint implements AutoCloseable {

	static final String PATH = "/2015-03-31/functions/function/invocations";

	private static final String API = "/2015-03-31/";

	private static final Pattern PATHS = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

	// a name, a partial ARN or a full ARN, each with an optional version
	private static final Pattern NAMES = Pattern
		.compile("(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?(?:\\d{12}:)?(?:function:)?([\\w-]+)(?::[$\\w-]+)?");

	// Lambda's limits
	private static final int MAX_EVENT = 6 * 1024 * 1024 + 100;

	private static final int MAX_ASYNCHRONOUS_EVENT = 1024 * 1024;

	private final Function function;

	private final String functionName;

	private final LoopbackServer server;

	private final @Nullable HttpHandler others;

	/**
	 * Starts the endpoint alone.
	 */
	InvokeEndpoint(int port, String functionName, Function function) throws IOException {
		this(bind(port), functionName, function, null);
	}

	/**
	 * Starts the endpoint beside another handler.
	 * @param server the bound server, which is closed with the endpoint
	 * @param functionName the name of the function
	 * @param function the function
	 * @param others the handler for requests to other APIs, or {@code null} to reject
	 * them
	 */
	InvokeEndpoint(LoopbackServer server, String functionName, Function function, @Nullable HttpHandler others) {
		this.function = function;
		this.functionName = functionName;
		this.server = server;
		this.others = others;
		server.start(this::handle);
	}

	static LoopbackServer bind(int port) throws IOException {
		try {
			return LoopbackServer.bind(port);
		}
		catch (BindException ex) {
			BindException failure = new BindException(
					"Port " + port + " is in use by another program: choose another port with --port=PORT.");
			failure.initCause(ex);
			throw failure;
		}
	}

	String url() {
		return "http://localhost:" + this.server.port() + PATH;
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getRawPath();
		Matcher matcher = PATHS.matcher(path);
		if (this.others != null && !path.startsWith(API)) {
			this.others.handle(exchange);
			return;
		}
		if (!matcher.matches()) {
			LoopbackServer.error(exchange, 404, "UnknownOperationException",
					"Unknown path: send events by POST to " + url());
			return;
		}
		String name = URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
		if (!isFunction(name)) {
			LoopbackServer.error(exchange, 404, "ResourceNotFoundException",
					"Function not found: " + name + ". The function is named " + this.functionName + ".");
		}
		else if (!exchange.getRequestMethod().equals("POST")) {
			exchange.getResponseHeaders().set("Allow", "POST");
			LoopbackServer.error(exchange, 405, "MethodNotAllowedException", "Send an event by POST.");
		}
		else {
			invoke(exchange);
		}
	}

	private boolean isFunction(String name) {
		Matcher matcher = NAMES.matcher(name);
		return matcher.matches() && (matcher.group(1).equals("function") || matcher.group(1).equals(this.functionName));
	}

	private void invoke(HttpExchange exchange) throws IOException {
		String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
		boolean asynchronous = "Event".equals(type);
		if (type != null && !asynchronous && !type.equals("RequestResponse") && !type.equals("DryRun")) {
			LoopbackServer.error(exchange, 400, "ValidationException", "Value '" + type + "' at 'invocationType' "
					+ "failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
			return;
		}
		int limit = asynchronous ? MAX_ASYNCHRONOUS_EVENT : MAX_EVENT;
		byte[] event = exchange.getRequestBody().readNBytes(limit + 1);
		if (event.length > limit) {
			LoopbackServer.error(exchange, 413, "RequestTooLargeException",
					"Request must be smaller than " + limit + " bytes for the InvokeFunction operation");
			return;
		}
		FunctionRequest request = FunctionRequest.of(event);
		Headers headers = exchange.getRequestHeaders();
		try {
			request = with(headers.getFirst("X-Amz-Client-Context"), InvokeEndpoint::withClientContext, request);
		}
		catch (IllegalArgumentException ex) {
			LoopbackServer.error(exchange, 400, "InvalidRequestContentException",
					"Client context must be a valid Base64-encoded JSON object.");
			return;
		}
		try {
			request = with(headers.getFirst("X-Amz-Tenant-Id"), FunctionRequest::withTenantId, request);
			request = with(headers.getFirst("X-Amzn-Trace-Id"), FunctionRequest::withTraceHeader, request);
		}
		catch (IllegalArgumentException ex) {
			LoopbackServer.error(exchange, 400, "ValidationException", ex.getMessage());
			return;
		}
		if ("DryRun".equals(type)) {
			LoopbackServer.answer(exchange, 204);
			return;
		}
		CompletableFuture<FunctionAnswer> answer = this.function.invoke(request);
		if (asynchronous) {
			LoopbackServer.answer(exchange, 202);
			return;
		}
		answer(exchange, answer.join());
	}

	private static void answer(HttpExchange exchange, FunctionAnswer answer) throws IOException {
		Headers headers = exchange.getResponseHeaders();
		headers.set("Content-Type", "application/json");
		headers.set("X-Amzn-RequestId", answer.requestId());
		headers.set("X-Amz-Executed-Version", "$LATEST");
		if (answer.isError()) {
			headers.set("X-Amz-Function-Error", "Unhandled");
		}
		LoopbackServer.answer(exchange, 200, answer.payload());
	}

	private static FunctionRequest with(@Nullable String value,
			BiFunction<FunctionRequest, String, FunctionRequest> change, FunctionRequest request) {
		return (value != null) ? change.apply(request, value) : request;
	}

	private static FunctionRequest withClientContext(FunctionRequest request, String base64) {
		return request.withClientContext(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * The function behind the endpoint.
	 */
	@FunctionalInterface
	interface Function {

		CompletableFuture<FunctionAnswer> invoke(FunctionRequest request);

	}

}
