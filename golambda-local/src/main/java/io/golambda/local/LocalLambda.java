package io.golambda.local;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * Runs a function on this computer from a shell, a build tool or an IDE, with the class
 * path of the function: <pre>
 * LocalLambda [--handler=HANDLER] [--timeout=SECONDS] [--port=PORT] [--concurrency=N] [--events=FOLDER] [--no-restart]
 * LocalLambda [--handler=HANDLER] [--timeout=SECONDS] [--tenant-id=ID] --event=FILE
 * LocalLambda [--handler=HANDLER] [--timeout=SECONDS] [--tenant-id=ID] --sqs|--sns|--sns-over-sqs MESSAGE…
 * </pre>
 * <p>
 * The first form serves the console at {@code http://localhost:9000} and Lambda's Invoke
 * API at {@code http://localhost:9000/2015-03-31/functions/function/invocations} until
 * Ctrl-C stops it. If an invocation times out or ends the process, or a class or resource
 * in a folder of the class path changes, the next event is handled by a new process. The
 * other forms send one event and exit, with status 0 or, if the function failed, with
 * status 1. They print the answer to the standard output, and the output of the function
 * to the error output. An invalid option exits with status 2.
 * <p>
 * With {@code --cache=FILE}, the other forms also write the JDK's cache of the classes
 * that the event needs, for fast starts with the same JDK, options and class path. With
 * {@code --task-root=FOLDER}, Lambda's runtime client loads the function from an unpacked
 * zip instead of the class path, as a managed runtime does; with
 * {@code --runtime=FOLDER}, the client is that of a managed runtime too. With
 * {@code --exit-with=PID}, it also stops when that process ends, however it ends; the
 * Maven plugin sets its own. {@code --help} lists all options.
 *
 * @see LocalFunction
 */
public final class LocalLambda {

	private static final Duration CACHE_GRACE_PERIOD = Duration.ofMinutes(2);

	private LocalLambda() {
	}

	/**
	 * Runs the function and exits the JVM.
	 * @param arguments the options and messages
	 * @throws InterruptedException if the thread is interrupted while the function runs
	 */
	public static void main(String[] arguments) throws InterruptedException {
		int status;
		try {
			LocalOptions options = LocalOptions.parse(arguments);
			if (options.help()) {
				System.out.println(LocalOptions.USAGE);
				status = 0;
			}
			else {
				exitWith(options.exitWith());
				status = run(options);
			}
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + System.lineSeparator() + LocalOptions.USAGE);
			status = 2;
		}
		catch (BindException ex) {
			System.err.println(ex.getMessage());
			status = 2;
		}
		catch (IOException ex) {
			System.err.println("The function cannot be started: " + ex);
			status = 2;
		}
		System.exit(status);
	}

	private static void exitWith(@Nullable ProcessHandle process) {
		if (process != null) {
			// a killed build tool stops nothing itself; in a thread of its own, because
			// the exit waits for the end of the
			// function, which the common pool reports
			process.onExit().thenRun(() -> new Thread(() -> System.exit(1), "golambda-local-exit").start());
		}
	}

	private static int run(LocalOptions options) throws IOException, InterruptedException {
		return (options.request() != null) ? invoke(options, options.request()) : serve(options);
	}

	private static int invoke(LocalOptions options, FunctionRequest request) throws IOException {
		ClassCache cache = options.cache();
		if (cache != null) {
			cache.delete();
		}
		try (LocalFunction function = startFunction(builder(options).output(System.err))) {
			stopAtExit(function);
			FunctionAnswer answer = function.invoke(request).join();
			System.out.println(answer.text());
			return (!answer.isError() && (cache == null || isWritten(cache, function))) ? 0 : 1;
		}
		finally {
			if (cache != null) {
				cache.deleteTemporaryFiles();
			}
		}
	}

	private static int serve(LocalOptions options) throws IOException, InterruptedException {
		LocalFunction.Builder builder = builder(options).concurrency(options.concurrency())
			.restartOnChange(options.restart())
			.output(System.out);
		try (LocalServer server = startServer(options, builder)) {
			stopAtExit(server.function());
			System.out.println("Open the console: " + server.url() + " (stop with Ctrl-C)");
			System.out.println("Or send events to " + server.endpoint().url());
			new CountDownLatch(1).await();
			return 0;
		}
	}

	// stops the processes of the function after Ctrl-C
	private static void stopAtExit(LocalFunction function) {
		Runtime.getRuntime().addShutdownHook(new Thread(function::close, "golambda-local-exit"));
	}

	private static LocalFunction.Builder builder(LocalOptions options) {
		LocalFunction.Builder builder = LocalFunction.builder().handler(options.handler()).timeout(options.timeout());
		if (options.taskRoot() != null) {
			builder.taskRoot(options.taskRoot());
		}
		else {
			checkHandler(options.handler());
		}
		if (options.runtimeFolder() != null) {
			builder.runtimeFolder(options.runtimeFolder());
		}
		options.javaOptions().forEach(builder::javaOption);
		if (options.cache() != null) {
			options.cache().trainingOptions().forEach(builder::javaOption);
		}
		return builder;
	}

	private static LocalFunction startFunction(LocalFunction.Builder builder) throws IOException {
		try {
			return builder.start();
		}
		catch (IllegalStateException ex) {
			throw new IllegalArgumentException(ex.getMessage(), ex);
		}
	}

	private static LocalServer startServer(LocalOptions options, LocalFunction.Builder builder) throws IOException {
		try {
			return LocalServer.start(options.port(), options.eventsFolder(), builder);
		}
		catch (IllegalStateException ex) {
			throw new IllegalArgumentException(ex.getMessage(), ex);
		}
	}

	private static void checkHandler(String handler) {
		String className = handler.replaceFirst("::.*", "");
		try {
			Class.forName(className, false, LocalLambda.class.getClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new IllegalArgumentException("The class \"" + className + "\" of --handler=" + handler
					+ " is not on the class path. Use --handler=CLASS or --handler=CLASS::METHOD.", ex);
		}
	}

	private static boolean isWritten(ClassCache cache, LocalFunction function) throws IOException {
		function.close(CACHE_GRACE_PERIOD);
		boolean written = cache.keep();
		System.err.println(written
				? "Wrote the cache. Start with " + String.join(" ", cache.useOptions())
						+ " on the same JDK and class path."
				: "The JVM wrote no cache to " + cache.file() + "; see its output.");
		return written;
	}

}
