package io.golambda.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * The function in a JVM of its own, and the Runtime API that this JVM alone asks for
 * events.
 */
final class FunctionProcess {

	private final RuntimeApiServer runtime;

	private final Process process;

	private final CompletableFuture<Void> ended;

	private FunctionProcess(RuntimeApiServer runtime, Process process, @Nullable NativeLibrary library) {
		this.runtime = runtime;
		this.process = process;
		this.ended = process.onExit().thenAccept((exited) -> {
			close(library);
			runtime.stop();
			runtime.functionEnded(exited.exitValue());
		});
	}

	/**
	 * Starts the function.
	 * @param output the receiver of the function's output, or {@code null} for that of
	 * this process
	 */
	static FunctionProcess start(RuntimeApiServer runtime, FunctionCommand command, FunctionEnvironment environment,
			@Nullable OutputStream output) throws IOException {
		NativeLibrary library = command.needsNativeLibrary() ? NativeLibrary.unpack(command.classPath()) : null;
		try {
			return start(runtime, command, environment, output, library);
		}
		catch (IOException | RuntimeException ex) {
			close(library);
			throw ex;
		}
	}

	private static FunctionProcess start(RuntimeApiServer runtime, FunctionCommand command,
			FunctionEnvironment environment, @Nullable OutputStream output, @Nullable NativeLibrary library)
			throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command.line(library));
		Path taskRoot = command.taskRoot();
		if (taskRoot != null) {
			builder.directory(taskRoot.toFile());
		}
		Map<String, String> variables = builder.environment();
		variables.clear();
		variables.putAll(environment.variables());
		variables.put("AWS_LAMBDA_RUNTIME_API", runtime.address());
		builder.redirectErrorStream(true);
		if (output == null) {
			builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
		}
		Process process = builder.start();
		process.getOutputStream().close();
		if (output != null) {
			copy(process, output);
		}
		return new FunctionProcess(runtime, process, library);
	}

	private static void close(@Nullable NativeLibrary library) {
		if (library != null) {
			library.close();
		}
	}

	private static void copy(Process process, OutputStream output) {
		Thread thread = new Thread(() -> {
			try {
				process.getInputStream().transferTo(output);
			}
			catch (IOException ex) {
				// the process has ended
			}
		}, "golambda-local");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Completes when the process has ended and the invocations that it left behind are
	 * answered.
	 */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

	/**
	 * Completes when the process takes no more events though it may still be alive.
	 */
	CompletableFuture<RuntimeApiServer.Retirement> retirement() {
		return this.runtime.retirement();
	}

	/**
	 * Ends the function at once, as Lambda does after a timeout.
	 */
	void kill() {
		this.runtime.stop();
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

	/**
	 * Ends the function: by a signal that lets it shut down, and by force if that takes
	 * too long.
	 * @param patience how long it may take to shut down
	 */
	void close(Duration patience) {
		this.process.destroy();
		try {
			this.ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			kill();
			this.ended.join();
		}
		catch (InterruptedException ex) {
			kill();
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

}
