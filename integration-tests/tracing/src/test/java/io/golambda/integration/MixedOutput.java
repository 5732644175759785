package io.golambda.integration;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.timeout.FunctionTimeoutException;

/**
 * The output of a function that runs many mixed invocations at once. Checks each line
 * when it is complete, and keeps the messages only.
 */
final class MixedOutput extends OutputStream {

	private static final int MOST_PROBLEMS = 20;

	private final IntFunction<MixedInvocation> invocations;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private final Map<String, List<String>> messages = new HashMap<>();

	private final Map<String, List<String>> metrics = new HashMap<>();

	private final Map<String, String> traces = new HashMap<>();

	private final Set<String> problems = new LinkedHashSet<>();

	private final StringBuilder start = new StringBuilder();

	MixedOutput(IntFunction<MixedInvocation> invocations) {
		this.invocations = invocations;
	}

	@Override
	public synchronized void write(int b) {
		if (b == '\n') {
			check(this.line.toString(StandardCharsets.UTF_8));
			this.line.reset();
		}
		else {
			this.line.write(b);
		}
	}

	@Override
	public synchronized void write(byte[] bytes, int offset, int length) {
		for (int i = offset; i < offset + length; i++) {
			write(bytes[i]);
		}
	}

	private void check(String line) {
		Set<String> tokens = new TreeSet<>();
		Set<String> recordTokens = new TreeSet<>();
		for (Matcher matcher = MixedInvocation.TOKEN.matcher(line); matcher.find();) {
			tokens.add(matcher.group(1));
			if (matcher.group(2) != null) {
				recordTokens.add(matcher.group());
			}
		}
		if (!line.startsWith("{")) {
			// Lambda's runtime client prints exceptions as plain text
			require(tokens.size() <= 1, "one invocation", line);
			return;
		}
		JsonNode json = JsonMapper.shared().readTree(line);
		if (tokens.isEmpty()) {
			require(!json.has("lambda.requestID"), "a token", line);
			this.start.append(line).append('\n');
			return;
		}
		require(tokens.size() == 1, "tokens of one invocation", line);
		String token = tokens.iterator().next();
		MixedInvocation invocation = this.invocations.apply(Integer.parseInt(token.substring(1, token.length() - 1)));
		if (json.has("AWSRequestId")) {
			// written by Lambda's runtime client
			require(token.equals(json.get("AWSRequestId").stringValue()), "its request id", line);
			return;
		}
		require(token.equals(json.path("lambda.requestID").asString(null)), "its request id", line);
		if (json.has("_aws")) {
			checkMetrics(json, invocation, line);
			return;
		}
		require(!json.has("coldStart"), "no cold start", line);
		require(invocation.tenant().equals(json.path("lambda.tenantID").asStringOpt()), "its tenant", line);
		String traceId = json.path("traceId").asString(null);
		if (traceId != null) {
			require(this.traces.computeIfAbsent(token, (ignored) -> traceId).equals(traceId), "its trace", line);
		}
		require(invocation.traceId()
			.filter((id) -> invocation.isSampled())
			.equals(json.path("lambda.traceID").asStringOpt().map(MixedOutput::w3c)), "the trace of its header", line);
		if (json.has("record.id")) {
			require(recordTokens.equals(Set.of(json.get("record.id").stringValue())), "tokens of one record", line);
		}
		if (json.path("error.type").asString("").equals(FunctionTimeoutException.class.getName())) {
			this.messages.computeIfAbsent(token, (ignored) -> new ArrayList<>(4)).add("timeout " + token);
			return;
		}
		String message = json.path("message").asString("");
		if (MixedInvocation.TOKEN.matcher(message).find()) {
			require(message.startsWith("debug ") == json.path("buffered").asBoolean(false), "buffered if debug", line);
			this.messages.computeIfAbsent(token, (ignored) -> new ArrayList<>(4)).add(message);
		}
	}

	private void checkMetrics(JsonNode json, MixedInvocation invocation, String line) {
		require(!json.path("coldStart").asBoolean(false), "no cold start", line);
		require(invocation.tenant().equals(json.path("TenantId").asStringOpt()), "its tenant", line);
		List<String> own = this.metrics.computeIfAbsent(invocation.token(), (ignored) -> new ArrayList<>(5));
		if (json.has("lambda.duration")) {
			own.add("lambda.duration");
		}
		for (String name : MixedInvocation.COUNTED_METRICS) {
			if (json.has(name)) {
				own.add(name + " " + json.get(name));
			}
		}
	}

	// 1-5759e988-bd862e3fe1be46a994272793
	private static String w3c(String root) {
		return root.substring(2).replace("-", "");
	}

	private void require(boolean condition, String expected, String line) {
		if (!condition && this.problems.size() < MOST_PROBLEMS) {
			this.problems.add("expected " + expected + ": " + line);
		}
	}

	/**
	 * Returns what is wrong with the lines.
	 */
	synchronized Set<String> problems() {
		return Set.copyOf(this.problems);
	}

	/**
	 * Returns the messages of an invocation that have its token, sorted.
	 */
	synchronized List<String> messages(MixedInvocation invocation) {
		return this.messages.getOrDefault(invocation.token(), List.of()).stream().sorted().toList();
	}

	/**
	 * Returns the metrics of an invocation with their values, sorted.
	 */
	synchronized List<String> metrics(MixedInvocation invocation) {
		return this.metrics.getOrDefault(invocation.token(), List.of()).stream().sorted().toList();
	}

	/**
	 * Returns the trace id of each invocation by its token.
	 */
	synchronized Map<String, String> traces() {
		return Map.copyOf(this.traces);
	}

	/**
	 * Returns the lines without invocation, such as those of the start.
	 */
	synchronized String otherLines() {
		return this.start.toString();
	}

}
