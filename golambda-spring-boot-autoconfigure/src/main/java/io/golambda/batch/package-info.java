/**
 * Batch processing: each record on its own, with a partial batch response that reports
 * the failed ones. Independent of Spring.
 */
@NullMarked
package io.golambda.batch;

import org.jspecify.annotations.NullMarked;
