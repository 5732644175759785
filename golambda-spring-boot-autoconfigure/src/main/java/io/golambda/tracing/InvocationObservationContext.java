package io.golambda.tracing;

import java.util.List;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;

/**
 * The {@link io.micrometer.observation.Observation.Context} of an invocation, for example
 * for an {@code ObservationFilter} of the application: <pre>
 * &#64;Bean
 * ObservationFilter tenant() {
 * 	return context -&gt; (context instanceof InvocationObservationContext lambda)
 * 			? context.addLowCardinalityKeyValue(KeyValue.of("tenant", tenant(lambda.invocation().event()))) : context;
 * }
 * </pre>
 * <p>
 * The invocation is the carrier of the sender's trace context. The getter returns it in
 * the header that the application's propagator reads.
 */
public final class InvocationObservationContext extends ReceiverContext<Invocation> {

	private final Invocation invocation;

	private final SenderGetter getter;

	private final Trigger trigger;

	// asked for at the start and at the end
	private @Nullable KeyValues keyValues;

	private @Nullable KeyValues details;

	InvocationObservationContext(Invocation invocation, XRayHeaderUse xRayHeader) {
		this(invocation, new SenderGetter(xRayHeader), Trigger.of(invocation.event()));
	}

	private InvocationObservationContext(Invocation invocation, SenderGetter getter, Trigger trigger) {
		super(getter, (trigger == Trigger.PUBSUB) ? Kind.CONSUMER : Kind.SERVER);
		this.invocation = invocation;
		this.getter = getter;
		this.trigger = trigger;
		setCarrier(invocation);
	}

	/**
	 * Returns the observed invocation.
	 * @return the invocation, with its event and Lambda's context
	 */
	public Invocation invocation() {
		return this.invocation;
	}

	Trigger trigger() {
		return this.trigger;
	}

	boolean isUnsampledByXRay() {
		return this.getter.sender(this.invocation).isUnsampledByXRay();
	}

	List<SenderSpan> links() {
		return this.getter.sender(this.invocation).links();
	}

	@Nullable KeyValues keyValues() {
		return this.keyValues;
	}

	void setKeyValues(KeyValues keyValues) {
		this.keyValues = keyValues;
	}

	@Nullable KeyValues details() {
		return this.details;
	}

	void setDetails(KeyValues details) {
		this.details = details;
	}

}
