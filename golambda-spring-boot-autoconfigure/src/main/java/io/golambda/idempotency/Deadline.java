package io.golambda.idempotency;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.AsyncResult;
import io.golambda.invocation.Invocation;

/**
 * The deadline of the invocation that the current thread works for.
 */
final class Deadline {

	// leaves time to free the key, and to report a batch
	private static final Duration MARGIN = Duration.ofMillis(500);

	private static final Duration NONE = Duration.ofDays(1);

	private Deadline() {
	}

	static void await(@Nullable Object result) throws Exception {
		AsyncResult.await(result, Invocation.find().map(Invocation::remaining).orElse(NONE).minus(MARGIN));
	}

}
