package io.golambda.local;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
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

	private final BlockingDeque<LocalInvocation> waiting;

	private final Map<String, LocalInvocation> running = new ConcurrentHashMap<>();

	private final Duration timeout;

	private final String functionArn;

	private final CompletableFuture<Retirement> retirement = new CompletableFuture<>();

	private final LoopbackServer server;

	private volatile boolean ready;

	private volatile boolean closed;

	private volatile @Nullable FunctionAnswer end;

	private RuntimeApiServer(Duration timeout, String functionArn, BlockingDeque<LocalInvocation> waiting)
			throws IOException {
		this.timeout = timeout;
		this.functionArn = functionArn;
		this.waiting = waiting;
		this.server = LoopbackServer.start(0, this::handle);
	}

	/**
	 * Starts the server on a free port of loopback.
	 * @param timeout how long an invocation may take, as Lambda's timeout of the function
	 * @return the running server
	 * @throws IOException if there is no free port
	 */
	public static RuntimeApiServer start(Duration timeout) throws IOException {
		return new RuntimeApiServer(timeout, FUNCTION_ARN, new LinkedBlockingDeque<>());
	}

	/**
	 * Starts the server for one process of several that take events from the same queue.
	 */
	static RuntimeApiServer start(Duration timeout, String functionArn, BlockingDeque<LocalInvocation> waiting)
			throws IOException {
		return new RuntimeApiServer(timeout, functionArn, waiting);
	}

	/**
	 * The value of {@code AWS_LAMBDA_RUNTIME_API}.
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
		LocalInvocation invocation = LocalInvocation.of(event, Map.of());
		this.waiting.add(invocation);
		FunctionAnswer ended = this.end;
		if (ended != null) {
			invocation.fail(ended);
		}
		return invocation.answer();
	}

	/**
	 * Completes when the process takes no more events though it may still be alive,
	 * before the invocations that fail of it are answered.
	 */
	CompletableFuture<Retirement> retirement() {
		return this.retirement;
	}

	/**
	 * Fails the invocations that a process leaves behind: those that it was handling, and
	 * those that waited for it if it ended before it was ready.
	 * @param exitCode the exit code of the process
	 */
	void functionEnded(int exitCode) {
		String message = "Runtime exited with error: exit status " + exitCode;
		endRunning().forEach((invocation) -> invocation.fail("Runtime.ExitError", message));
		if (!this.ready && this.end == null) {
			takeWaiting().forEach((invocation) -> invocation.fail("Runtime.ExitError",
					message + " before the function was ready; see its output"));
		}
	}

	private void failStart(FunctionAnswer failure) {
		this.end = failure;
		List<LocalInvocation> failed = takeWaiting();
		this.retirement.complete(Retirement.START_FAILED);
		failed.forEach((invocation) -> invocation.fail(failure));
	}

	private List<LocalInvocation> takeWaiting() {
		List<LocalInvocation> invocations = new ArrayList<>();
		this.waiting.drainTo(invocations);
		return invocations;
	}

	private List<LocalInvocation> endRunning() {
		return this.running.keySet().stream().map(this.running::remove).filter((each) -> each != null).toList();
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getRawPath();
		String call = path.startsWith(VERSION) ? path.substring(VERSION.length()) : "";
		String[] parts = call.split("/");
		if (call.equals("invocation/next") && exchange.getRequestMethod().equals("GET")) {
			next(exchange);
		}
		else if (call.equals("restore/next") && exchange.getRequestMethod().equals("GET")) {
			// with SnapStart the client asks for it once, and is restored at once
			LoopbackServer.answer(exchange, 200);
		}
		else if (!exchange.getRequestMethod().equals("POST")) {
			LoopbackServer.error(exchange, 404, "InvalidRequest", "The Runtime API has no such call: " + path);
		}
		else if (call.equals("init/error") || call.equals("restore/error")) {
			FunctionAnswer failure = new FunctionAnswer("", true, exchange.getRequestBody().readAllBytes());
			LoopbackServer.answer(exchange, 202);
			failStart(failure);
		}
		else if (parts.length == 3 && parts[0].equals("invocation")
				&& (parts[2].equals("response") || parts[2].equals("error"))) {
			answer(exchange, parts[1], parts[2].equals("error"));
		}
		else {
			LoopbackServer.error(exchange, 404, "InvalidRequest", "The Runtime API has no such call: " + path);
		}
	}

	private void answer(HttpExchange exchange, String id, boolean isError) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		LocalInvocation invocation = this.running.remove(id);
		if (invocation == null) {
			LoopbackServer.answer(exchange, 400,
					FunctionAnswer
						.error(id, "InvalidRequestID", "No invocation has this id, or it has already timed out")
						.payload());
			return;
		}
		try {
			// the client first: whoever waits for the answer may end the client
			LoopbackServer.answer(exchange, 202);
		}
		finally {
			invocation.answer().complete(new FunctionAnswer(id, isError, body));
		}
	}

	private void next(HttpExchange exchange) throws IOException {
		this.ready = true;
		LocalInvocation invocation;
		try {
			do {
				invocation = this.waiting.take();
			}
			while (invocation.answer().isDone());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return;
		}
		synchronized (this.running) {
			if (this.closed) {
				this.waiting.addFirst(invocation);
				return;
			}
			this.running.put(invocation.id(), invocation);
		}
		startTimeout(invocation);
		Headers headers = exchange.getResponseHeaders();
		invocation.headers().forEach(headers::set);
		headers.set("Content-Type", "application/json");
		headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
		headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + this.timeout.toMillis()));
		headers.set("Lambda-Runtime-Invoked-Function-Arn", this.functionArn);
		LoopbackServer.answer(exchange, 200, invocation.event());
	}

	// the time starts here, as in Lambda: waiting for a free process does not count
	private void startTimeout(LocalInvocation invocation) {
		CompletableFuture<Void> deadline = new CompletableFuture<Void>().completeOnTimeout(null,
				this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		deadline.thenRunAsync(() -> timeOut(invocation));
		invocation.answer().thenRun(() -> deadline.cancel(false));
	}

	private void timeOut(LocalInvocation invocation) {
		boolean isLast;
		synchronized (this.running) {
			if (!this.running.remove(invocation.id(), invocation)) {
				return;
			}
			isLast = this.running.isEmpty();
		}
		if (isLast) {
			this.retirement.complete(Retirement.TIMED_OUT);
		}
		invocation.fail("Sandbox.Timedout", "Task timed out after "
				+ String.format(Locale.ROOT, "%.2f", this.timeout.toMillis() / 1000.0) + " seconds");
	}

	/**
	 * Hands out no more events.
	 */
	void stop() {
		synchronized (this.running) {
			this.closed = true;
		}
		this.server.close();
	}

	/**
	 * Ends the server; whatever still waits for an answer gets an error.
	 */
	@Override
	public void close() {
		FunctionAnswer closed = FunctionAnswer.error("", "Runtime.ExitError", "The local Runtime API was closed.");
		this.end = closed;
		stop();
		endRunning().forEach((invocation) -> invocation.fail(closed));
		takeWaiting().forEach((invocation) -> invocation.fail(closed));
	}

	/**
	 * The reason why a process takes no more events.
	 */
	enum Retirement {

		/**
		 * An invocation has timed out, and no other one is running.
		 */
		TIMED_OUT,

		/**
		 * The function failed to start, and its process is about to end.
		 */
		START_FAILED

	}

}
