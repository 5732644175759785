/**
 * Tests of large payloads.
 */
@NullMarked
package io.golambda.payload;

import org.jspecify.annotations.NullMarked;
