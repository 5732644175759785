package io.golambda.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.time.Duration;

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
 * it. The others send one event, print the answer and end, with exit code 0, or 1 if the
 * function failed. With {@code --cache=FILE} before the event they also write the JDK's
 * cache of the classes that this took, for fast starts with the same JDK and class path.
 * With {@code --task-root=FOLDER} Lambda's runtime client loads the function from an
 * unpacked zip, as a managed runtime does, instead of from this class path.
 */
public final class LocalLambda {

	private static final Duration CACHE_PATIENCE = Duration.ofMinutes(2);

	private LocalLambda() {
	}

	/**
	 * Runs the function.
	 * @param arguments as above
	 * @throws IOException if the event cannot be read or the port is taken
	 * @throws InterruptedException if the thread is interrupted while the function runs
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		int status;
		try {
			status = run(LocalOptions.parse(arguments), System.out);
		}
		catch (IllegalArgumentException | BindException ex) {
			System.err.println(ex.getMessage());
			status = 2;
		}
		System.exit(status);
	}

	static int run(LocalOptions options, PrintStream out) throws IOException, InterruptedException {
		LocalFunction.Builder builder = LocalFunction.builder().handler(options.handler()).timeout(options.timeout());
		if (options.taskRoot() != null) {
			builder.taskRoot(options.taskRoot());
		}
		if (options.cache() != null) {
			new ClassCache(options.cache()).writeOptions().forEach(builder::javaOption);
		}
		try (LocalFunction function = builder.start()) {
			// Ctrl-C must not leave the function's process behind
			Runtime.getRuntime().addShutdownHook(new Thread(function::close, "golambda-local-exit"));
			if (options.event() != null) {
				FunctionAnswer answer = function.invoke(options.event()).join();
				out.println(answer.text());
				return (answer.isError() || !isCacheWritten(options, function, out)) ? 1 : 0;
			}
			try (InvokeEndpoint endpoint = new InvokeEndpoint(options.port(), function.runtime())) {
				out.println("Send events to " + endpoint.url() + " (Ctrl-C ends)");
				return function.waitFor();
			}
		}
	}

	private static boolean isCacheWritten(LocalOptions options, LocalFunction function, PrintStream out) {
		if (options.cache() == null) {
			return true;
		}
		function.end(CACHE_PATIENCE);
		boolean written = Files.isRegularFile(options.cache());
		out.println(written
				? "Wrote the cache. Start with " + new ClassCache(options.cache()).useOption()
						+ " on the same JDK and class path."
				: "The JVM wrote no cache to " + options.cache() + "; see its output.");
		return written;
	}

}
