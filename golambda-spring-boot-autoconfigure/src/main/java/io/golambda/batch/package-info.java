/**
 * Each record of an event by itself, and the partial batch response that names those that
 * failed. Knows nothing of Spring.
 */
@NullMarked
package io.golambda.batch;

import org.jspecify.annotations.NullMarked;
