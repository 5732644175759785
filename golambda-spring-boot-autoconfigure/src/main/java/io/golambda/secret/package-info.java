/**
 * JSON secrets and parameters as properties, and secrets at run time. Of AWS's SDK
 * nothing is loaded until a secret is read.
 */
@NullMarked
package io.golambda.secret;

import org.jspecify.annotations.NullMarked;
