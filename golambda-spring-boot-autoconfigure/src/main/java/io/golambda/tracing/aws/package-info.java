/**
 * Propagation of the current span into the clients of the AWS SDK, and trace ids in the
 * format of X-Ray. Independent of Spring.
 */
@NullMarked
package io.golambda.tracing.aws;

import org.jspecify.annotations.NullMarked;
