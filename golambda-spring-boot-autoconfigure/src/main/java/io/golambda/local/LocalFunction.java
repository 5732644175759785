package io.golambda.local;

import java.io.IOException;
import java.io.OutputStream;
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
 * The process has the class path of this one. Safe for use by several threads.
 */
public final class LocalFunction implements AutoCloseable {

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
		 */
		public LocalFunction start() throws IOException {
			RuntimeApiServer runtime = RuntimeApiServer.start(this.timeout);
			try {
				return new LocalFunction(runtime,
						FunctionProcess.start(runtime, this.handler, this.javaOptions, this.environment, this.output));
			}
			catch (IOException | RuntimeException ex) {
				runtime.close();
				throw ex;
			}
		}

	}

}
