package io.golambda.autoconfigure;

import io.golambda.idempotency.IdempotencyStore;

/**
 * Creates the idempotency store that properties ask for. A bean exists if the library of
 * the store is on the class path.
 */
@FunctionalInterface
interface IdempotencyStoreFactory {

	/**
	 * Creates the store, when {@code Idempotency} is first injected.
	 * @param tableName the name or ARN of the table
	 * @return the store
	 */
	IdempotencyStore create(String tableName);

}
