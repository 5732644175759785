/**
 * Exports finished spans before the answer of an invocation, because Lambda then freezes
 * the process. Independent of Spring.
 */
@NullMarked
package io.golambda.tracing.export;

import org.jspecify.annotations.NullMarked;
