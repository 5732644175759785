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

	private static final Duration REST_OF_OUTPUT = Duration.ofMillis(500);

	private final RuntimeApiServer runtime;

	private final Process process;

	private final ProcessRun run;

	private final @Nullable ProcessOutput output;

	private final CompletableFuture<Integer> ended;

	private FunctionProcess(RuntimeApiServer runtime, Process process, ProcessRun run, @Nullable ProcessOutput output,
			@Nullable NativeLibrary library) {
		this.runtime = runtime;
		this.process = process;
		this.run = run;
		this.output = output;
		this.ended = process.onExit().thenApply((exited) -> {
			close(library);
			awaitOutput(REST_OF_OUTPUT);
			runtime.functionEnded(exited.exitValue());
			runtime.stop();
			return exited.exitValue();
		});
	}

	/**
	 * Starts the function.
	 * @param run measures the process
	 * @param output the stream that receives the function's output, or {@code null} to
	 * inherit the output of this process
	 */
	static FunctionProcess start(RuntimeApiServer runtime, FunctionCommand command, FunctionEnvironment environment,
			ProcessRun run, @Nullable OutputStream output) throws IOException {
		NativeLibrary library = command.needsNativeLibrary() ? NativeLibrary.unpack(command.classPath()) : null;
		try {
			return start(runtime, command, environment, run, output, library);
		}
		catch (IOException | RuntimeException ex) {
			close(library);
			throw ex;
		}
	}

	private static FunctionProcess start(RuntimeApiServer runtime, FunctionCommand command,
			FunctionEnvironment environment, ProcessRun run, @Nullable OutputStream output,
			@Nullable NativeLibrary library) throws IOException {
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
		ProcessOutput captured = (output != null) ? ProcessOutput.read(process, run.log(), output) : null;
		run.attach(process.pid(), captured);
		return new FunctionProcess(runtime, process, run, captured, library);
	}

	private static void close(@Nullable NativeLibrary library) {
		if (library != null) {
			library.close();
		}
	}

	/**
	 * Completes after the process has exited and its unfinished invocations have been
	 * answered, with its exit code.
	 */
	CompletableFuture<Integer> ended() {
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
	 * Returns the files whose change has retired the process.
	 */
	@Nullable String change() {
		return this.runtime.change();
	}

	boolean isReady() {
		return this.run.isReady();
	}

	boolean isRunning() {
		return this.runtime.isRunning();
	}

	/**
	 * Lets running invocations finish.
	 */
	CompletableFuture<Void> drain() {
		return this.runtime.drain();
	}

	/**
	 * Kills the process, as Lambda does after a timeout.
	 */
	void kill() {
		this.runtime.stop();
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.toHandle().destroyForcibly();
	}

	/**
	 * Shuts the process down by a signal, and kills it if that takes too long. Waits for
	 * the rest of its output, which another process that inherited it may keep open.
	 * @param gracePeriod how long the process may take to shut down, and its output to
	 * end
	 */
	void close(Duration gracePeriod) {
		// unlike Process.destroy(), leaves the output open; so does kill()
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
		awaitOutput(gracePeriod);
	}

	private void awaitOutput(Duration atMost) {
		if (this.output != null) {
			this.output.awaitEnd(atMost);
		}
	}

}
