package io.golambda.integration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import io.golambda.idempotency.IdempotencyStore;
import io.golambda.idempotency.IdempotencyStoreContract;
import io.golambda.idempotency.dynamodb.DynamoDbIdempotencyStore;

/**
 * Tests that a table keeps what every store promises.
 */
@ExtendWith(SharedDynamoDb.class)
class DynamoDbStoreTests extends IdempotencyStoreContract {

	private IdempotencyStore store;

	@BeforeEach
	void createTable(DynamoDbLocal dynamoDb) {
		this.store = new DynamoDbIdempotencyStore(dynamoDb.client(), dynamoDb.createIdempotencyTable());
	}

	@Override
	protected IdempotencyStore store() {
		return this.store;
	}

}
