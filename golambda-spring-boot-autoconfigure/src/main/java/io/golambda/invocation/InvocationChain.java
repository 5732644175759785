package io.golambda.invocation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;

/**
 * All links around the function, outermost first. Immutable and safe for use by several
 * threads: each invocation has an {@link Invocation} of its own.
 */
public final class InvocationChain {

	private final List<InvocationInterceptor> interceptors;

	private final RecordChain recordChain;

	private final AtomicBoolean cold;

	/**
	 * Creates a chain outside Lambda, without links around single records.
	 * @param interceptors the links, outermost first
	 */
	public InvocationChain(List<InvocationInterceptor> interceptors) {
		this(interceptors, List::of);
	}

	/**
	 * Creates a chain outside Lambda, where no invocation is a cold start.
	 * @param interceptors the links, outermost first
	 * @param recordInterceptors gives the links around the work on single records,
	 * outermost first; asked at the first record
	 */
	public InvocationChain(List<InvocationInterceptor> interceptors,
			Supplier<List<RecordInterceptor>> recordInterceptors) {
		this(LambdaEnvironment.of(Map.of()), interceptors, recordInterceptors);
	}

	/**
	 * Creates a chain.
	 * @param environment decides whether the first invocation is a cold start
	 * @param interceptors the links, outermost first
	 * @param recordInterceptors gives the links around the work on single records,
	 * outermost first; asked at the first record
	 */
	public InvocationChain(LambdaEnvironment environment, List<InvocationInterceptor> interceptors,
			Supplier<List<RecordInterceptor>> recordInterceptors) {
		this.cold = new AtomicBoolean(environment.isOnDemand());
		this.interceptors = List.copyOf(interceptors);
		this.recordChain = new RecordChain(recordInterceptors);
	}

	/**
	 * Runs the function with all links around it. Within an invocation, as when a
	 * function calls another that is also run by the chain, the links are not run again.
	 * @param event what Lambda delivered
	 * @param function what to run
	 * @return what the outermost link answers; {@code null} for nothing
	 * @throws Exception whatever the function or a link throws, unchanged
	 */
	public @Nullable Object invoke(Event event, InvocationInterceptor.Chain function) throws Exception {
		Invocation running = Invocation.find().orElse(null);
		if (running != null) {
			return function.proceed(running);
		}
		boolean coldStart = this.cold.get() && this.cold.getAndSet(false);
		Invocation invocation = new Invocation(event, coldStart, this.recordChain);
		invocation.enter();
		try {
			return new Link(this.interceptors, 0, function).proceed(invocation);
		}
		finally {
			Invocation.leave();
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
