/**
 * Runs a function bean in Lambda: the handler, the start of the application, finding and
 * calling the function, and writing its result.
 */
@NullMarked
package io.golambda.lambda;

import org.jspecify.annotations.NullMarked;
