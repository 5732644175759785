/**
 * The event sources: one class for each source that reads its events, one that writes
 * them for tests. Internal to golambda: types are public only so that
 * {@code io.golambda.event} can use them.
 */
@NullMarked
package io.golambda.event.source;

import org.jspecify.annotations.NullMarked;
