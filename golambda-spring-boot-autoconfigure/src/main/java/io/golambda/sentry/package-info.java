/**
 * Adapts Sentry to Lambda: scopes for each invocation, error reports as events, and
 * delivery before Lambda freezes the process. Loaded only if a DSN is set.
 * {@link io.golambda.sentry.LambdaSentry} is the entry point.
 */
@NullMarked
package io.golambda.sentry;

import org.jspecify.annotations.NullMarked;
