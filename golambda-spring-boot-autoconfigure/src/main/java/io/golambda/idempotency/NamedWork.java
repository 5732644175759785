package io.golambda.idempotency;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * A piece of work that has a namespace of its own.
 *
 * @param namespace the full name of the namespace
 * @param timeToLive how long completed work is remembered
 */
record NamedWork(OnceOnly onceOnly, String namespace, Duration timeToLive) {

	/**
	 * Does the work for a key.
	 * @param contents the hash of the contents, or {@code null} to compare nothing
	 * @param stored writes and reads the result, or {@code null} for work without one
	 * @return the result, which is {@code null} for work without one
	 */
	<R extends @Nullable Object> R run(@Nullable Object key, @Nullable String contents,
			@Nullable StoredResult<R> stored, Callable<? extends R> work) {
		String text = this.onceOnly.keyText().of(key, this.namespace);
		return this.onceOnly.run(WorkKey.of(this.namespace, text), contents, this, stored, work);
	}

}
