package io.golambda.event.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Recognizes the pointers that AWS's extended clients for SQS and SNS send instead of
 * large messages: the name of a class, and the object in S3 with the message.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-managing-large-messages.html">Managing
 * large Amazon SQS messages</a>
 */
final class ExtendedMessage {

	private static final List<byte[]> CLASSES = List.of(
			"[\"software.amazon.payloadoffloading.PayloadS3Pointer\"".getBytes(StandardCharsets.US_ASCII),
			"[\"com.amazon.sqs.javamessaging.MessageS3Pointer\"".getBytes(StandardCharsets.US_ASCII));

	private ExtendedMessage() {
	}

	/**
	 * Returns the payload, or one that does not bind if it is a pointer.
	 */
	static Payload orText(Payload payload) {
		return (payload instanceof TextPayload text && isPointer(text))
				? new UnboundPayload(text.text(),
						"is the pointer of AWS's extended client library to a message in S3, not the message; read the "
								+ "object that text() and bind(JsonNode.class) name by s3BucketName and s3Key")
				: payload;
	}

	private static boolean isPointer(TextPayload text) {
		if (text.length() == 0 || text.bytes()[text.offset()] != '[') {
			return false;
		}
		int end = text.offset() + text.length();
		return CLASSES.stream()
			.anyMatch((name) -> text.length() >= name.length && Arrays.equals(text.bytes(), text.offset(),
					Math.min(end, text.offset() + name.length), name, 0, name.length));
	}

}
