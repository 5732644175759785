package io.golambda.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;

/**
 * Observes each invocation, and within it each record of a batch, in any thread.
 */
public final class ObservationInterceptor implements InvocationInterceptor, RecordInterceptor {

	private static final ObservationConvention<InvocationObservationContext> INVOCATION = new InvocationObservationConvention();

	private static final ObservationConvention<RecordObservationContext> RECORD = new RecordObservationConvention();

	private final ObservationRegistry registry;

	/**
	 * Creates the interceptor.
	 * @param registry the registry of the application
	 */
	public ObservationInterceptor(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
		Observation observation = LambdaObservation.INVOCATION.observation(null, INVOCATION,
				() -> new InvocationObservationContext(invocation), this.registry);
		invocation.setAttribute(Observation.class, observation);
		return observation.<@Nullable Object, Exception>observeChecked(() -> chain.proceed(invocation));
	}

	@Override
	public void intercept(EventRecord record, RecordInterceptor.Chain chain) throws Exception {
		Observation observation = LambdaObservation.RECORD.observation(null, RECORD,
				() -> new RecordObservationContext(record), this.registry);
		Invocation invocation = Invocation.current();
		if (this.registry.getCurrentObservation() == null) {
			// a thread without context propagation
			invocation.attribute(Observation.class).ifPresent(observation::parentObservation);
		}
		// the parent for a nested batch
		invocation.setAttribute(Observation.class, observation);
		observation.observeChecked(chain::proceed);
	}

}
