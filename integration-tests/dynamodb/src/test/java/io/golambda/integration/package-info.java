/**
 * Functions beside real parts.
 */
@NullMarked
package io.golambda.integration;

import org.jspecify.annotations.NullMarked;
