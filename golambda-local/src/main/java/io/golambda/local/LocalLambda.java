package io.golambda.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the function on this computer, from a shell, a build tool or an IDE, with the
 * function's class path: <pre>
 * LocalLambda [--handler=HANDLER] [--timeout=SECONDS] [--port=PORT]
 * LocalLambda [--handler=HANDLER] [--timeout=SECONDS] --event=FILE
 * LocalLambda [--handler=HANDLER] [--timeout=SECONDS] --sqs|--sns|--sns-over-sqs MESSAGE…
 * </pre>
 * <p>
 * The first form keeps it running and takes events at
 * {@code http://localhost:9000/2015-03-31/functions/function/invocations}; Ctrl-C ends
 * it. After an invocation that timed out or ended the process, the next event is handled
 * by a fresh process. The other forms send one event, print the answer and end, with exit
 * code 0, or 1 if the function failed. An option that is wrong ends it with exit code 2.
 * <p>
 * With {@code --cache=FILE} they also write the JDK's cache of the classes that the event
 * needs, for fast starts with the same JDK, options and class path. With
 * {@code --task-root=FOLDER} Lambda's runtime client loads the function from an unpacked
 * zip, as a managed runtime does, instead of from this class path; with
 * {@code --runtime=FOLDER} the client is that of a managed runtime, too. {@code --help}
 * lists all options.
 */
public final class LocalLambda {

	private static final Duration CACHE_PATIENCE = Duration.ofMinutes(2);

	private LocalLambda() {
	}

	/**
	 * Runs the function.
	 * @param arguments as above
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
				status = run(options, System.out);
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
			System.err.println("The function does not start: " + ex);
			status = 2;
		}
		System.exit(status);
	}

	static int run(LocalOptions options, PrintStream out) throws IOException, InterruptedException {
		ClassCache cache = options.cache();
		if (cache != null) {
			cache.delete();
		}
		try (LocalFunction function = start(options)) {
			// Ctrl-C must not leave the function's process behind
			Runtime.getRuntime().addShutdownHook(new Thread(function::close, "golambda-local-exit"));
			if (options.event() != null) {
				FunctionAnswer answer = function.invoke(options.event()).join();
				out.println(answer.text());
				return (!answer.isError() && (cache == null || isWritten(cache, function, out))) ? 0 : 1;
			}
			try (InvokeEndpoint endpoint = new InvokeEndpoint(options.port(), function.environment().functionName(),
					function::invoke)) {
				out.println("Send events to " + endpoint.url() + " (Ctrl-C ends)");
				new CountDownLatch(1).await();
				return 0;
			}
		}
		finally {
			if (cache != null) {
				cache.deleteProvisional();
			}
		}
	}

	private static LocalFunction start(LocalOptions options) throws IOException {
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
		try {
			return builder.start();
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
			throw new IllegalArgumentException("There is no class \"" + className
					+ "\" on the class path for --handler=" + handler + ": it takes CLASS or CLASS::METHOD.", ex);
		}
	}

	private static boolean isWritten(ClassCache cache, LocalFunction function, PrintStream out) throws IOException {
		function.close(CACHE_PATIENCE);
		boolean written = cache.keep();
		out.println(written
				? "Wrote the cache. Start with " + String.join(" ", cache.useOptions())
						+ " on the same JDK and class path."
				: "The JVM wrote no cache to " + cache.file() + "; see its output.");
		return written;
	}

}
