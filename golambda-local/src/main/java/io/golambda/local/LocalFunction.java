package io.golambda.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.lambda.LambdaHandler;

/**
 * Runs a function on this computer as Lambda runs it, in a process of its own: <pre>
 * try (LocalFunction function = LocalFunction.builder().start()) {
 * 	FunctionAnswer answer = function.invoke(Event.encapSqs(new Color("blue"))).join();
 * 	assertThat(answer.text()).isEqualTo("\"blue\"");
 * }
 * </pre>
 * <p>
 * The process uses Lambda's own runtime client if
 * {@code com.amazonaws:aws-lambda-java-runtime-interface-client} is on the class path and
 * the system is Linux; otherwise a substitute that supports stream handlers, such as
 * golambda's. Its class path is that of this process, or that of an unpacked zip, see
 * {@link Builder#taskRoot}. It inherits the environment variables of this process, and
 * gets defaults for those that Lambda sets.
 * <p>
 * If an invocation times out or ends the process, the next event is handled by a new
 * process. Thread-safe.
 *
 * @see LocalLambda
 */
public final class LocalFunction implements AutoCloseable {

	private static final Duration GRACE_PERIOD = Duration.ofSeconds(2);

	private final FunctionCommand command;

	private final FunctionEnvironment environment;

	private final Duration timeout;

	private final @Nullable OutputStream output;

	private final BlockingDeque<LocalInvocation> pending = new LinkedBlockingDeque<>();

	private @Nullable FunctionProcess process;

	private boolean closed;

	private LocalFunction(Builder builder) throws IOException {
		this.command = builder.command();
		this.environment = FunctionEnvironment.of(System.getenv(), builder.environment, this.command);
		this.timeout = builder.timeout;
		this.output = builder.output;
		synchronized (this) {
			this.process = startProcess();
		}
	}

	/**
	 * Creates a builder for a function with the handler {@link LambdaHandler} and a
	 * timeout of five minutes.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Invokes the function. The event waits while the function handles another one,
	 * unless {@code AWS_LAMBDA_MAX_CONCURRENCY} allows several.
	 * @param event the event
	 * @return a future that completes with the answer, which is an error if the function
	 * failed, failed to start, timed out, ended its process or is closed; it never
	 * completes exceptionally
	 */
	public CompletableFuture<FunctionAnswer> invoke(Event event) {
		return invoke(event.bytes(), Map.of());
	}

	CompletableFuture<FunctionAnswer> invoke(byte[] event, Map<String, String> headers) {
		LocalInvocation invocation = LocalInvocation.of(event, headers);
		synchronized (this) {
			if (!this.closed) {
				this.pending.add(invocation);
				startProcessIfNeeded();
				return invocation.answer();
			}
		}
		invocation.fail(closedAnswer());
		return invocation.answer();
	}

	FunctionEnvironment environment() {
		return this.environment;
	}

	private FunctionProcess startProcess() throws IOException {
		RuntimeApiServer runtime = RuntimeApiServer.start(this.timeout, this.environment.functionArn(), this.pending);
		try {
			FunctionProcess started = FunctionProcess.start(runtime, this.command, this.environment, this.output);
			started.retirement().thenAccept((retirement) -> retire(started, retirement));
			started.ended().thenRunAsync(() -> replace(started));
			return started;
		}
		catch (IOException | RuntimeException ex) {
			runtime.stop();
			throw ex;
		}
	}

	private synchronized void startProcessIfNeeded() {
		if (this.process != null || this.pending.isEmpty() || this.closed) {
			return;
		}
		try {
			this.process = startProcess();
		}
		catch (IOException ex) {
			LocalInvocation invocation = this.pending.poll();
			if (invocation != null) {
				invocation.fail("Runtime.ExitError",
						"The process of the function cannot be started: " + ex.getMessage());
			}
		}
	}

	private void retire(FunctionProcess old, RuntimeApiServer.Retirement retirement) {
		if (retirement == RuntimeApiServer.Retirement.TIMED_OUT) {
			old.kill();
		}
		else {
			CompletableFuture.delayedExecutor(GRACE_PERIOD.toMillis(), TimeUnit.MILLISECONDS).execute(old::kill);
		}
		replace(old);
	}

	/**
	 * Lets a new process handle pending and future events.
	 */
	private synchronized void replace(FunctionProcess old) {
		if (this.process == old) {
			this.process = null;
		}
		startProcessIfNeeded();
	}

	/**
	 * Shuts the process down and waits for it, so that its JVM can write a class cache.
	 */
	void close(Duration gracePeriod) {
		FunctionProcess last;
		synchronized (this) {
			this.closed = true;
			last = this.process;
		}
		if (last != null) {
			last.close(gracePeriod);
		}
		List<LocalInvocation> unanswered = new ArrayList<>();
		this.pending.drainTo(unanswered);
		unanswered.forEach((invocation) -> invocation.fail(closedAnswer()));
	}

	private static FunctionAnswer closedAnswer() {
		return FunctionAnswer.error("", "Runtime.ExitError", "The local function was closed.");
	}

	/**
	 * Shuts the process of the function down, and kills it after two seconds. Invocations
	 * without an answer fail.
	 */
	@Override
	public void close() {
		close(GRACE_PERIOD);
	}

	/**
	 * Configures and starts a {@link LocalFunction}. Not thread-safe.
	 */
	public static final class Builder {

		private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

		private String handler = LambdaHandler.class.getName();

		private Duration timeout = Duration.ofMinutes(5);

		private final List<String> javaOptions = new ArrayList<>();

		private final Map<String, String> environment = new HashMap<>();

		private @Nullable Path taskRoot;

		private @Nullable Path runtimeFolder;

		private @Nullable OutputStream output;

		private Builder() {
		}

		/**
		 * Sets the handler. The default is {@link LambdaHandler}.
		 * @param handler the handler as in Lambda's configuration, {@code CLASS} or
		 * {@code CLASS::METHOD}
		 * @return this builder
		 */
		public Builder handler(String handler) {
			this.handler = handler;
			return this;
		}

		/**
		 * Sets the timeout. The default is five minutes.
		 * @param timeout how long an invocation may take
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/**
		 * Adds a JVM option.
		 * @param option the option, such as {@code -Xmx256m}
		 * @return this builder
		 */
		public Builder javaOption(String option) {
			this.javaOptions.add(option);
			return this;
		}

		/**
		 * Sets an environment variable, which overrides that of this process.
		 * @param name the name of the variable
		 * @param value the value of the variable
		 * @return this builder
		 */
		public Builder environment(String name, String value) {
			this.environment.put(name, value);
			return this;
		}

		/**
		 * Loads the function from an unpacked zip, as a managed runtime does: the classes
		 * in the folder itself and the jars in its {@code lib}. Supports a wrapper script
		 * in the environment variable {@code AWS_LAMBDA_EXEC_WRAPPER}. By default the
		 * function uses the class path of this process.
		 * @param taskRoot the folder, which becomes the working directory of the function
		 * @return this builder
		 * @see <a href=
		 * "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html#runtime-wrapper">Wrapper
		 * scripts</a>
		 */
		public Builder taskRoot(Path taskRoot) {
			this.taskRoot = taskRoot.toAbsolutePath();
			return this;
		}

		/**
		 * Runs the function on a managed runtime with the layout of {@code /var/runtime}
		 * in AWS's image: with its {@code bootstrap} script, which sets the JVM options,
		 * or without one with the jars in its {@code lib}. By default the runtime client
		 * is taken from the class path of this process. Requires a {@link #taskRoot task
		 * root}.
		 * @param runtimeFolder the folder of the runtime
		 * @return this builder
		 */
		public Builder runtimeFolder(Path runtimeFolder) {
			this.runtimeFolder = runtimeFolder.toAbsolutePath();
			return this;
		}

		/**
		 * Redirects the output and the error output of the function. By default they go
		 * to the output of this process.
		 * @param output the stream to write to from another thread; it is not closed
		 * @return this builder
		 */
		public Builder output(OutputStream output) {
			this.output = output;
			return this;
		}

		/**
		 * Starts the function, without waiting until it is ready. If it fails to start,
		 * its first invocation is answered with the error.
		 * @return the function, to be closed by the caller
		 * @throws IOException if the process or the Runtime API server cannot be started
		 * @throws IllegalStateException if there is a task root without Lambda's runtime
		 * client, or a runtime folder without a task root
		 */
		public LocalFunction start() throws IOException {
			return new LocalFunction(this);
		}

		private FunctionCommand command() {
			if (this.taskRoot == null && this.runtimeFolder != null) {
				throw new IllegalStateException(
						"A runtime folder requires a task root, the unpacked zip that it runs.");
			}
			if (this.taskRoot == null) {
				return new FunctionCommand(this.handler, List.copyOf(this.javaOptions), null, null, null);
			}
			FunctionCommand command = new FunctionCommand(this.handler, List.copyOf(this.javaOptions), this.taskRoot,
					this.runtimeFolder, this.environment.getOrDefault(WRAPPER, System.getenv(WRAPPER)));
			if (!command.runsLambdaClient()) {
				throw new IllegalStateException(
						"Only Lambda's own runtime client loads a function from a task root: add "
								+ "com.amazonaws:aws-lambda-java-runtime-interface-client to the class path, on Linux.");
			}
			return command;
		}

	}

}
