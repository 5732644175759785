/**
 * The {@link io.golambda.invocation.Invocation} of the function, the chain of
 * {@link io.golambda.invocation.InvocationInterceptor interceptors} around it, and
 * {@link io.golambda.invocation.LambdaEnvironment Lambda's environment}. Does not use
 * Spring.
 */
@NullMarked
package io.golambda.invocation;

import org.jspecify.annotations.NullMarked;
