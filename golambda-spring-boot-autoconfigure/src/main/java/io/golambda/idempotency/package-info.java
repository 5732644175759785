/**
 * Idempotency: work that is done once, although Lambda delivers an event or a record more
 * than once. Independent of Spring.
 */
@NullMarked
package io.golambda.idempotency;

import org.jspecify.annotations.NullMarked;
