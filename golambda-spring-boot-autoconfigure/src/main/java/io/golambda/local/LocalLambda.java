package io.golambda.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;

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
 * function failed.
 */
public final class LocalLambda {

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
		try (LocalFunction function = LocalFunction.builder()
			.handler(options.handler())
			.timeout(options.timeout())
			.start()) {
			// Ctrl-C must not leave the function's process behind
			Thread atExit = new Thread(function::close, "golambda-local-exit");
			Runtime.getRuntime().addShutdownHook(atExit);
			if (options.event() != null) {
				FunctionAnswer answer = function.invoke(options.event()).join();
				out.println(answer.text());
				return answer.isError() ? 1 : 0;
			}
			try (InvokeEndpoint endpoint = new InvokeEndpoint(options.port(), function.runtime())) {
				out.println("Send events to " + endpoint.url() + " (Ctrl-C ends)");
				return function.waitFor();
			}
		}
	}

}
