package io.golambda.tracing;

/**
 * The use of the X-Ray header that Lambda passes to each invocation.
 */
public enum XRayHeaderUse {

	/**
	 * The span of the invocation continues the header's trace, with its sampling
	 * decision.
	 */
	PARENT,

	/**
	 * The span of the invocation starts a trace of its own that is sampled by its own
	 * rules, and links to the header's span if X-Ray samples it.
	 */
	LINK,

	/**
	 * The header is ignored.
	 */
	IGNORE

}
