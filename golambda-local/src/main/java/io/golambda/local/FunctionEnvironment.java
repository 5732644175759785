package io.golambda.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment variables of the function: those of the calling process, and defaults
 * for those that Lambda sets.
 *
 * @param variables all variables except the address of the Runtime API
 */
record FunctionEnvironment(Map<String, String> variables) {

	private static final String DEFAULT_REGION = "us-east-1";

	/**
	 * Adds the variables that Lambda sets.
	 * @param caller the variables of the calling process
	 * @param overrides the variables that override all others
	 * @param command the command that runs the function
	 */
	static FunctionEnvironment of(Map<String, String> caller, Map<String, String> overrides, FunctionCommand command) {
		Map<String, String> variables = new HashMap<>(caller);
		variables.put("_HANDLER", command.handler());
		variables.put("LAMBDA_TASK_ROOT",
				(command.taskRoot() != null) ? command.taskRoot().toString() : Path.of("").toAbsolutePath().toString());
		if (command.runtimeFolder() != null) {
			variables.put("LAMBDA_RUNTIME_DIR", command.runtimeFolder().toString());
		}
		variables.putAll(overrides);
		// a variable would override the region of the profile
		if (!variables.containsKey("AWS_PROFILE")) {
			String region = region(variables);
			variables.putIfAbsent("AWS_REGION", region);
			variables.putIfAbsent("AWS_DEFAULT_REGION", region);
		}
		variables.putIfAbsent("AWS_LAMBDA_FUNCTION_NAME", "function");
		variables.putIfAbsent("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
		variables.putIfAbsent("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
		variables.putIfAbsent("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
		variables.putIfAbsent("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + variables.get("AWS_LAMBDA_FUNCTION_NAME"));
		variables.putIfAbsent("AWS_LAMBDA_LOG_STREAM_NAME", "local");
		variables.putIfAbsent("TZ", ":UTC");
		if (command.bootstrap() != null) {
			command.javaOptions()
				.forEach((option) -> variables.merge("JAVA_TOOL_OPTIONS", '"' + option + '"',
						(existing, added) -> existing + " " + added));
		}
		return new FunctionEnvironment(Map.copyOf(variables));
	}

	private static String region(Map<String, String> variables) {
		return variables.getOrDefault("AWS_REGION", variables.getOrDefault("AWS_DEFAULT_REGION", DEFAULT_REGION));
	}

	String functionName() {
		return this.variables.get("AWS_LAMBDA_FUNCTION_NAME");
	}

	String functionArn() {
		return "arn:aws:lambda:" + region(this.variables) + ":123456789012:function:" + functionName();
	}

}
