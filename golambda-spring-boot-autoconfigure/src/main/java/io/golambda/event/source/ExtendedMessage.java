package io.golambda.event.source;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Recognizes the pointers that AWS's extended clients for SQS and SNS send instead of
 * large messages: the name of a class, and the object in S3 with the message. <pre>
 * ["software.amazon.payloadoffloading.PayloadS3Pointer",{"s3BucketName":"orders","s3Key":"17"}]
 * </pre>
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-managing-large-messages.html">Managing
 * large Amazon SQS messages</a>
 */
final class ExtendedMessage {

	// in a package that was renamed twice
	private static final String CLASS = "payloadoffloading.PayloadS3Pointer";

	// of the library for SQS before 1.1
	private static final String OLDER_CLASS = "com.amazon.sqs.javamessaging.MessageS3Pointer";

	private static final int SHORTEST_CLASS = CLASS.length();

	private ExtendedMessage() {
	}

	/**
	 * Returns the payload, or a pointer if it is one.
	 */
	static Payload orText(Payload payload) {
		return (payload instanceof TextPayload text && startsArray(text)) ? pointerOr(text) : payload;
	}

	private static boolean startsArray(TextPayload text) {
		int end = text.offset() + text.length();
		for (int at = text.offset(); at < end; at++) {
			byte next = text.bytes()[at];
			if (next == '[') {
				return true;
			}
			if (next > ' ' || next < 0) {
				return false;
			}
		}
		return false;
	}

	private static Payload pointerOr(TextPayload text) {
		ByteSlice body = text.text();
		JsonScanner json = new JsonScanner(body);
		try {
			json.enterArray();
			if (!json.nextElement() || json.type() != JsonType.STRING || !isPointer(json.utf8())) {
				return text;
			}
		}
		catch (JsonException ex) {
			return text;
		}
		return new PointerPayload(body, object(json));
	}

	private static boolean isPointer(ByteSlice name) {
		if (name.length() < SHORTEST_CLASS || name.length() > 100) {
			return false;
		}
		String text = name.ascii();
		return text.endsWith(CLASS) || text.equals(OLDER_CLASS);
	}

	private static @Nullable StoredObject object(JsonScanner json) {
		try {
			if (!json.nextElement() || json.type() != JsonType.OBJECT) {
				return null;
			}
			StoredObject object = members(json);
			boolean complete = !json.nextElement() && json.isAtEnd();
			return complete ? object : null;
		}
		catch (JsonException ex) {
			return null;
		}
	}

	private static @Nullable StoredObject members(JsonScanner json) {
		String bucket = null;
		String key = null;
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed("s3BucketName") && bucket == null) {
				bucket = RecordJson.scalar(json);
			}
			else if (json.isNamed("s3Key") && key == null) {
				key = RecordJson.scalar(json);
			}
			else {
				json.skip();
			}
		}
		boolean complete = bucket != null && !bucket.isEmpty() && key != null && !key.isEmpty();
		return complete ? new StoredObject(bucket, key, null) : null;
	}

}
