/**
 * Polls a queue on this computer as an event source mapping of Lambda does.
 */
@NullMarked
package io.golambda.local.queue;

import org.jspecify.annotations.NullMarked;
