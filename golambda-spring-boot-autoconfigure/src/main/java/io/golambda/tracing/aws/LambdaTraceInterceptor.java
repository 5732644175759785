package io.golambda.tracing.aws;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

import io.golambda.invocation.Invocation;

/**
 * Continues the current span of the invocation in each request to AWS. The AWS SDK finds
 * this class by the file {@code execution.interceptors} and adds it to every client,
 * which costs nothing without tracing and outside an invocation. Applications do not use
 * it.
 * <p>
 * Stateless, so safe for use by several threads.
 *
 * @see TracePropagation
 */
public final class LambdaTraceInterceptor implements ExecutionInterceptor {

	private static final ExecutionAttribute<OutgoingSpan> SPAN = new ExecutionAttribute<>("golambda.span");

	/**
	 * Creates the interceptor, as the AWS SDK does.
	 */
	public LambdaTraceInterceptor() {
	}

	/**
	 * Finds the span while the request is still in the thread of its caller.
	 */
	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
		Invocation invocation = Invocation.find().orElse(null);
		SpanSource spans = (invocation != null) ? invocation.attribute(SpanSource.class).orElse(null) : null;
		if (spans != null) {
			spans.current(invocation).ifPresent((span) -> attributes.putAttribute(SPAN, span));
		}
	}

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
		SdkRequest request = context.request();
		OutgoingSpan span = attributes.getAttribute(SPAN);
		String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
		return (span != null && service != null) ? with(request, service, span) : request;
	}

	// the classes of a service are only loaded if the application uses it
	private static SdkRequest with(SdkRequest request, String service, OutgoingSpan span) {
		return switch (service) {
			case "EventBridge" -> EventBridgeEvents.with(request, span);
			case "Sns" -> SnsMessages.with(request, span);
			case "Sqs" -> SqsMessages.with(request, span);
			default -> request;
		};
	}

	/**
	 * Replaces the header of the AWS SDK, which continues the span of Lambda.
	 */
	@Override
	public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
		SdkHttpRequest request = context.httpRequest();
		OutgoingSpan span = attributes.getAttribute(SPAN);
		return (span != null) ? request.toBuilder().putHeader(XRayHeader.NAME, span.header().text()).build() : request;
	}

}
