package io.golambda.lambda;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

/**
 * The value of an asynchronous result. Lambda freezes the process when the handler
 * returns, so whatever the function promised is waited for.
 */
final class AwaitedResult {

	private AwaitedResult() {
	}

	static @Nullable Object of(@Nullable Object result) {
		if (result instanceof CompletionStage<?> stage) {
			try {
				return stage.toCompletableFuture().join();
			}
			catch (CompletionException ex) {
				throw Rethrow.<RuntimeException>unchanged((ex.getCause() != null) ? ex.getCause() : ex);
			}
		}
		return (result instanceof Publisher<?> publisher) ? Reactive.collect(publisher) : result;
	}

	// in a class of its own, so that Reactor is only loaded where a function uses it
	private static final class Reactive {

		static @Nullable Object collect(Publisher<?> publisher) {
			List<?> values;
			try {
				values = Flux.from(publisher).collectList().block();
			}
			catch (RuntimeException ex) {
				throw Rethrow.<RuntimeException>unchanged(Exceptions.unwrap(ex));
			}
			if (values == null || values.isEmpty()) {
				return null;
			}
			return (values.size() == 1) ? values.get(0) : values;
		}

	}

}
