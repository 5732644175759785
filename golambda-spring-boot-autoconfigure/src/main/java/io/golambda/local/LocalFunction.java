package io.golambda.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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
 * {@link Builder#taskRoot}. Safe for use by several threads.
 */
public final class LocalFunction implements AutoCloseable {

	private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

	private final RuntimeApiServer runtime;

	private final FunctionProcess process;

	private LocalFunction(RuntimeApiServer runtime, FunctionProcess process) {
		this.runtime = runtime;
		this.process = process;
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
	 * Invokes the function.
	 * @param event the event
	 * @return the answer, when it comes
	 */
	public CompletableFuture<FunctionAnswer> invoke(Event event) {
		return this.runtime.invoke(event.bytes());
	}

	RuntimeApiServer runtime() {
		return this.runtime;
	}

	int waitFor() throws InterruptedException {
		return this.process.waitFor();
	}

	/**
	 * Ends the function's process and waits until its JVM has written what it has to.
	 */
	void end(Duration patience) {
		this.process.close(patience);
	}

	/**
	 * Ends the function's process.
	 */
	@Override
	public void close() {
		this.process.close();
		this.runtime.close();
	}

	/**
	 * Says how a function runs.
	 */
	public static final class Builder {

		private String handler = LambdaHandler.class.getName();

		private Duration timeout = Duration.ofMinutes(5);

		private final List<String> javaOptions = new ArrayList<>();

		private final Map<String, String> environment = new HashMap<>();

		private @Nullable Path taskRoot;

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
		 * Has Lambda's runtime client load the function from an unpacked zip, as a
		 * managed runtime does: the classes in the folder itself and the jars in its
		 * {@code lib}. The environment variable {@code AWS_LAMBDA_EXEC_WRAPPER} is
		 * honoured, too. By default the function has the class path of this process.
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
		 * @throws IllegalStateException if there is a task root, but not Lambda's runtime
		 * client
		 */
		public LocalFunction start() throws IOException {
			RuntimeApiServer runtime = RuntimeApiServer.start(this.timeout);
			try {
				FunctionCommand command = new FunctionCommand(this.handler, List.copyOf(this.javaOptions),
						this.taskRoot, wrapper());
				return new LocalFunction(runtime,
						FunctionProcess.start(runtime, command, this.environment, this.output));
			}
			catch (IOException | RuntimeException ex) {
				runtime.close();
				throw ex;
			}
		}

		// as in Lambda, on managed runtimes only
		private @Nullable String wrapper() {
			return (this.taskRoot != null) ? this.environment.getOrDefault(WRAPPER, System.getenv(WRAPPER)) : null;
		}

	}

}
