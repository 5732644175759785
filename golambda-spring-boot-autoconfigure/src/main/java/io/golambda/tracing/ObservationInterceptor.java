package io.golambda.tracing;

import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;

/**
 * Observes each invocation, and within it each record that is worked on by itself, in
 * whatever thread that is.
 */
public final class ObservationInterceptor implements InvocationInterceptor, RecordInterceptor {

	private static final ObservationConvention<InvocationObservationContext> INVOCATION = new InvocationObservationConvention();

	private static final ObservationConvention<RecordObservationContext> RECORD = new RecordObservationConvention();

	private final ObservationRegistry registry;

	private final AtomicBoolean cold;

	/**
	 * Creates the interceptor.
	 * @param registry where observations are told
	 * @param initializationType Lambda's {@code AWS_LAMBDA_INITIALIZATION_TYPE}, or
	 * {@code null} outside Lambda
	 */
	public ObservationInterceptor(ObservationRegistry registry, @Nullable String initializationType) {
		this.registry = registry;
		this.cold = new AtomicBoolean("on-demand".equals(initializationType));
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
		boolean coldStart = this.cold.get() && this.cold.getAndSet(false);
		Observation observation = LambdaObservation.INVOCATION.observation(null, INVOCATION,
				() -> new InvocationObservationContext(invocation, coldStart), this.registry);
		invocation.setAttribute(Observation.class, observation);
		return observation.<@Nullable Object, Exception>observeChecked(() -> chain.proceed(invocation));
	}

	@Override
	public void intercept(EventRecord record, RecordInterceptor.Chain chain) throws Exception {
		Observation observation = LambdaObservation.RECORD.observation(null, RECORD,
				() -> new RecordObservationContext(record), this.registry);
		Invocation invocation = Invocation.current();
		if (this.registry.getCurrentObservation() == null) {
			// another thread, to which nothing was handed on
			invocation.attribute(Observation.class).ifPresent(observation::parentObservation);
		}
		// for a batch within the work on a record
		invocation.setAttribute(Observation.class, observation);
		observation.observeChecked(chain::proceed);
	}

}
