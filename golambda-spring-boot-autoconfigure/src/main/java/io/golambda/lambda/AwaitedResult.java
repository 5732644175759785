package io.golambda.lambda;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
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
			return join(stage);
		}
		if (result instanceof Publisher<?> publisher) {
			List<?> values = all(publisher);
			return (values.size() > 1) ? values : values.stream().findFirst().orElse(null);
		}
		return result;
	}

	/**
	 * Everything that a publisher has to give.
	 */
	static List<?> all(Publisher<?> publisher) {
		return Reactive.all(publisher);
	}

	/**
	 * The value, or the function's own exception as it is.
	 */
	private static @Nullable Object join(CompletionStage<?> stage) {
		try {
			return stage.toCompletableFuture().join();
		}
		catch (CompletionException ex) {
			throw Rethrow.<RuntimeException>unchanged((ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	// in a class of its own, so that Reactor is only loaded where a function uses it
	private static final class Reactive {

		static List<?> all(Publisher<?> publisher) {
			List<?> values = (List<?>) join(Flux.from(publisher).collectList().toFuture());
			return (values != null) ? values : List.of();
		}

	}

}
