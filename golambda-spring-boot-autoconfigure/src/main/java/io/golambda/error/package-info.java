/**
 * Exceptions that carry the values which explain them.
 */
@NullMarked
package io.golambda.error;

import org.jspecify.annotations.NullMarked;
