package io.golambda.tracing;

import io.micrometer.observation.Observation;

import io.golambda.invocation.Invocation;

/**
 * The {@link Observation.Context} of an invocation, for example for an
 * {@code ObservationFilter} of the application: <pre>
 * &#64;Bean
 * ObservationFilter tenant() {
 * 	return context -&gt; (context instanceof InvocationObservationContext lambda)
 * 			? context.addLowCardinalityKeyValue(KeyValue.of("tenant", tenant(lambda.invocation().event()))) : context;
 * }
 * </pre>
 */
public final class InvocationObservationContext extends Observation.Context {

	private final Invocation invocation;

	InvocationObservationContext(Invocation invocation) {
		this.invocation = invocation;
	}

	/**
	 * Returns the observed invocation.
	 * @return the invocation, with its event and Lambda's context
	 */
	public Invocation invocation() {
		return this.invocation;
	}

}
