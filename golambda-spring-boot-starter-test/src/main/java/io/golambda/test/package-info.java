/**
 * Test kit for functions: {@link io.golambda.test.LambdaLogs} captures their log lines.
 */
@NullMarked
package io.golambda.test;

import org.jspecify.annotations.NullMarked;
