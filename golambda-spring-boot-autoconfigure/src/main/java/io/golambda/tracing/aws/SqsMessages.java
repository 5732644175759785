package io.golambda.tracing.aws;

import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Adds a span to messages that are sent to SQS. The system attribute
 * {@code AWSTraceHeader} does not count towards the limits of a message.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html">Amazon SQS
 * and AWS X-Ray</a>
 */
final class SqsMessages {

	private static final String TRACE_HEADER = MessageSystemAttributeNameForSends.AWS_TRACE_HEADER.toString();

	private static final String TEXT = "String";

	private SqsMessages() {
	}

	static SdkRequest with(SdkRequest request, OutgoingSpan span) {
		if (request instanceof SendMessageRequest message) {
			return message.toBuilder()
				.messageSystemAttributesWithStrings(system(message.messageSystemAttributesAsStrings(), span))
				.messageAttributes(attributes(message.messageAttributes(), span))
				.build();
		}
		if (request instanceof SendMessageBatchRequest batch) {
			return batch.toBuilder()
				.entries(batch.entries().stream().map((message) -> with(message, span)).toList())
				.build();
		}
		return request;
	}

	private static SendMessageBatchRequestEntry with(SendMessageBatchRequestEntry message, OutgoingSpan span) {
		return message.toBuilder()
			.messageSystemAttributesWithStrings(system(message.messageSystemAttributesAsStrings(), span))
			.messageAttributes(attributes(message.messageAttributes(), span))
			.build();
	}

	private static Map<String, MessageSystemAttributeValue> system(Map<String, MessageSystemAttributeValue> present,
			OutgoingSpan span) {
		Map<String, MessageSystemAttributeValue> all = new LinkedHashMap<>(present);
		all.putIfAbsent(TRACE_HEADER,
				MessageSystemAttributeValue.builder().dataType(TEXT).stringValue(span.header().text()).build());
		return all;
	}

	private static Map<String, MessageAttributeValue> attributes(Map<String, MessageAttributeValue> present,
			OutgoingSpan span) {
		Map<String, MessageAttributeValue> all = new LinkedHashMap<>(present);
		span.messageAttributesFor(present)
			.forEach((name, value) -> all.put(name,
					MessageAttributeValue.builder().dataType(TEXT).stringValue(value).build()));
		return all;
	}

}
