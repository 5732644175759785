package io.golambda.tracing;

import io.micrometer.observation.Observation;

import io.golambda.invocation.Invocation;

/**
 * What is known of an invocation that is observed, for an application's own
 * {@code GlobalObservationConvention}, {@code ObservationFilter} and the like.
 */
public final class InvocationObservationContext extends Observation.Context {

	private final Invocation invocation;

	private final boolean coldStart;

	InvocationObservationContext(Invocation invocation, boolean coldStart) {
		this.invocation = invocation;
		this.coldStart = coldStart;
	}

	/**
	 * The invocation.
	 * @return the invocation, with its event and Lambda's context
	 */
	public Invocation invocation() {
		return this.invocation;
	}

	/**
	 * Whether it is the first one after an on-demand start.
	 * @return {@code false} also outside Lambda
	 */
	public boolean isColdStart() {
		return this.coldStart;
	}

}
