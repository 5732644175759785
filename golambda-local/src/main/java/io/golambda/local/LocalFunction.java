package io.golambda.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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

	private final FunctionEnvironment environment;

	private final FunctionListener listener;

	private final FunctionPool pool;

	private final @Nullable ScheduledExecutorService watcher;

	private LocalFunction(Builder builder) throws IOException {
		FunctionCommand command = builder.command();
		this.environment = FunctionEnvironment.of(System.getenv(), builder.environment, command);
		this.listener = (builder.listener != null) ? builder.listener : new FunctionListener() {
		};
		CodeFolders code = builder.restartOnChange ? command.codeFolders() : null;
		OutputStream output = (builder.output == null && builder.listener != null) ? System.out : builder.output;
		this.pool = FunctionPool.start(new FunctionPool.Settings(command, this.environment, builder.timeout,
				builder.concurrency, output, this.listener, code));
		this.watcher = (code != null) ? watch(this.pool) : null;
	}

	private static ScheduledExecutorService watch(FunctionPool pool) {
		ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "golambda-local-watcher");
			thread.setDaemon(true);
			return thread;
		});
		watcher.scheduleWithFixedDelay(pool::checkCode, 1, 1, TimeUnit.SECONDS);
		return watcher;
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
	 * Invokes the function. The event waits while the function handles other ones, unless
	 * {@link Builder#concurrency} or {@code AWS_LAMBDA_MAX_CONCURRENCY} allows several.
	 * @param event the event
	 * @return a future that completes with the answer, which is an error if the function
	 * failed, failed to start, timed out, ended its process or is closed; it never
	 * completes exceptionally
	 */
	public CompletableFuture<FunctionAnswer> invoke(Event event) {
		return invoke(FunctionRequest.of(event));
	}

	/**
	 * Invokes the function with a request id of the caller, as {@link #invoke(Event)}
	 * does.
	 * @param requestId the request id, unique for this function
	 * @param event the event
	 * @return a future that completes with the answer
	 * @throws IllegalArgumentException if the request id does not consist of 1 to 64
	 * letters, digits, hyphens and underscores
	 */
	public CompletableFuture<FunctionAnswer> invoke(String requestId, Event event) {
		return invoke(FunctionRequest.of(event).withRequestId(requestId));
	}

	/**
	 * Invokes the function with a tenant id, a client context or other values beside the
	 * event, as {@link #invoke(Event)} does.
	 * @param request the event and these values
	 * @return a future that completes with the answer
	 */
	public CompletableFuture<FunctionAnswer> invoke(FunctionRequest request) {
		String requestId = request.requestId().orElseGet(() -> UUID.randomUUID().toString());
		this.listener.queued(requestId, request.event());
		LocalInvocation invocation = LocalInvocation.of(requestId, request.event(), request.headers(), this.listener);
		this.pool.submit(invocation);
		return invocation.answer();
	}

	/**
	 * Returns the current state of the function.
	 * @return the state, its processes and its configuration
	 */
	public FunctionStatus status() {
		return this.pool.status();
	}

	FunctionEnvironment environment() {
		return this.environment;
	}

	/**
	 * Shuts the processes down and waits for them, so that a JVM can write a class cache.
	 */
	void close(Duration gracePeriod) {
		if (this.watcher != null) {
			this.watcher.shutdownNow();
		}
		this.pool.close(gracePeriod);
	}

	/**
	 * Shuts the processes of the function down, and kills them after two seconds.
	 * Invocations without an answer fail.
	 */
	@Override
	public void close() {
		close(FunctionPool.GRACE_PERIOD);
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

		private int concurrency = 1;

		private boolean restartOnChange;

		private @Nullable FunctionListener listener;

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
		 * Sets environment variables, which override those of this process.
		 * @param variables names and values
		 * @return this builder
		 */
		public Builder environment(Map<String, String> variables) {
			this.environment.putAll(variables);
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
		 * @param output the stream to write whole lines to, from other threads; it is not
		 * closed
		 * @return this builder
		 */
		public Builder output(OutputStream output) {
			this.output = output;
			return this;
		}

		/**
		 * Sets how many events the function handles at the same time, each in a process
		 * of its own as in Lambda. Further events wait. A process is started when an
		 * event waits for it. The default is one.
		 * @param concurrency the maximum number of processes
		 * @return this builder
		 * @throws IllegalArgumentException if the number is less than one
		 */
		public Builder concurrency(int concurrency) {
			if (concurrency < 1) {
				throw new IllegalArgumentException("The concurrency must be at least 1, not " + concurrency + ".");
			}
			this.concurrency = concurrency;
			return this;
		}

		/**
		 * Sets whether the next event is handled by a new process if a class or a
		 * resource in a folder of the class path, or a file of the task root, has
		 * changed. It waits until a compilation is finished. By default changes have no
		 * effect.
		 * @param restartOnChange whether to restart
		 * @return this builder
		 */
		public Builder restartOnChange(boolean restartOnChange) {
			this.restartOnChange = restartOnChange;
			return this;
		}

		/**
		 * Sets an observer of all invocations, with their log lines and measurements.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder listener(FunctionListener listener) {
			this.listener = listener;
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
