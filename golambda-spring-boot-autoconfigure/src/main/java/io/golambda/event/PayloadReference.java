package io.golambda.event;

import org.jspecify.annotations.Nullable;

/**
 * An object in Amazon S3 that has the payload of a record.
 *
 * @param record the record
 * @param bucket the name of the bucket
 * @param key the key, not encoded
 * @param versionId the version, or {@code null} for the current one
 * @param pointer whether the sender of a message named the object, as AWS's extended
 * clients do, which anyone who may send messages can; otherwise the event is a
 * notification of the object
 */
public record PayloadReference(EventRecord record, String bucket, String key, @Nullable String versionId,
		boolean pointer) {

}
