package io.golambda.idempotency.dynamodb;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import io.golambda.idempotency.Claim;
import io.golambda.idempotency.IdempotencyRecord;
import io.golambda.idempotency.IdempotencyStore;
import io.golambda.idempotency.ResultTooLargeException;

/**
 * Keeps the records of once-only work in a table of DynamoDB. The property
 * {@code golambda.idempotency.table-name} creates one; for several tables, or another
 * client, declare it as a bean: <pre>
 * &#64;Bean
 * IdempotencyStore idempotencyStore(DynamoDbClient client) {
 * 	return new DynamoDbIdempotencyStore(client, "once");
 * }
 * </pre>
 * <p>
 * The table has the partition key {@code id} of type String, no sort key, and the TTL
 * attribute {@code expiration}. Its items have the attributes that AWS's Powertools
 * write, and {@code owner}, so that a function can take over their table. Each method is
 * one conditional write, after which nothing needs to be read.
 * <p>
 * A request ends with the invocation at the latest. Safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">Condition
 * expressions</a>
 */
public final class DynamoDbIdempotencyStore implements IdempotencyStore {

	// an item has at most 400 KB; attributes other than the result have up to 2 KB
	private static final int MAX_RESULT_BYTES = (400 - 4) * 1024;

	private final Supplier<DynamoDbClient> client;

	private final DynamoDbFailures failures;

	private final String tableName;

	/**
	 * Creates a store.
	 * @param client the client of DynamoDB, which the caller closes
	 * @param tableName the name or the ARN of the table
	 */
	public DynamoDbIdempotencyStore(DynamoDbClient client, String tableName) {
		this(() -> client, tableName);
	}

	/**
	 * Creates a store with a client that is created on first use.
	 * @param client returns the client of DynamoDB, which the caller closes
	 * @param tableName the name or the ARN of the table
	 */
	public DynamoDbIdempotencyStore(Supplier<DynamoDbClient> client, String tableName) {
		this.client = client;
		this.tableName = tableName;
		this.failures = new DynamoDbFailures(tableName);
	}

	@Override
	public Optional<IdempotencyRecord> begin(Claim claim) {
		return write((options) -> {
			this.client.get()
				.putItem((request) -> request.tableName(this.tableName)
					.item(Item.inProgress(claim))
					.conditionExpression(Item.IS_FREE)
					.expressionAttributeNames(Item.NAMES_OF_IS_FREE)
					.expressionAttributeValues(Item.valuesOfIsFree(claim))
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
					.overrideConfiguration(options));
			return Optional.<IdempotencyRecord>empty();
		}, (refusal) -> Optional.of(new ItemReader(this.tableName, claim.id(), refusal.item()).read()));
	}

	/**
	 * {@inheritDoc}
	 * @throws ResultTooLargeException if the result has more than 396 KB in UTF-8
	 */
	@Override
	public boolean complete(Claim claim, @Nullable String result, Instant expiry) {
		requireItFits(result);
		return write((options) -> {
			this.client.get()
				.putItem((request) -> request.tableName(this.tableName)
					.item(Item.completed(claim, result, expiry))
					.conditionExpression(Item.IS_NOT_ANOTHERS)
					.expressionAttributeNames(Item.NAMES_OF_IS_NOT_ANOTHERS)
					.expressionAttributeValues(Item.valuesOfIsNotAnothers(claim))
					.overrideConfiguration(options));
			return true;
		}, (refusal) -> false);
	}

	private static void requireItFits(@Nullable String result) {
		int size = (result != null) ? result.getBytes(StandardCharsets.UTF_8).length : 0;
		if (size > MAX_RESULT_BYTES) {
			throw new ResultTooLargeException("The result has " + size + " bytes as JSON, and DynamoDB keeps at most "
					+ MAX_RESULT_BYTES + ". Return less, for example the key of an object in S3.");
		}
	}

	@Override
	public boolean release(Claim claim) {
		return write((options) -> {
			this.client.get()
				.deleteItem((request) -> request.tableName(this.tableName)
					.key(Item.key(claim))
					.conditionExpression(Item.IS_OWN_IN_PROGRESS)
					.expressionAttributeNames(Item.NAMES_OF_IS_OWN_IN_PROGRESS)
					.expressionAttributeValues(Item.valuesOfIsOwnInProgress(claim))
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
					.overrideConfiguration(options));
			return true;
		}, (refusal) -> !refusal.hasItem());
	}

	private <T> T write(Function<AwsRequestOverrideConfiguration, T> request,
			Function<ConditionalCheckFailedException, T> refused) {
		try {
			return request.apply(RequestTimeouts.current());
		}
		catch (ConditionalCheckFailedException ex) {
			return refused.apply(ex);
		}
		catch (RuntimeException ex) {
			throw this.failures.of(ex);
		}
	}

}
