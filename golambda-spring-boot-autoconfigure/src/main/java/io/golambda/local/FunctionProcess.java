package io.golambda.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The function in a JVM of its own with the class path of this one, run by Lambda's own
 * runtime client where that is on the class path and runs on this system (its native part
 * is Linux's), else by {@link LocalRuntimeClient}. The JVM has the flags that Lambda's
 * has.
 */
final class FunctionProcess implements AutoCloseable {

	private static final String LAMBDA_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

	private final Process process;

	private FunctionProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts the function.
	 * @param handler the handler, as in Lambda's configuration
	 * @param javaOptions further options of the JVM
	 * @param environment further environment variables of the function
	 * @param output where what it writes goes, or {@code null} for this process's own
	 */
	static FunctionProcess start(RuntimeApiServer runtime, String handler, List<String> javaOptions,
			Map<String, String> environment, @Nullable OutputStream output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command(handler, javaOptions));
		builder.environment().putAll(lambdaEnvironment(runtime, handler));
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

	private static List<String> command(String handler, List<String> javaOptions) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-XX:TieredStopAtLevel=1");
		command.add("-XX:+UseSerialGC");
		if (Runtime.version().feature() >= 24 && javaOptions.isEmpty()) {
			// silences warnings: Lambda's runtime client loads a native library and uses
			// Unsafe. Not with options
			// of the user's own: a cache of classes is only good for the options it was
			// made with.
			command.add("--enable-native-access=ALL-UNNAMED");
			command.add("--sun-misc-unsafe-memory-access=allow");
		}
		command.addAll(javaOptions);
		command.add("-cp");
		command.add(System.getProperty("java.class.path"));
		command.add(hasLambdaClient() ? LAMBDA_CLIENT : LocalRuntimeClient.class.getName());
		command.add(handler);
		return command;
	}

	static boolean hasLambdaClient() {
		if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
			return false;
		}
		try {
			Class.forName(LAMBDA_CLIENT, false, FunctionProcess.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	private static Map<String, String> lambdaEnvironment(RuntimeApiServer runtime, String handler) {
		return Map.ofEntries(Map.entry("AWS_LAMBDA_RUNTIME_API", runtime.address()), Map.entry("_HANDLER", handler),
				Map.entry("AWS_REGION", "us-east-1"), Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
				Map.entry("AWS_LAMBDA_FUNCTION_NAME", "function"), Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
				Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
				Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
				Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/function"),
				Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "local"), Map.entry("TZ", ":UTC"),
				Map.entry("LAMBDA_TASK_ROOT", System.getProperty("user.dir")));
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
