package io.golambda.event.source;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;

/**
 * A pointer that a sender wrote instead of a message, which is in Amazon S3. It does not
 * bind unless the object is read in its place.
 *
 * @param text the pointer
 * @param object the object, or {@code null} if the pointer is malformed
 */
public record PointerPayload(ByteSlice text, @Nullable StoredObject object) implements Payload {

	private static final String POINTER = "is the pointer of AWS's extended client library to a message in S3, not the "
			+ "message; ";

	/**
	 * The problem of a pointer that does not name an object.
	 */
	public static final String MALFORMED = "is a malformed pointer of AWS's extended client library: it has no "
			+ "s3BucketName or no s3Key";

	@Override
	public ByteSlice read(byte[] event, int start) {
		return this.text;
	}

	// so was the message that the pointer replaced
	@Override
	public boolean isText() {
		return true;
	}

	@Override
	public String unbound() {
		return POINTER + "name the bucket in golambda.large-payload.buckets to have the message read, or read the "
				+ "object that text() and bind(JsonNode.class) name by s3BucketName and s3Key";
	}

}
