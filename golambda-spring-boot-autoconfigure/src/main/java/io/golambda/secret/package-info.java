/**
 * JSON secrets and parameters as properties, and secrets at run time, over the clients of
 * Spring Cloud AWS. No class of the AWS SDK is loaded until a secret is read.
 */
@NullMarked
package io.golambda.secret;

import org.jspecify.annotations.NullMarked;
