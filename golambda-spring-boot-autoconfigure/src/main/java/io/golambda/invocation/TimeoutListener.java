package io.golambda.invocation;

/**
 * Implemented by an {@link OuterInterceptor}'s interceptor that has something to finish
 * before the function times out, when Lambda ends the process without a warning. The
 * listeners are called from the innermost interceptor to the outermost, in the order in
 * which an exception would pass them, see {@link InvocationChain#timeout}.
 * <p>
 * An application declares a bean of type {@link BeforeTimeout} instead.
 */
public interface TimeoutListener {

	/**
	 * Finishes the work of this interceptor. The function still runs in its own thread;
	 * if it ends after all, it does so once all listeners have returned.
	 * <p>
	 * Should return within half of {@link Invocation#remaining()}, because others follow.
	 * @param invocation the invocation, which is {@linkplain Invocation#current()
	 * current} in this thread
	 * @param timeout describes the timeout, with the stack trace of the function's thread
	 * @throws Exception any exception, which is logged
	 */
	void onTimeout(Invocation invocation, Throwable timeout) throws Exception;

}
