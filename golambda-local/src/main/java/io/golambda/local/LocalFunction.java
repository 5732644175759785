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
 * A function that runs on this computer as it runs in Lambda, in a process of its own:
 * <pre>
 * try (LocalFunction function = LocalFunction.builder().start()) {
 * 	FunctionAnswer answer = function.invoke(Event.encapSqs(new Color("blue"))).join();
 * }
 * </pre>
 * <p>
 * The process has the class path of this one, or that of a managed runtime, see
 * {@link Builder#taskRoot}. After an invocation that timed out or ended the process, the
 * next event is handled by a fresh one. Safe for use by several threads.
 */
public final class LocalFunction implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final FunctionCommand command;

	private final FunctionEnvironment environment;

	private final Duration timeout;

	private final @Nullable OutputStream output;

	private final BlockingDeque<LocalInvocation> waiting = new LinkedBlockingDeque<>();

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
	 * Prepares a function.
	 * @return a builder whose function has {@link LambdaHandler} as handler and a timeout
	 * of five minutes
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Invokes the function. An event waits while the function handles another one.
	 * @param event the event
	 * @return the answer, when it comes: an error if the function failed, failed to
	 * start, took longer than its timeout or ended its process
	 */
	public CompletableFuture<FunctionAnswer> invoke(Event event) {
		return invoke(event.bytes(), Map.of());
	}

	CompletableFuture<FunctionAnswer> invoke(byte[] event, Map<String, String> headers) {
		LocalInvocation invocation = LocalInvocation.of(event, headers);
		synchronized (this) {
			if (!this.closed) {
				this.waiting.add(invocation);
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
		RuntimeApiServer runtime = RuntimeApiServer.start(this.timeout, this.environment.functionArn(), this.waiting);
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
		if (this.process != null || this.waiting.isEmpty() || this.closed) {
			return;
		}
		try {
			this.process = startProcess();
		}
		catch (IOException ex) {
			LocalInvocation invocation = this.waiting.poll();
			if (invocation != null) {
				invocation.fail("Runtime.ExitError", "The function's process does not start: " + ex.getMessage());
			}
		}
	}

	private void retire(FunctionProcess old, RuntimeApiServer.Retirement retirement) {
		if (retirement == RuntimeApiServer.Retirement.TIMED_OUT) {
			old.kill();
		}
		else {
			CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).execute(old::kill);
		}
		replace(old);
	}

	/**
	 * Has the events that wait, and those to come, handled by a fresh process.
	 */
	private synchronized void replace(FunctionProcess old) {
		if (this.process == old) {
			this.process = null;
		}
		startProcessIfNeeded();
	}

	/**
	 * Ends the function's process and waits until its JVM has written what it has to.
	 */
	void close(Duration patience) {
		FunctionProcess last;
		synchronized (this) {
			this.closed = true;
			last = this.process;
		}
		if (last != null) {
			last.close(patience);
		}
		List<LocalInvocation> left = new ArrayList<>();
		this.waiting.drainTo(left);
		left.forEach((invocation) -> invocation.fail(closedAnswer()));
	}

	private static FunctionAnswer closedAnswer() {
		return FunctionAnswer.error("", "Runtime.ExitError", "The local function was closed.");
	}

	/**
	 * Ends the function's process. Invocations that are not answered yet get an error.
	 */
	@Override
	public void close() {
		close(PATIENCE);
	}

	/**
	 * Builds a function.
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
		 * Sets the handler.
		 * @param handler the handler, as in Lambda's configuration
		 * @return this builder
		 */
		public Builder handler(String handler) {
			this.handler = handler;
			return this;
		}

		/**
		 * Sets the timeout.
		 * @param timeout how long an invocation may take
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/**
		 * Adds an option of the function's JVM.
		 * @param option the option, such as {@code -Xmx256m}
		 * @return this builder
		 */
		public Builder javaOption(String option) {
			this.javaOptions.add(option);
			return this;
		}

		/**
		 * Sets an environment variable of the function.
		 * @param name its name
		 * @param value its value
		 * @return this builder
		 */
		public Builder environment(String name, String value) {
			this.environment.put(name, value);
			return this;
		}

		/**
		 * Loads the function from an unpacked zip, as a managed runtime does: the classes
		 * in the folder itself and the jars in its {@code lib}. The environment variable
		 * {@code AWS_LAMBDA_EXEC_WRAPPER} is honoured, too. By default the function has
		 * the class path of this process.
		 * @param taskRoot the folder; the function's working directory
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
		 * Runs the function on the runtime client of a managed runtime, laid out as AWS's
		 * image has it in {@code /var/runtime}: by its {@code bootstrap} script if there
		 * is one, which knows the JVM's options, else on the jars in its {@code lib}. By
		 * default the runtime client comes from the class path of this process. Needs a
		 * {@link #taskRoot task root}.
		 * @param runtimeFolder the folder
		 * @return this builder
		 */
		public Builder runtimeFolder(Path runtimeFolder) {
			this.runtimeFolder = runtimeFolder.toAbsolutePath();
			return this;
		}

		/**
		 * Sets where the function's output goes, instead of this process's own.
		 * @param output where to; written by another thread, not closed
		 * @return this builder
		 */
		public Builder output(OutputStream output) {
			this.output = output;
			return this;
		}

		/**
		 * Starts the function.
		 * @return the running function; it may still be starting
		 * @throws IOException if the process or the Runtime API cannot be started
		 * @throws IllegalStateException if there is a task root, but no runtime client of
		 * Lambda, or a runtime folder, but no task root
		 */
		public LocalFunction start() throws IOException {
			return new LocalFunction(this);
		}

		private FunctionCommand command() {
			if (this.taskRoot == null && this.runtimeFolder != null) {
				throw new IllegalStateException("A runtime folder needs a task root, the unpacked zip that it runs.");
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
