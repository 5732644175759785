package io.golambda.autoconfigure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import io.golambda.aws.ServiceClient;
import io.golambda.idempotency.IdempotencyStore;
import io.golambda.idempotency.dynamodb.DynamoDbIdempotencyStore;

/**
 * Creates stores in DynamoDB. Builds the client along with the store, so that this is
 * part of the start, of SnapStart's snapshot and of what provisioned concurrency prepares
 * rather than of an invocation.
 */
final class DynamoDbStoreFactory implements IdempotencyStoreFactory, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(DynamoDbStoreFactory.class);

	private final ServiceClient<DynamoDbClient> client;

	DynamoDbStoreFactory(Environment environment, RegisteredBeans registered) {
		this.client = ServiceClient.dynamoDb(environment, registered);
	}

	@Override
	public IdempotencyStore create(String tableName) {
		buildClient();
		return new DynamoDbIdempotencyStore(this.client, tableName);
	}

	private void buildClient() {
		try {
			this.client.get();
		}
		catch (RuntimeException ex) {
			log.debug("The first key builds the client again, and reports why that failed", ex);
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

}
