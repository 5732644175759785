package io.golambda.invocation;

/**
 * Work that is done shortly before the function times out, when Lambda ends the process
 * without a warning. An application declares beans, which {@code @Order} sorts: <pre>
 * &#64;Bean
 * BeforeTimeout checkpoint(Progress progress) {
 * 	return (invocation) -&gt; progress.save(invocation.requestId());
 * }
 * </pre>
 * <p>
 * The function still runs in its own thread. {@code golambda.timeout.margin} is how long
 * before the timeout the work starts, after the timeout has been logged and reported; the
 * beans share the time that is left. One that takes longer than its share is interrupted,
 * and the next one is called.
 * <p>
 * Implementations must be safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html">Configure
 * Lambda function timeout</a>
 */
@FunctionalInterface
public interface BeforeTimeout {

	/**
	 * Does the work, in a thread of its own for which {@link Invocation#current()} is the
	 * invocation.
	 * @param invocation the invocation that is about to time out, with its
	 * {@link Invocation#remaining() remaining time} and {@link Invocation#recordsInWork()
	 * records in work}
	 * @throws Exception any exception, which is logged
	 */
	void beforeTimeout(Invocation invocation) throws Exception;

}
