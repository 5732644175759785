/**
 * One JSON line for each log event, with the request id. Independent of Spring.
 */
@NullMarked
package io.golambda.logging;

import org.jspecify.annotations.NullMarked;
