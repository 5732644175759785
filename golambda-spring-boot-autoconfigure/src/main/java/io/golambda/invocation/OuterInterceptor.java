package io.golambda.invocation;

import java.util.Objects;
import java.util.Optional;

/**
 * An interceptor of one of golambda's features, at a fixed place outside all interceptors
 * of the application. The auto-configuration of the feature contributes it as a bean:
 * <pre>
 * &#64;Bean
 * OuterInterceptor golambdaLogContext(Environment environment) {
 * 	return OuterInterceptor.of(InterceptorOrder.LOG_CONTEXT, new LogContextInterceptor(environment));
 * }
 * </pre> A factory method that finds the feature switched off at run time returns
 * {@code null}.
 * <p>
 * An application declares beans of type {@link InvocationInterceptor} and
 * {@link RecordInterceptor} instead, which {@code @Order} sorts among each other.
 * <p>
 * Immutable and safe for use by several threads.
 *
 * @see InterceptorOrder
 */
public final class OuterInterceptor {

	private final int order;

	private final InvocationInterceptor interceptor;

	private OuterInterceptor(int order, InvocationInterceptor interceptor) {
		this.order = order;
		this.interceptor = Objects.requireNonNull(interceptor);
	}

	/**
	 * Gives an interceptor its place. If it is a {@link RecordInterceptor} as well, it
	 * surrounds the work on each record at the same place; if it is a
	 * {@link TimeoutListener}, it is called before the function times out.
	 * @param order one of the values of {@link InterceptorOrder}
	 * @param interceptor the interceptor
	 * @return the interceptor at its place
	 */
	public static OuterInterceptor of(int order, InvocationInterceptor interceptor) {
		return new OuterInterceptor(order, interceptor);
	}

	int order() {
		return this.order;
	}

	InvocationInterceptor interceptor() {
		return this.interceptor;
	}

	Optional<RecordInterceptor> recordInterceptor() {
		return (this.interceptor instanceof RecordInterceptor records) ? Optional.of(records) : Optional.empty();
	}

	Optional<TimeoutListener> timeoutListener() {
		return (this.interceptor instanceof TimeoutListener listener) ? Optional.of(listener) : Optional.empty();
	}

	@Override
	public String toString() {
		return this.interceptor + " at " + this.order;
	}

}
