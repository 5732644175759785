package io.golambda.sentry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Tags and contexts of Sentry that describe the function. Immutable.
 */
final class LambdaFunctionContext {

	private final LambdaEnvironment environment;

	private final Map<String, String> tags;

	LambdaFunctionContext(LambdaEnvironment environment) {
		this.environment = environment;
		Map<String, String> tags = new LinkedHashMap<>();
		environment.functionName().ifPresent((name) -> tags.put("lambda.function", name));
		environment.functionVersion().ifPresent((version) -> tags.put("lambda.version", version));
		environment.region().ifPresent((region) -> tags.put("lambda.region", region));
		this.tags = Collections.unmodifiableMap(tags);
	}

	String transactionName() {
		return this.environment.functionName().orElse("function");
	}

	Map<String, String> tags() {
		return this.tags;
	}

	/**
	 * Returns the context {@code lambda}, without the invocation.
	 * @return a new map
	 */
	Map<String, Object> function() {
		Map<String, Object> function = new LinkedHashMap<>();
		this.environment.functionName().ifPresent((name) -> function.put("function_name", name));
		this.environment.functionVersion().ifPresent((version) -> function.put("function_version", version));
		this.environment.memorySize().ifPresent((memory) -> function.put("memory_size_mb", memory));
		this.environment.initializationType().ifPresent((type) -> function.put("initialization_type", type));
		return function;
	}

	/**
	 * Returns the context {@code cloudwatch logs}: log group, log stream, and a link to
	 * the lines in the AWS console.
	 * @param requestId the request id to filter the lines by, or an empty string
	 * @return a map that is empty outside Lambda
	 */
	Map<String, Object> logs(String requestId) {
		Optional<String> group = this.environment.logGroupName();
		Optional<String> stream = this.environment.logStreamName();
		Optional<String> region = this.environment.region();
		if (group.isEmpty() || stream.isEmpty() || region.isEmpty()) {
			return Map.of();
		}
		Map<String, Object> logs = new LinkedHashMap<>();
		logs.put("url", url(region.get(), group.get(), stream.get(), requestId));
		logs.put("log_group", group.get());
		logs.put("log_stream", stream.get());
		return logs;
	}

	private static String url(String region, String group, String stream, String requestId) {
		String url = "https://" + console(region) + "/cloudwatch/home?region=" + region
				+ "#logsV2:log-groups/log-group/" + encoded(group) + "/log-events/" + encoded(stream);
		// "?", "=" and the filter are part of the fragment, which the console decodes
		return requestId.isEmpty() ? url : url + "$3FfilterPattern$3D" + encoded("\"" + requestId + "\"");
	}

	private static String console(String region) {
		if (region.startsWith("cn-")) {
			return "console.amazonaws.cn";
		}
		return region.startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
	}

	// the console's own encoding: URL-encoded twice, with $ instead of %
	private static String encoded(String text) {
		String once = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
		return URLEncoder.encode(once, StandardCharsets.UTF_8).replace('%', '$');
	}

}
