/**
 * A Micrometer registry whose meters become CloudWatch metrics, by lines in the Embedded
 * Metric Format at the end of each invocation. Independent of Spring.
 */
@NullMarked
package io.golambda.metrics;

import org.jspecify.annotations.NullMarked;
