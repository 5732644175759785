/**
 * Keeps the records of once-only work in a table of Amazon DynamoDB.
 */
@NullMarked
package io.golambda.idempotency.dynamodb;

import org.jspecify.annotations.NullMarked;
