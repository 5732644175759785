package io.golambda.local;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The function in a JVM of its own.
 */
final class FunctionProcess implements AutoCloseable {

	private final Process process;

	private FunctionProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts the function.
	 * @param environment further environment variables of the function
	 * @param output where what it writes goes, or {@code null} for this process's own
	 */
	static FunctionProcess start(RuntimeApiServer runtime, FunctionCommand command, Map<String, String> environment,
			@Nullable OutputStream output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command.line());
		if (command.taskRoot() != null) {
			builder.directory(command.taskRoot().toFile());
		}
		builder.environment().putAll(lambdaEnvironment(runtime, command));
		builder.environment().putAll(environment);
		builder.redirectErrorStream(true);
		if (output == null) {
			builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
		}
		Process process = builder.start();
		process.getOutputStream().close();
		if (output != null) {
			daemon(() -> {
				try {
					process.getInputStream().transferTo(output);
				}
				catch (IOException ex) {
					// the process has ended, and with it what it had to say
				}
			});
		}
		process.onExit()
			.thenAccept((ended) -> runtime.functionEnded("The function's process ended with exit code "
					+ ended.exitValue() + " before it answered; see its output."));
		return new FunctionProcess(process);
	}

	private static Map<String, String> lambdaEnvironment(RuntimeApiServer runtime, FunctionCommand command) {
		String taskRoot = (command.taskRoot() != null) ? command.taskRoot().toString() : System.getProperty("user.dir");
		return Map.ofEntries(Map.entry("AWS_LAMBDA_RUNTIME_API", runtime.address()),
				Map.entry("_HANDLER", command.handler()), Map.entry("AWS_REGION", "us-east-1"),
				Map.entry("AWS_DEFAULT_REGION", "us-east-1"), Map.entry("AWS_LAMBDA_FUNCTION_NAME", "function"),
				Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
				Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
				Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
				Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/function"),
				Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "local"), Map.entry("TZ", ":UTC"),
				Map.entry("LAMBDA_TASK_ROOT", taskRoot));
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "golambda-local");
		thread.setDaemon(true);
		thread.start();
	}

	int waitFor() throws InterruptedException {
		return this.process.waitFor();
	}

	@Override
	public void close() {
		close(Duration.ofSeconds(2));
	}

	/**
	 * Ends the function: politely, as Lambda does, then not.
	 * @param patience how long it may take to end by itself
	 */
	void close(Duration patience) {
		this.process.destroy();
		try {
			if (!this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
