package io.golambda.tracing.aws;

import java.util.Map;

/**
 * The span that a request to AWS continues.
 *
 * @param header the span for X-Ray and for AWS
 * @param messageAttributes the span as the application propagates it by HTTP, such as
 * {@code traceparent}; empty unless messages get these attributes
 */
record OutgoingSpan(XRayHeader header, Map<String, String> messageAttributes) {

	// of SQS, and of SNS if it delivers messages to SQS unchanged
	private static final int MOST_MESSAGE_ATTRIBUTES = 10;

	/**
	 * Returns the attributes that a message gets: all or none.
	 * @param present the attributes that the message has, which are not replaced
	 */
	Map<String, String> messageAttributesFor(Map<String, ?> present) {
		boolean fit = present.size() + this.messageAttributes.size() <= MOST_MESSAGE_ATTRIBUTES
				&& this.messageAttributes.keySet().stream().noneMatch(present::containsKey);
		return fit ? this.messageAttributes : Map.of();
	}

}
