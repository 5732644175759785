package io.golambda.invocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

/**
 * Waits for an asynchronous result of the application: a {@link CompletionStage}, a
 * {@link Future}, or a publisher of Reactive Streams or of the JDK. Lambda freezes the
 * process when the handler returns, so the work has to complete before: <pre>
 * if (AsyncResult.isAsync(result)) {
 * 	values = AsyncResult.values(result);
 * }
 * </pre>
 * <p>
 * Stateless, so safe for use by several threads.
 */
public final class AsyncResult {

	private AsyncResult() {
	}

	/**
	 * Returns whether a result is asynchronous.
	 * @param result the result, or {@code null}
	 * @return {@code true} for a {@code CompletionStage}, a {@code Future} or a publisher
	 */
	public static boolean isAsync(@Nullable Object result) {
		return result instanceof CompletionStage || result instanceof Future || result instanceof Publisher
				|| result instanceof Flow.Publisher;
	}

	/**
	 * Waits for a result without a time limit.
	 * @param result an asynchronous result
	 * @return all values of a publisher, or the value of a stage or a future; empty if it
	 * completed without a value
	 * @throws Exception the failure of the result, unchanged;
	 * {@link InterruptedException} if the thread is interrupted
	 */
	public static List<?> values(Object result) throws Exception {
		Future<?> future = future(result);
		try {
			return list(future.get());
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			throw unchanged(failure(ex));
		}
	}

	/**
	 * Waits for a result, and for each of its values that is asynchronous itself, and
	 * discards the values. Cancels a result that does not complete in time.
	 * @param result the result; ignored unless it is asynchronous
	 * @param limit the time to wait at most; zero or less accepts only a result that is
	 * already complete
	 * @throws Exception the failure of the result, unchanged; {@link TimeoutException} if
	 * it did not complete in time; {@link InterruptedException} if the thread is
	 * interrupted
	 */
	public static void await(@Nullable Object result, Duration limit) throws Exception {
		if (!isAsync(result)) {
			return;
		}
		long end = System.nanoTime() + limit.toNanos();
		Future<?> future = future(result);
		List<?> values;
		try {
			values = list(future.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS));
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			throw ex;
		}
		catch (TimeoutException ex) {
			future.cancel(true);
			throw new TimeoutException("The asynchronous work did not complete in the " + Math.max(0, limit.toMillis())
					+ " ms that were left, and was cancelled.");
		}
		catch (ExecutionException ex) {
			throw unchanged(failure(ex));
		}
		for (Object value : values) {
			await(value, Duration.ofNanos(end - System.nanoTime()));
		}
	}

	private static Future<?> future(Object result) {
		if (result instanceof CompletionStage<?> stage) {
			return stage.toCompletableFuture();
		}
		return (result instanceof Future<?> future) ? future : Reactive.all(result);
	}

	private static List<?> list(@Nullable Object value) {
		if (value instanceof Values values) {
			return values.all();
		}
		return (value != null) ? Collections.singletonList(value) : List.of();
	}

	private static Throwable failure(ExecutionException ex) {
		Throwable failure = ex;
		while ((failure instanceof ExecutionException || failure instanceof CompletionException)
				&& failure.getCause() != null) {
			failure = failure.getCause();
		}
		return failure;
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> RuntimeException unchanged(Throwable failure) throws X {
		throw (X) failure;
	}

	// the values of a publisher, as opposed to a list that is the value of a future
	private record Values(List<?> all) {

	}

	// in a class of its own, so that Reactor is only loaded if a function uses it
	private static final class Reactive {

		static Future<?> all(Object publisher) {
			Flux<?> flux = (publisher instanceof Flow.Publisher<?> flow) ? JdkFlowAdapter.flowPublisherToFlux(flow)
					: Flux.from((Publisher<?>) publisher);
			return flux.onErrorMap(Exceptions::unwrap)
				.collectList()
				.map((values) -> new Values(new ArrayList<>(values)))
				.toFuture();
		}

	}

}
