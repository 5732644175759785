package io.golambda.tracing.aws;

import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Adds attributes with a span to messages that are published to SNS. SNS passes the
 * tracing header of the request to the subscribers itself.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-active-tracing.html">Active
 * tracing in Amazon SNS</a>
 */
final class SnsMessages {

	private SnsMessages() {
	}

	static SdkRequest with(SdkRequest request, OutgoingSpan span) {
		if (span.messageAttributes().isEmpty()) {
			return request;
		}
		if (request instanceof PublishRequest message) {
			return message.toBuilder().messageAttributes(attributes(message.messageAttributes(), span)).build();
		}
		if (request instanceof PublishBatchRequest batch) {
			return batch.toBuilder()
				.publishBatchRequestEntries(batch.publishBatchRequestEntries()
					.stream()
					.map((message) -> message.toBuilder()
						.messageAttributes(attributes(message.messageAttributes(), span))
						.build())
					.toList())
				.build();
		}
		return request;
	}

	private static Map<String, MessageAttributeValue> attributes(Map<String, MessageAttributeValue> present,
			OutgoingSpan span) {
		Map<String, MessageAttributeValue> all = new LinkedHashMap<>(present);
		span.messageAttributesFor(present)
			.forEach((name, value) -> all.put(name,
					MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
		return all;
	}

}
