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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * A local server for Lambda's Runtime API, for a function that is started by other means
 * than a {@link LocalFunction}, such as a container: <pre>
 * try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30))) {
 * 	// start a runtime client with AWS_LAMBDA_RUNTIME_API set to runtime.address()
 * 	FunctionAnswer answer = runtime.invoke(Event.encapSqs(new Color("blue")).bytes()).join();
 * }
 * </pre>
 * <p>
 * Several runtime clients may request events at the same time. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the
 * Lambda runtime API for custom runtimes</a>
 */
public final class RuntimeApiServer implements AutoCloseable {

	static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:function";

	private static final String VERSION = "/2018-06-01/runtime/";

	private final BlockingDeque<LocalInvocation> pending;

	private final Map<String, LocalInvocation> running = new ConcurrentHashMap<>();

	private final Duration timeout;

	private final String functionArn;

	private final ProcessRun process;

	private final CompletableFuture<Retirement> retirement = new CompletableFuture<>();

	private final LoopbackServer server;

	private final CompletableFuture<Void> drained = new CompletableFuture<>();

	private volatile @Nullable String change;

	private volatile boolean draining;

	private volatile boolean closed;

	private volatile @Nullable FunctionAnswer end;

	private RuntimeApiServer(Duration timeout, String functionArn, BlockingDeque<LocalInvocation> pending,
			ProcessRun process) throws IOException {
		this.timeout = timeout;
		this.functionArn = functionArn;
		this.pending = pending;
		this.process = process;
		this.server = LoopbackServer.bind(0);
		this.server.start(this::handle);
	}

	/**
	 * Starts the server on a free port of the loopback interface.
	 * @param timeout how long an invocation may take, like the timeout of a function in
	 * Lambda
	 * @return the running server
	 * @throws IOException if the server cannot bind a port
	 */
	public static RuntimeApiServer start(Duration timeout) throws IOException {
		return start(timeout, FUNCTION_ARN, new LinkedBlockingDeque<>(), ProcessRun.unobserved());
	}

	/**
	 * Starts the server of one process, which shares its queue of invocations with other
	 * processes.
	 */
	static RuntimeApiServer start(Duration timeout, String functionArn, BlockingDeque<LocalInvocation> pending,
			ProcessRun process) throws IOException {
		return new RuntimeApiServer(timeout, functionArn, pending, process);
	}

	/**
	 * Returns the value for the environment variable {@code AWS_LAMBDA_RUNTIME_API} of
	 * the runtime client.
	 * @return host and port, separated by a colon
	 */
	public String address() {
		return "127.0.0.1:" + this.server.port();
	}

	/**
	 * Invokes the function. The event waits until a runtime client requests it.
	 * @param event the event
	 * @return a future that completes with the answer, which is an error if the function
	 * failed, failed to start or timed out; it never completes exceptionally
	 */
	public CompletableFuture<FunctionAnswer> invoke(byte[] event) {
		LocalInvocation invocation = LocalInvocation.of(event, Map.of());
		this.pending.add(invocation);
		FunctionAnswer ended = this.end;
		if (ended != null) {
			invocation.fail(ended);
		}
		return invocation.answer();
	}

	/**
	 * Completes when the process accepts no more events, even though it may still be
	 * alive, and before the invocations that fail for this reason are answered.
	 */
	CompletableFuture<Retirement> retirement() {
		return this.retirement;
	}

	/**
	 * Fails the invocations of a process that has exited: the running ones and, if the
	 * process exited before it was ready, the pending ones.
	 * @param exitCode the exit code of the process
	 */
	void functionEnded(int exitCode) {
		String message = "Runtime exited with error: exit status " + exitCode;
		takeRunning().forEach((invocation) -> invocation.fail("Runtime.ExitError", message));
		if (!this.process.isReady() && !this.closed && !this.retirement.isDone() && !retireOutdated()) {
			failStart((invocation) -> invocation.fail("Runtime.ExitError",
					message + " before the function was ready; see its output"));
		}
	}

	private void failStart(Consumer<LocalInvocation> failure) {
		List<LocalInvocation> failed = takePending();
		this.retirement.complete(Retirement.START_FAILED);
		failed.stream().findFirst().ifPresent((first) -> this.process.failedToStart(first.id()));
		failed.forEach(failure);
	}

	/**
	 * Retires the process if it does not run the current code.
	 */
	private boolean retireOutdated() {
		String change = this.process.outdated();
		if (change == null) {
			return false;
		}
		this.change = change;
		this.retirement.complete(Retirement.OUTDATED);
		return true;
	}

	/**
	 * Returns the files whose change has retired the process.
	 */
	@Nullable String change() {
		return this.change;
	}

	boolean isRunning() {
		return !this.running.isEmpty();
	}

	/**
	 * Lets running invocations finish, but accepts no more events.
	 * @return completes when no invocation is running
	 */
	CompletableFuture<Void> drain() {
		synchronized (this.running) {
			this.draining = true;
		}
		completeIfDrained();
		return this.drained;
	}

	private void completeIfDrained() {
		if (this.draining && this.running.isEmpty()) {
			this.drained.complete(null);
		}
	}

	private List<LocalInvocation> takePending() {
		List<LocalInvocation> invocations = new ArrayList<>();
		this.pending.drainTo(invocations);
		return invocations;
	}

	private List<LocalInvocation> takeRunning() {
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
			// with SnapStart the client requests this once; respond as if it were
			// restored
			LoopbackServer.answer(exchange, 200);
		}
		else if (!exchange.getRequestMethod().equals("POST")) {
			LoopbackServer.error(exchange, 404, "InvalidRequest", "Unknown call of the Runtime API: " + path);
		}
		else if (call.equals("init/error") || call.equals("restore/error")) {
			FunctionAnswer failure = new FunctionAnswer("", true, exchange.getRequestBody().readAllBytes());
			LoopbackServer.answer(exchange, 202);
			this.end = failure;
			if (!retireOutdated()) {
				failStart((invocation) -> invocation.fail(failure));
			}
		}
		else if (parts.length == 3 && parts[0].equals("invocation")
				&& (parts[2].equals("response") || parts[2].equals("error"))) {
			answer(exchange, parts[1], parts[2].equals("error"));
		}
		else {
			LoopbackServer.error(exchange, 404, "InvalidRequest", "Unknown call of the Runtime API: " + path);
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
			// respond to the client first, since the recipient of the answer may stop it
			LoopbackServer.answer(exchange, 202);
		}
		finally {
			invocation.complete(isError, body);
			completeIfDrained();
		}
	}

	private void next(HttpExchange exchange) throws IOException {
		this.process.ready();
		LocalInvocation invocation;
		try {
			invocation = take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return;
		}
		invocation.start(this.process);
		startTimeout(invocation);
		Headers headers = exchange.getResponseHeaders();
		invocation.headers().forEach(headers::set);
		headers.set("Content-Type", "application/json");
		headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
		headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + this.timeout.toMillis()));
		headers.set("Lambda-Runtime-Invoked-Function-Arn", this.functionArn);
		LoopbackServer.answer(exchange, 200, invocation.event());
	}

	private LocalInvocation take() throws InterruptedException {
		LocalInvocation invocation;
		do {
			invocation = this.pending.take();
		}
		while (invocation.isEnded());
		boolean outdated = this.process.outdated() != null;
		synchronized (this.running) {
			if (!outdated && !this.closed && !this.draining) {
				this.running.put(invocation.id(), invocation);
				return invocation;
			}
		}
		// for another process
		this.pending.addFirst(invocation);
		if (outdated) {
			retireOutdated();
		}
		throw waitForTheEndOfTheProcess();
	}

	private static InterruptedException waitForTheEndOfTheProcess() throws InterruptedException {
		new CountDownLatch(1).await();
		return new InterruptedException();
	}

	// as in Lambda, the time that the event was pending does not count
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
		completeIfDrained();
		if (isLast) {
			this.retirement.complete(Retirement.TIMED_OUT);
		}
		invocation.timeOut("Task timed out after "
				+ String.format(Locale.ROOT, "%.2f", this.timeout.toMillis() / 1000.0) + " seconds");
	}

	/**
	 * Stops the server without failing pending invocations.
	 */
	void stop() {
		synchronized (this.running) {
			this.closed = true;
		}
		this.server.close();
	}

	/**
	 * Stops the server and fails all pending and running invocations.
	 */
	@Override
	public void close() {
		FunctionAnswer closed = FunctionAnswer.error("", "Runtime.ExitError", "The local Runtime API was closed.");
		this.end = closed;
		stop();
		takeRunning().forEach((invocation) -> invocation.fail(closed));
		takePending().forEach((invocation) -> invocation.fail(closed));
	}

	/**
	 * The reason why a process accepts no more events.
	 */
	enum Retirement {

		/**
		 * An invocation has timed out, and no other invocation is running.
		 */
		TIMED_OUT,

		/**
		 * The function failed to start, and its process is about to exit.
		 */
		START_FAILED,

		/**
		 * The code of the function has changed.
		 */
		OUTDATED

	}

}
