/**
 * One JSON line for each log event, with the request id. Knows nothing of Spring.
 */
@NullMarked
package io.golambda.logging;

import org.jspecify.annotations.NullMarked;
