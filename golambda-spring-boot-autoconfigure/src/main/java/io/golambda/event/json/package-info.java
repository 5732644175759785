/**
 * Reads JSON directly from a byte array, without copying it. Internal to golambda: types
 * are public only so that the other packages of golambda can use them.
 */
@NullMarked
package io.golambda.event.json;

import org.jspecify.annotations.NullMarked;
