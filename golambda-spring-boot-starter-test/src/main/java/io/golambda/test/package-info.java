/**
 * Test kit for functions: {@link io.golambda.test.LambdaTester} invokes them as Lambda
 * does, {@link io.golambda.test.LambdaLogs} captures their log lines, and
 * {@link io.golambda.test.LambdaSecrets} stands in for their secrets.
 */
@NullMarked
package io.golambda.test;

import org.jspecify.annotations.NullMarked;
