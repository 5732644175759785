package io.golambda.tracing;

import io.micrometer.observation.transport.Propagator;
import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;

/**
 * Reads the trace context of an invocation's sender, when a tracer asks for it.
 */
final class SenderGetter implements Propagator.Getter<Invocation> {

	private final XRayHeaderUse xRayHeader;

	private @Nullable InvocationSender sender;

	SenderGetter(XRayHeaderUse xRayHeader) {
		this.xRayHeader = xRayHeader;
	}

	@Override
	public @Nullable String get(Invocation invocation, String key) {
		return sender(invocation).get(key);
	}

	InvocationSender sender(Invocation invocation) {
		InvocationSender known = this.sender;
		if (known == null) {
			known = InvocationSender.of(invocation, this.xRayHeader);
			this.sender = known;
		}
		return known;
	}

}
