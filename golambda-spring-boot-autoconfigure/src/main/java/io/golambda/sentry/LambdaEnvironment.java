package io.golambda.sentry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment variables say of the function. Immutable.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda
 * environment variables</a>
 */
public final class LambdaEnvironment {

	private final Map<String, String> variables;

	private final Map<String, String> tags = new LinkedHashMap<>();

	/**
	 * Reads it.
	 * @param variables the environment variables
	 */
	public LambdaEnvironment(Map<String, String> variables) {
		this.variables = Map.copyOf(variables);
		tag("lambda.function", "AWS_LAMBDA_FUNCTION_NAME");
		tag("lambda.version", "AWS_LAMBDA_FUNCTION_VERSION");
		tag("lambda.region", "AWS_REGION");
	}

	private void tag(String tag, String variable) {
		variable(variable).ifPresent((value) -> this.tags.put(tag, value));
	}

	private Optional<String> variable(String name) {
		return Optional.ofNullable(this.variables.get(name)).filter((value) -> !value.isBlank());
	}

	String functionName() {
		return variable("AWS_LAMBDA_FUNCTION_NAME").orElse("function");
	}

	boolean isStartedOnDemand() {
		return "on-demand".equals(this.variables.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
	}

	/**
	 * How many invocations run at once at most.
	 * @return the number, 1 unless the function runs on managed instances
	 */
	public int concurrency() {
		return variable("AWS_LAMBDA_MAX_CONCURRENCY").filter((number) -> number.matches("[1-9]\\d{0,4}"))
			.map(Integer::valueOf)
			.orElse(1);
	}

	Map<String, String> tags() {
		return this.tags;
	}

	/**
	 * What is told of the function, for people.
	 */
	Map<String, Object> function() {
		Map<String, Object> function = new LinkedHashMap<>();
		variable("AWS_LAMBDA_FUNCTION_NAME").ifPresent((name) -> function.put("function_name", name));
		variable("AWS_LAMBDA_FUNCTION_VERSION").ifPresent((version) -> function.put("function_version", version));
		variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").ifPresent((memory) -> function.put("memory_size_mb", memory));
		variable("AWS_LAMBDA_INITIALIZATION_TYPE").ifPresent((type) -> function.put("initialization_type", type));
		return function;
	}

	/**
	 * Where the log lines are.
	 * @param requestId the request id, by which lines are found; empty if there is none
	 */
	Map<String, Object> logs(String requestId) {
		Map<String, Object> logs = new LinkedHashMap<>();
		String group = this.variables.get("AWS_LAMBDA_LOG_GROUP_NAME");
		String stream = this.variables.get("AWS_LAMBDA_LOG_STREAM_NAME");
		String region = this.variables.get("AWS_REGION");
		if (group == null || stream == null || region == null) {
			return logs;
		}
		String url = "https://" + console(region) + "/cloudwatch/home?region=" + region
				+ "#logsV2:log-groups/log-group/" + encoded(group) + "/log-events/" + encoded(stream);
		if (!requestId.isEmpty()) {
			// the mark, the equals sign and the filter are part of a fragment that the
			// console itself decodes
			url += "$3FfilterPattern$3D" + encoded("\"" + requestId + "\"");
		}
		logs.put("url", url);
		logs.put("log_group", group);
		logs.put("log_stream", stream);
		return logs;
	}

	private static String console(String region) {
		if (region.startsWith("cn-")) {
			return "console.amazonaws.cn";
		}
		return region.startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
	}

	// encoded twice, with $ in place of %
	private static String encoded(String text) {
		String once = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
		return URLEncoder.encode(once, StandardCharsets.UTF_8).replace('%', '$');
	}

}
