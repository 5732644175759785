/**
 * Micrometer observations of invocations and records, which become spans and metrics.
 * Independent of Spring.
 */
@NullMarked
package io.golambda.tracing;

import org.jspecify.annotations.NullMarked;
