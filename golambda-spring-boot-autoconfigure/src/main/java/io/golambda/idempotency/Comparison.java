package io.golambda.idempotency;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The contents of an input that duplicates have in common.
 */
@FunctionalInterface
interface Comparison<T> {

	/**
	 * Returns the hash of the contents.
	 * @return the hash, or {@code null} to compare nothing
	 */
	@Nullable String hash(T input);

	static <T> Comparison<T> whole(Contents contents) {
		return contents::hash;
	}

	static <T> Comparison<T> of(Function<? super T, ? extends @Nullable Object> part, Contents contents) {
		return (input) -> contents.hashPart(part.apply(input));
	}

	static <T> Comparison<T> nothing() {
		return (input) -> null;
	}

}
