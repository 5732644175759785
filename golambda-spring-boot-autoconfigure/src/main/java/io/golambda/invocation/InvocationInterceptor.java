package io.golambda.invocation;

import org.jspecify.annotations.Nullable;

/**
 * A link of the chain around the function. Every feature of golambda is one, and an
 * application's own beans of this type are links of the same kind: <pre>
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
 * Links are called in the order of {@code @Order}, lowest first and outermost; golambda's
 * own lie outside the application's. A link is shared by all invocations, and Lambda may
 * run several at once: keep no state of one in it.
 */
@FunctionalInterface
public interface InvocationInterceptor {

	/**
	 * Does something around the rest of the chain.
	 * @param invocation the invocation
	 * @param chain the rest of the chain, which ends with the function
	 * @return what the function answers, or something else in its place; {@code null} if
	 * it answers nothing. A {@code CompletionStage} or a publisher is waited for, and
	 * what is around the value, such as a message, is left out
	 * @throws Exception if the invocation is to fail; Lambda sees it unchanged
	 */
	@Nullable Object intercept(Invocation invocation, Chain chain) throws Exception;

	/**
	 * The rest of the chain.
	 */
	@FunctionalInterface
	interface Chain {

		/**
		 * Calls the next link, or the function.
		 * @param invocation the invocation
		 * @return what it answers; {@code null} if it answers nothing. The answer of the
		 * function is the value itself, not the {@code Mono} or the message around it
		 * @throws Exception whatever it throws, unchanged
		 */
		@Nullable Object proceed(Invocation invocation) throws Exception;

	}

}
