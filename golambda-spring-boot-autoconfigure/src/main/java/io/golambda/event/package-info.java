/**
 * From the bytes that Lambda delivers to an {@link io.golambda.event.Event}, to its
 * {@link io.golambda.event.EventRecord records}, and back. One file for each event
 * source. Knows nothing of Spring.
 */
@NullMarked
package io.golambda.event;

import org.jspecify.annotations.NullMarked;
