/**
 * Runs functions on this computer as Lambda runs them, for development and tests:
 * {@link io.golambda.local.LocalLambda} from a shell or an IDE,
 * {@link io.golambda.local.LocalFunction} in tests.
 */
@NullMarked
package io.golambda.local;

import org.jspecify.annotations.NullMarked;
