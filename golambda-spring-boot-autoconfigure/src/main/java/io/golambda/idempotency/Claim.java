package io.golambda.idempotency;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One attempt at work, which claims the key of the work. Immutable.
 *
 * @param id the identifier of the key in the store: the namespace, {@code #} and the key
 * or its hash, at most 1,024 bytes in UTF-8
 * @param owner identifies the attempt; no two attempts have the same owner
 * @param payloadHash the hash of the contents that the work is for, or {@code null} if
 * they are not compared
 * @param now the time of the attempt
 * @param expiry when the claim expires and the key becomes free again, unless the work
 * ends before: the deadline of the invocation and a margin for clock skew
 */
public record Claim(String id, String owner, @Nullable String payloadHash, Instant now, Instant expiry) {

}
