package io.golambda.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.messaging.Message;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.autoconfigure.IdempotencyProperties.Store;
import io.golambda.idempotency.Idempotency;
import io.golambda.idempotency.IdempotencyStore;
import io.golambda.idempotency.InMemoryIdempotencyStore;
import io.golambda.invocation.LambdaEnvironment;

/**
 * Creates {@link Idempotency} and its store when they are first injected.
 */
final class IdempotencySetup {

	// outside Lambda, where functions have no name
	private static final String LOCAL_NAMESPACE = "local";

	private IdempotencySetup() {
	}

	static Idempotency idempotency(ListableBeanFactory beans, Environment environment) {
		return new Idempotency(beans.getBean(IdempotencyStore.class),
				IdempotencyProperties.of(environment)
					.settings(LambdaEnvironment.current().functionName().orElse(LOCAL_NAMESPACE)),
				SingletonSupplier.of(() -> beans.getBeanProvider(JsonMapper.class).getIfAvailable(JsonMapper::shared)),
				IdempotencySetup::payload);
	}

	private static Object payload(Object input) {
		return (input instanceof Message<?> message) ? message.getPayload() : input;
	}

	static IdempotencyStore store(ListableBeanFactory beans, Environment environment) {
		return store(beans, environment, LambdaEnvironment.current());
	}

	static IdempotencyStore store(ListableBeanFactory beans, Environment environment, LambdaEnvironment lambda) {
		IdempotencyProperties properties = IdempotencyProperties.of(environment);
		if (properties.store() == Store.MEMORY) {
			return new InMemoryIdempotencyStore();
		}
		if (properties.tableName() != null && !properties.tableName().isBlank()) {
			return table(beans, properties.tableName());
		}
		if (properties.store() == Store.DYNAMODB) {
			throw new IdempotencyStoreMissingException(
					"golambda.idempotency.store is dynamodb, but " + "golambda.idempotency.table-name is not set.",
					"Set golambda.idempotency.table-name to the name "
							+ "or ARN of the table, as in GOLAMBDA_IDEMPOTENCY_TABLENAME of the function's configuration.");
		}
		if (lambda.isLambda()) {
			throw new IdempotencyStoreMissingException(
					"Idempotency needs a store that all execution environments of the function share, "
							+ "and none is configured.",
					"Set golambda.idempotency.table-name to the name or ARN of a table in DynamoDB, as in "
							+ "GOLAMBDA_IDEMPOTENCY_TABLENAME of the function's configuration, or declare a bean of type "
							+ "IdempotencyStore. On your own computer, set golambda.idempotency.store=memory.");
		}
		return new InMemoryIdempotencyStore();
	}

	private static IdempotencyStore table(ListableBeanFactory beans, String name) {
		IdempotencyStoreFactory factory = beans.getBeanProvider(IdempotencyStoreFactory.class).getIfAvailable();
		if (factory == null) {
			throw new IdempotencyStoreMissingException(
					"golambda.idempotency.table-name is set, but the AWS SDK for DynamoDB is not on the class path.",
					"Add the dependency software.amazon.awssdk:dynamodb.");
		}
		return factory.create(name);
	}

}
