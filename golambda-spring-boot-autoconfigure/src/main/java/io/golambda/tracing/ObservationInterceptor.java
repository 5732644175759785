package io.golambda.tracing;

import java.util.Optional;
import java.util.concurrent.Callable;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;
import io.golambda.invocation.TimeoutListener;

/**
 * Observes each invocation, and within it each record of a batch, in any thread. Before a
 * timeout, ends the observations with the error.
 */
public final class ObservationInterceptor implements InvocationInterceptor, RecordInterceptor, TimeoutListener {

	private static final ObservationConvention<InvocationObservationContext> INVOCATION = new InvocationObservationConvention();

	private static final ObservationConvention<RecordObservationContext> RECORD = new RecordObservationConvention();

	private final ObservationRegistry registry;

	private final XRayHeaderUse xRayHeader;

	/**
	 * Creates the interceptor.
	 * @param registry the registry of the application
	 * @param xRayHeader the use of Lambda's X-Ray header
	 */
	public ObservationInterceptor(ObservationRegistry registry, XRayHeaderUse xRayHeader) {
		this.registry = registry;
		this.xRayHeader = xRayHeader;
	}

	/**
	 * Returns an interceptor within those that report a timeout, by which their log lines
	 * have the ids of the invocation's span.
	 * @return the interceptor
	 */
	public static InvocationInterceptor timeoutScope() {
		return new TimeoutScope();
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
		OpenObservation open = new OpenObservation(LambdaObservation.INVOCATION.observation(null, INVOCATION,
				() -> new InvocationObservationContext(invocation, this.xRayHeader), this.registry));
		invocation.setAttribute(OpenObservation.class, open);
		return observe(open, () -> chain.proceed(invocation));
	}

	@Override
	public void intercept(EventRecord record, RecordInterceptor.Chain chain) throws Exception {
		OpenObservation open = new OpenObservation(LambdaObservation.RECORD.observation(null, RECORD,
				() -> new RecordObservationContext(record), this.registry));
		Invocation invocation = Invocation.current();
		if (this.registry.getCurrentObservation() == null) {
			// a thread without context propagation
			invocation.attribute(OpenObservation.class)
				.map(OpenObservation::observation)
				.ifPresent(open.observation()::parentObservation);
		}
		// the parent for a nested batch
		invocation.setAttribute(OpenObservation.class, open);
		observe(open, () -> {
			chain.proceed();
			return null;
		});
	}

	private static @Nullable Object observe(OpenObservation open, Callable<@Nullable Object> work) throws Exception {
		Throwable error = null;
		open.observation().start();
		Observation.Scope scope = open.observation().openScope();
		try {
			return work.call();
		}
		catch (Throwable ex) {
			error = ex;
			throw ex;
		}
		finally {
			scope.close();
			open.end(error);
		}
	}

	@Override
	public void onTimeout(Invocation invocation, Throwable timeout) {
		for (Invocation record : invocation.recordsInWork()) {
			end(record.attribute(OpenObservation.class), timeout);
		}
		end(invocation.attribute(OpenObservation.class), timeout);
	}

	private static void end(Optional<OpenObservation> open, Throwable timeout) {
		open.ifPresent((observation) -> observation.endByTimeout(timeout));
	}

}
