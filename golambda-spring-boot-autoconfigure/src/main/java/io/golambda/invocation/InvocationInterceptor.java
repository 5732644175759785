package io.golambda.invocation;

import org.jspecify.annotations.Nullable;

/**
 * Intercepts each invocation of the function. The features of golambda are interceptors,
 * and an application adds its own as beans: <pre>
 * &#64;Bean
 * &#64;Order(1)
 * InvocationInterceptor timer(Timer timer) {
 * 	return (invocation, chain) -&gt; {
 * 		long start = System.nanoTime();
 * 		try {
 * 			return chain.proceed(invocation);
 * 		}
 * 		finally {
 * 			timer.record(System.nanoTime() - start);
 * 		}
 * 	};
 * }
 * </pre>
 * <p>
 * {@code @Order} sorts the beans, the lowest value outermost. golambda's interceptors
 * surround all of them, see {@link InterceptorOrder}.
 * <p>
 * All invocations share an interceptor, and Lambda may run several at the same time, so
 * implementations must be safe for use by several threads. State of an invocation belongs
 * in the {@link Invocation}.
 */
@FunctionalInterface
public interface InvocationInterceptor {

	/**
	 * Intercepts an invocation.
	 * @param invocation the invocation
	 * @param chain the rest of the chain, which ends with the function
	 * @return the result of the function, or another result instead; {@code null} for
	 * none. golambda waits for a {@code CompletionStage} or a publisher, and takes the
	 * value out of a message
	 * @throws Exception if the invocation fails; Lambda reports the exception unchanged
	 */
	@Nullable Object intercept(Invocation invocation, Chain chain) throws Exception;

	/**
	 * The rest of the chain.
	 */
	@FunctionalInterface
	interface Chain {

		/**
		 * Calls the next interceptor, or the function.
		 * @param invocation the invocation
		 * @return its result; {@code null} for none. The result of the function is the
		 * value itself, not a {@code Mono} or a message around it
		 * @throws Exception the exception that it throws, unchanged
		 */
		@Nullable Object proceed(Invocation invocation) throws Exception;

	}

}
