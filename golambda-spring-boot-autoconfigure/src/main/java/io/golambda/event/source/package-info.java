/**
 * Reads the events of each source. Internal to golambda: types are public only so that
 * {@code io.golambda.event} can use them.
 * <p>
 * A {@link io.golambda.event.source.SourceFormat} recognizes the events of its source and
 * reports where their records are; it returns plain values and knows nothing of
 * {@code Event}. To add a source, implement it in a file of its own and name it in a
 * constant of {@code EventSource}.
 */
@NullMarked
package io.golambda.event.source;

import org.jspecify.annotations.NullMarked;
