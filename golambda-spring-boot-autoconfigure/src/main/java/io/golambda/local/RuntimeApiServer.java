package io.golambda.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API on this computer. A runtime client that has the server's
 * {@link #address() address} in {@code AWS_LAMBDA_RUNTIME_API} runs the function for it,
 * several in a row and several at once. Safe for use by several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the
 * Lambda runtime API for custom runtimes</a>
 */
public final class RuntimeApiServer implements AutoCloseable {

	static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:function";

	private static final String VERSION = "/2018-06-01/runtime/";

	private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();

	private final Map<String, Pending> pending = new ConcurrentHashMap<>();

	private final Duration timeout;

	private final LoopbackServer server;

	// set when the function will never answer again
	private volatile @Nullable FunctionAnswer end;

	private RuntimeApiServer(Duration timeout) throws IOException {
		this.timeout = timeout;
		this.server = LoopbackServer.start(0, VERSION, this::handle);
	}

	/**
	 * Starts the server on a free port of loopback.
	 * @param timeout how long an invocation may take, as Lambda's timeout of the function
	 * @return the running server
	 * @throws IOException if no port can be had
	 */
	public static RuntimeApiServer start(Duration timeout) throws IOException {
		return new RuntimeApiServer(timeout);
	}

	/**
	 * What belongs into {@code AWS_LAMBDA_RUNTIME_API}.
	 * @return host and port
	 */
	public String address() {
		return "127.0.0.1:" + this.server.port();
	}

	/**
	 * Invokes the function.
	 * @param event the event
	 * @return the answer, when it comes: an error if the function failed, failed to
	 * start, or took longer than its timeout
	 */
	public CompletableFuture<FunctionAnswer> invoke(byte[] event) {
		return invoke(event, Map.of());
	}

	CompletableFuture<FunctionAnswer> invoke(byte[] event, Map<String, String> headers) {
		String id = UUID.randomUUID().toString();
		Pending invocation = new Pending(id, event, headers, new CompletableFuture<>());
		this.pending.put(id, invocation);
		this.queue.add(invocation);
		FunctionAnswer ended = this.end;
		if (ended != null) {
			invocation.answer.complete(ended);
		}
		return invocation.answer.whenComplete((answer, failure) -> this.pending.remove(id));
	}

	/**
	 * Tells that the function's process has ended, so that nobody waits for it.
	 */
	void functionEnded(String message) {
		endWith(error("Runtime.ExitError", message));
	}

	private void endWith(FunctionAnswer answer) {
		if (this.end == null) {
			this.end = answer;
		}
		this.pending.values().forEach((invocation) -> invocation.answer.complete(answer));
	}

	private static FunctionAnswer error(String type, String message) {
		String json = "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}";
		return new FunctionAnswer("", true, json.getBytes(StandardCharsets.UTF_8));
	}

	private void handle(HttpExchange exchange) throws IOException {
		String call = exchange.getRequestURI().getPath().substring(VERSION.length());
		if (call.equals("invocation/next") && exchange.getRequestMethod().equals("GET")) {
			next(exchange);
			return;
		}
		if (call.equals("restore/next")) {
			// with SnapStart the client asks for it once, and is restored at once
			LoopbackServer.answer(exchange, 200, "");
			return;
		}
		byte[] body = exchange.getRequestBody().readAllBytes();
		if (call.equals("init/error") || call.equals("restore/error")) {
			endWith(new FunctionAnswer("", true, body));
			LoopbackServer.answer(exchange, 202, "");
			return;
		}
		String[] parts = call.split("/");
		if (parts.length == 3 && parts[0].equals("invocation")
				&& (parts[2].equals("response") || parts[2].equals("error"))) {
			Pending invocation = this.pending.get(parts[1]);
			if (invocation == null) {
				LoopbackServer.answer(exchange, 400, "{\"errorMessage\":\"no invocation has this id, "
						+ "or its time is over\",\"errorType\":\"InvalidRequestID\"}");
				return;
			}
			// the client first: whoever waits for the answer may end it
			LoopbackServer.answer(exchange, 202, "");
			invocation.answer.complete(new FunctionAnswer(invocation.id, parts[2].equals("error"), body));
			return;
		}
		LoopbackServer.answer(exchange, 404, "");
	}

	private void next(HttpExchange exchange) throws IOException {
		Pending invocation;
		try {
			do {
				invocation = this.queue.take();
			}
			while (invocation.answer.isDone());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return;
		}
		// the time runs from here, as in Lambda: waiting for a free process is not the
		// function's
		String id = invocation.id;
		long millis = this.timeout.toMillis();
		FunctionAnswer late = error("Sandbox.Timedout", "RequestId: " + id + " Error: Task timed out after "
				+ String.format(Locale.ROOT, "%.2f", millis / 1000.0) + " seconds");
		invocation.answer.completeOnTimeout(new FunctionAnswer(id, true, late.payload()), millis,
				TimeUnit.MILLISECONDS);
		var headers = exchange.getResponseHeaders();
		invocation.headers.forEach(headers::set);
		headers.set("Content-Type", "application/json");
		headers.set("Lambda-Runtime-Aws-Request-Id", id);
		headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + millis));
		headers.set("Lambda-Runtime-Invoked-Function-Arn", FUNCTION_ARN);
		LoopbackServer.answer(exchange, 200, invocation.event);
	}

	/**
	 * Ends the server; whatever still waits for an answer gets an error.
	 */
	@Override
	public void close() {
		functionEnded("The local Runtime API was closed.");
		this.server.close();
	}

	private record Pending(String id, byte[] event, Map<String, String> headers,
			CompletableFuture<FunctionAnswer> answer) {

	}

}
