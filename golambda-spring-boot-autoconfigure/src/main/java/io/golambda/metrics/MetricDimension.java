package io.golambda.metrics;

/**
 * A dimension that each metric has in addition to the tags of its meter.
 */
public enum MetricDimension {

	/**
	 * The name of the function.
	 */
	FUNCTION_NAME("FunctionName"),

	/**
	 * The version of the function, {@code $LATEST} or a number. Each deployed version
	 * adds metrics of its own.
	 */
	FUNCTION_VERSION("FunctionVersion"),

	/**
	 * The tenant of the invocation, if the function isolates tenants. Each tenant adds
	 * metrics of its own.
	 */
	TENANT_ID("TenantId");

	private final String member;

	MetricDimension(String member) {
		this.member = member;
	}

	/**
	 * Returns the name of the dimension in CloudWatch.
	 */
	String member() {
		return this.member;
	}

}
