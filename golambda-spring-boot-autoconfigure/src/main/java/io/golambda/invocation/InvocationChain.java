package io.golambda.invocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import io.golambda.event.Event;

/**
 * All interceptors around the function, outermost first. A test runs code within an
 * invocation by a chain of its own: <pre>
 * new InvocationChain(List.of()).invoke(Event.of("{}"), (invocation) -&gt; orders.ship());
 * </pre>
 * <p>
 * Safe for use by several threads: each invocation has an {@link Invocation} of its own.
 */
public final class InvocationChain {

	private final List<InvocationInterceptor> interceptors;

	private final RecordChain recordChain;

	private final AtomicBoolean cold;

	private final boolean concurrent;

	// innermost first
	private final List<TimeoutListener> timeoutListeners;

	/**
	 * Creates a chain without record interceptors, in which no invocation is a cold
	 * start.
	 * @param interceptors the interceptors, outermost first
	 */
	public InvocationChain(List<InvocationInterceptor> interceptors) {
		this(interceptors, List::of);
	}

	/**
	 * Creates a chain in which no invocation is a cold start.
	 * @param interceptors the interceptors, outermost first
	 * @param recordInterceptors supplies the interceptors around the work on a record,
	 * outermost first; called when the first record is processed
	 */
	public InvocationChain(List<InvocationInterceptor> interceptors,
			Supplier<List<RecordInterceptor>> recordInterceptors) {
		this(LambdaEnvironment.of(Map.of()), List.of(), interceptors, recordInterceptors);
	}

	/**
	 * Creates a chain in which golambda's interceptors surround those of the application.
	 * @param environment decides whether the first invocation is a cold start
	 * @param outer golambda's interceptors, in any order
	 * @param interceptors the application's interceptors, outermost first
	 * @param recordInterceptors supplies the application's interceptors around the work
	 * on a record, outermost first; called when the first record is processed
	 */
	public InvocationChain(LambdaEnvironment environment, List<OuterInterceptor> outer,
			List<InvocationInterceptor> interceptors, Supplier<List<RecordInterceptor>> recordInterceptors) {
		List<OuterInterceptor> sorted = outer.stream()
			// no class cache holds the serializable comparators of the JDK
			.sorted((one, other) -> Integer.compare(one.order(), other.order()))
			.toList();
		this.interceptors = Stream.concat(sorted.stream().map(OuterInterceptor::interceptor), interceptors.stream())
			.toList();
		this.recordChain = new RecordChain(() -> Stream
			.concat(sorted.stream().flatMap((each) -> each.recordInterceptor().stream()),
					recordInterceptors.get().stream())
			.toList());
		this.cold = new AtomicBoolean(environment.isOnDemand());
		this.concurrent = environment.isManagedInstance();
		List<TimeoutListener> listeners = new ArrayList<>();
		sorted.forEach((each) -> each.timeoutListener().ifPresent((listener) -> listeners.add(0, listener)));
		this.timeoutListeners = List.copyOf(listeners);
	}

	/**
	 * Runs the function with all interceptors around it. Within an invocation, as when a
	 * function calls another one that is also run by the chain, the function is called
	 * without them.
	 * @param event the event that Lambda delivered
	 * @param function the function
	 * @return the result of the outermost interceptor; {@code null} for none
	 * @throws Exception the exception of the function or an interceptor, unchanged
	 */
	public @Nullable Object invoke(Event event, InvocationInterceptor.Chain function) throws Exception {
		Invocation running = Invocation.find().orElse(null);
		if (running != null) {
			return function.proceed(running);
		}
		boolean coldStart = this.cold.get() && this.cold.getAndSet(false);
		Invocation invocation = new Invocation(event, coldStart, this.recordChain, this.concurrent);
		invocation.enter();
		try {
			return new Link(this.interceptors, 0, function).proceed(invocation);
		}
		finally {
			Invocation.leave();
		}
	}

	/**
	 * Calls the {@link TimeoutListener}s, innermost first. A failure of one is logged,
	 * and the next one is called.
	 * @param invocation the invocation that is about to time out
	 * @param timeout describes the timeout
	 */
	public void timeout(Invocation invocation, Throwable timeout) {
		for (TimeoutListener listener : this.timeoutListeners) {
			try {
				invocation.call(() -> {
					listener.onTimeout(invocation, timeout);
					return null;
				});
			}
			catch (Throwable ex) {
				LoggerFactory.getLogger(InvocationChain.class)
					.warn("{} failed before the timeout of the function", listener.getClass().getName(), ex);
			}
		}
	}

	private record Link(List<InvocationInterceptor> interceptors, int index,
			InvocationInterceptor.Chain function) implements InvocationInterceptor.Chain {

		@Override
		public @Nullable Object proceed(Invocation invocation) throws Exception {
			if (this.index == this.interceptors.size()) {
				return this.function.proceed(invocation);
			}
			return this.interceptors.get(this.index)
				.intercept(invocation, new Link(this.interceptors, this.index + 1, this.function));
		}

	}

}
