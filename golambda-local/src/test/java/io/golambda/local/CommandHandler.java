package io.golambda.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/**
 * A handler that runs the command in the event.
 */
public final class CommandHandler implements RequestStreamHandler {

	/**
	 * The variable that names a file without which the handler fails to start.
	 */
	static final String REQUIRED_FILE = "REQUIRED_FILE";

	private final AtomicInteger invocations = new AtomicInteger();

	public CommandHandler() {
		String required = System.getenv(REQUIRED_FILE);
		if (required != null && !Files.exists(Path.of(required))) {
			throw new IllegalStateException("no " + required);
		}
	}

	@Override
	public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
		this.invocations.incrementAndGet();
		String[] command = new String(input.readAllBytes(), StandardCharsets.UTF_8).split(" ");
		String answer = switch (command[0]) {
			case "exit" -> exit(Integer.parseInt(command[1]));
			case "hang" -> hang();
			case "pid" -> String.valueOf(ProcessHandle.current().pid());
			case "invocations" -> this.invocations.toString();
			case "sleep" -> sleep(Long.parseLong(command[1]));
			case "variable" -> System.getenv(command[1]);
			case "overflow" -> throw new StackOverflowError();
			case "library" -> library();
			case "arn" -> context.getInvokedFunctionArn();
			case "context" -> context.getTenantId() + " " + System.getProperty("com.amazonaws.xray.traceHeader");
			case "client" -> context.getClientContext().getClient().getAppTitle() + " "
					+ context.getClientContext().getCustom() + " " + context.getClientContext().getEnvironment();
			default -> Arrays.toString(command);
		};
		output.write(answer.getBytes(StandardCharsets.UTF_8));
	}

	private static String library() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
			return lines.filter((line) -> line.contains("libaws-lambda-jni"))
				.map((line) -> line.substring(line.indexOf('/')))
				.findFirst()
				.orElse("none");
		}
	}

	private static String exit(int status) {
		Runtime.getRuntime().halt(status);
		return "";
	}

	private static String hang() {
		while (true) {
			Thread.onSpinWait();
		}
	}

	private static String sleep(long millis) {
		try {
			Thread.sleep(millis);
			return "slept";
		}
		catch (InterruptedException ex) {
			return "interrupted";
		}
	}

}
