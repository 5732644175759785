/**
 * One run of the function: the {@link io.golambda.invocation.Invocation} and the chain of
 * {@link io.golambda.invocation.InvocationInterceptor interceptors} around it. Knows
 * nothing of Spring.
 */
@NullMarked
package io.golambda.invocation;

import org.jspecify.annotations.NullMarked;
