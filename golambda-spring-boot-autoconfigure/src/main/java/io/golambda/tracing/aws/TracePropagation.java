package io.golambda.tracing.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;

/**
 * Lets the AWS SDK's clients continue the current span of the invocation: by X-Ray's
 * tracing header in each request, in the system attribute {@code AWSTraceHeader} of
 * messages to SQS, and in events to EventBridge.
 *
 * @see LambdaTraceInterceptor
 */
public final class TracePropagation implements InvocationInterceptor, SpanSource {

	private final Tracer tracer;

	private final Propagator messagePropagator;

	/**
	 * Creates the interceptor.
	 * @param tracer knows the current span
	 * @param messagePropagator makes attributes of messages to SQS and SNS, such as
	 * {@code traceparent}; {@link Propagator#NOOP} for none
	 */
	public TracePropagation(Tracer tracer, Propagator messagePropagator) {
		this.tracer = tracer;
		this.messagePropagator = messagePropagator;
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, Chain chain) throws Exception {
		invocation.setAttribute(SpanSource.class, this);
		return chain.proceed(invocation);
	}

	@Override
	public Optional<OutgoingSpan> current(Invocation invocation) {
		TraceContext span = this.tracer.currentTraceContext().context();
		return (span == null) ? Optional.empty()
				: XRayHeader.of(span.traceId(), span.spanId(), span.sampled(), invocation.traceHeader())
					.map((header) -> new OutgoingSpan(header, messageAttributes(span)));
	}

	private Map<String, String> messageAttributes(TraceContext span) {
		Map<String, String> attributes = new LinkedHashMap<>();
		this.messagePropagator.inject(span, attributes, (all, name, value) -> all.put(name, value));
		return attributes;
	}

}
