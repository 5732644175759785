package io.golambda.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.LambdaEnvironment;

/**
 * The dimensions and properties that all lines of an invocation have.
 *
 * @param dimensions the values of the dimensions by name
 * @param requestId the request id, or {@code null} for values that were recorded outside
 * all invocations
 * @param traceId the id of the trace, or {@code null} if X-Ray does not sample it
 * @param tenantId the tenant, or {@code null} if the function does not isolate tenants
 * @param coldStart whether the invocation is a cold start
 */
record LineContext(Map<String, String> dimensions, @Nullable String requestId, @Nullable String traceId,
		@Nullable String tenantId, boolean coldStart) {

	static final String REQUEST_ID = "lambda.requestID";

	static final String TRACE_ID = "lambda.traceID";

	static final String TENANT_ID = "lambda.tenantID";

	static final String COLD_START = "coldStart";

	/**
	 * Returns the context of what is recorded outside all invocations.
	 */
	static LineContext of(LambdaEnvironment environment, Set<MetricDimension> dimensions) {
		Map<String, String> values = new LinkedHashMap<>();
		put(MetricDimension.FUNCTION_NAME, environment.functionName().orElse(null), dimensions, values);
		put(MetricDimension.FUNCTION_VERSION, environment.functionVersion().orElse(null), dimensions, values);
		return new LineContext(values, null, null, null, false);
	}

	/**
	 * Returns the context of an invocation.
	 */
	static LineContext of(Invocation invocation, Set<MetricDimension> dimensions) {
		Map<String, String> values = new LinkedHashMap<>();
		put(MetricDimension.FUNCTION_NAME, invocation.context().getFunctionName(), dimensions, values);
		put(MetricDimension.FUNCTION_VERSION, invocation.context().getFunctionVersion(), dimensions, values);
		String tenantId = invocation.tenantId().orElse(null);
		put(MetricDimension.TENANT_ID, tenantId, dimensions, values);
		return new LineContext(values, invocation.requestId(), invocation.sampledTraceId().orElse(null), tenantId,
				invocation.isColdStart());
	}

	private static void put(MetricDimension dimension, @Nullable String value, Set<MetricDimension> dimensions,
			Map<String, String> values) {
		String valid = (value != null && dimensions.contains(dimension)) ? CloudWatchText.dimensionValue(value) : null;
		if (valid != null) {
			values.put(dimension.member(), valid);
		}
	}

}
