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
 * A JVM that runs the function, with a Runtime API server of its own.
 */
final class FunctionProcess {

	private final RuntimeApiServer runtime;

	private final Process process;

	private final CompletableFuture<Void> output;

	private final CompletableFuture<Void> ended;

	private FunctionProcess(RuntimeApiServer runtime, Process process, CompletableFuture<Void> output,
			@Nullable NativeLibrary library) {
		this.runtime = runtime;
		this.process = process;
		this.output = output;
		this.ended = process.onExit().thenAccept((exited) -> {
			close(library);
			runtime.stop();
			runtime.functionEnded(exited.exitValue());
		});
	}

	/**
	 * Starts the function.
	 * @param output the stream that receives the function's output, or {@code null} to
	 * inherit the output of this process
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
		CompletableFuture<Void> copied = (output != null) ? copy(process, output)
				: CompletableFuture.completedFuture(null);
		return new FunctionProcess(runtime, process, copied, library);
	}

	private static void close(@Nullable NativeLibrary library) {
		if (library != null) {
			library.close();
		}
	}

	private static CompletableFuture<Void> copy(Process process, OutputStream output) {
		CompletableFuture<Void> copied = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				process.getInputStream().transferTo(output);
			}
			catch (IOException ex) {
				// the process has exited
			}
			finally {
				copied.complete(null);
			}
		}, "golambda-local");
		thread.setDaemon(true);
		thread.start();
		return copied;
	}

	/**
	 * Completes after the process has exited and its unfinished invocations have been
	 * answered.
	 */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

	/**
	 * Completes when the process accepts no more events, even though it may still be
	 * alive.
	 */
	CompletableFuture<RuntimeApiServer.Retirement> retirement() {
		return this.runtime.retirement();
	}

	/**
	 * Kills the process, as Lambda does after a timeout.
	 */
	void kill() {
		this.runtime.stop();
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

	/**
	 * Shuts the process down by a signal, and kills it if that takes too long. Waits for
	 * the rest of its output, which another process that inherited it may keep open.
	 * @param gracePeriod how long the process may take to shut down, and its output to
	 * end
	 */
	void close(Duration gracePeriod) {
		// unlike Process.destroy(), leaves the output open
		this.process.toHandle().destroy();
		try {
			this.ended.get(gracePeriod.toMillis(), TimeUnit.MILLISECONDS);
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
		this.output.completeOnTimeout(null, gracePeriod.toMillis(), TimeUnit.MILLISECONDS).join();
	}

}
