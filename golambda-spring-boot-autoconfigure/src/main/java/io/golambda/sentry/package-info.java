/**
 * Sends errors to Sentry, with what is known of the invocation. Loaded only where a DSN
 * is set. Knows nothing of Spring.
 */
@NullMarked
package io.golambda.sentry;

import org.jspecify.annotations.NullMarked;
