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
 * Waits for a result that an application only promised: a {@link CompletionStage}, a
 * {@link Future}, or a publisher of Reactive Streams or of the JDK. Lambda freezes the
 * process when the handler returns, so every promise has to be kept before.
 */
public final class AsyncResult {

	private AsyncResult() {
	}

	/**
	 * Returns whether a result has to be waited for.
	 * @param result the result
	 * @return {@code true} for a {@code CompletionStage}, a {@code Future} or a publisher
	 */
	public static boolean isOne(@Nullable Object result) {
		return result instanceof CompletionStage || result instanceof Future || result instanceof Publisher
				|| result instanceof Flow.Publisher;
	}

	/**
	 * Waits for a result, however long it takes.
	 * @param result a result that has to be waited for
	 * @return all values of a publisher, or the one value of a stage or a future; empty
	 * if it completed without a value
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
	 * Waits for a result, and for the results that it gives in turn, and drops their
	 * values. What did not complete in time is cancelled.
	 * @param result the result; anything that has not to be waited for is ignored
	 * @param limit how long to wait at most; zero or less only takes what is there
	 * @throws Exception the failure of the result, unchanged; {@link TimeoutException} if
	 * the time is over; {@link InterruptedException} if the thread is interrupted
	 */
	public static void await(@Nullable Object result, Duration limit) throws Exception {
		if (!isOne(result)) {
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

	// all that a publisher gave, as opposed to a list that is the value of a future
	private record Values(List<?> all) {

	}

	// in a class of its own, so that Reactor is only loaded where a function uses it
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
