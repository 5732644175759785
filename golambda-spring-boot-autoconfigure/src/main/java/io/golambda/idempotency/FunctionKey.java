package io.golambda.idempotency;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The key that a function of the application returns.
 */
record FunctionKey<T>(Function<? super T, ? extends @Nullable Object> function) implements KeySource<T> {

	@Override
	public @Nullable Object of(T input) {
		return this.function.apply(input);
	}

}
