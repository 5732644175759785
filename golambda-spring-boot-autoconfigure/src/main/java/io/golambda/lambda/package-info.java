/**
 * Lambda's entrance: the handler, the start of the application, the way to the function
 * bean and from its answer to bytes.
 */
@NullMarked
package io.golambda.lambda;

import org.jspecify.annotations.NullMarked;
