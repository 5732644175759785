package io.golambda.event.source;

import org.jspecify.annotations.Nullable;

/**
 * An object in Amazon S3 that an event names.
 *
 * @param bucket the name of the bucket
 * @param key the key, not encoded
 * @param versionId the version, or {@code null} for the current one
 */
public record StoredObject(String bucket, String key, @Nullable String versionId) {

}
