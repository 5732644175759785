package io.golambda.local.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A handler that does what the event says: <pre>
 * {"print": ["a line"], "sleep": 100, "exit": 1, "fail": "message", "answer": {}}
 * </pre>
 */
public final class ScriptHandler implements RequestStreamHandler {

	/**
	 * The variable with which the handler fails to start.
	 */
	static final String FAIL_START = "FAIL_START";

	public ScriptHandler() {
		System.out.println("starting");
		if (System.getenv(FAIL_START) != null) {
			throw new IllegalStateException("cannot start");
		}
	}

	@Override
	public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
		JsonNode script = JsonMapper.shared().readTree(input);
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		script.path("print").forEach((line) -> out.println(line.stringValue()));
		if (script.has("printLong")) {
			out.println("x".repeat(script.get("printLong").intValue()));
		}
		sleep(script.path("sleep").asInt(0));
		if (script.has("exit")) {
			Runtime.getRuntime().halt(script.get("exit").intValue());
		}
		if (script.has("fail")) {
			throw new IllegalStateException(script.get("fail").stringValue());
		}
		JsonNode answer = script.has("pid") ? JsonMapper.shared().valueToTree(ProcessHandle.current().pid())
				: script.path("answer");
		if (script.has("tenant")) {
			answer = JsonMapper.shared().valueToTree(context.getTenantId());
		}
		output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static void sleep(int millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
