/**
 * Receives the spans that a function exports by OpenTelemetry's protocol.
 */
@NullMarked
package io.golambda.local.trace;

import org.jspecify.annotations.NullMarked;
