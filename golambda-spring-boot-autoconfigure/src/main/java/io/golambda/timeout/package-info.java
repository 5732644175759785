/**
 * Watches the deadline of each invocation, and reports a function that is about to time
 * out while there is still time. Does not use Spring.
 */
@NullMarked
package io.golambda.timeout;

import org.jspecify.annotations.NullMarked;
