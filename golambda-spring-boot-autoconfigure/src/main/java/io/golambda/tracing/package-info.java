/**
 * Micrometer's observations, which become spans and metrics: of each invocation, and of
 * each record that is worked on by itself. Knows nothing of Spring.
 */
@NullMarked
package io.golambda.tracing;

import org.jspecify.annotations.NullMarked;
