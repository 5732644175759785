package io.golambda.autoconfigure;

import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import io.golambda.aws.ServiceClient;
import io.golambda.idempotency.IdempotencyStore;
import io.golambda.idempotency.dynamodb.DynamoDbIdempotencyStore;

/**
 * Creates stores in DynamoDB, whose client is created for the first key.
 */
final class DynamoDbStoreFactory implements IdempotencyStoreFactory, AutoCloseable {

	private final ServiceClient<DynamoDbClient> client;

	DynamoDbStoreFactory(Environment environment, RegisteredBeans registered) {
		this.client = ServiceClient.dynamoDb(environment, registered);
	}

	@Override
	public IdempotencyStore create(String tableName) {
		return new DynamoDbIdempotencyStore(this.client, tableName);
	}

	@Override
	public void close() {
		this.client.close();
	}

}
