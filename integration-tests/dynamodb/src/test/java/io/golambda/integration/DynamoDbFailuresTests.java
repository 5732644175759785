package io.golambda.integration;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import io.golambda.event.Event;
import io.golambda.idempotency.Claim;
import io.golambda.idempotency.IdempotencyException;
import io.golambda.idempotency.IdempotencyStore;
import io.golambda.idempotency.dynamodb.DynamoDbIdempotencyStore;
import io.golambda.integration.FaultyDynamoDb.Fault;
import io.golambda.invocation.InvocationChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests what happens if DynamoDB refuses a request, fails or does not answer.
 */
@ExtendWith(SharedDynamoDb.class)
class DynamoDbFailuresTests {

	private final Claim claim = claim("a");

	@Test
	void missingTableIsAnErrorThatNamesIt(DynamoDbLocal dynamoDb) {
		assertFailure(new DynamoDbIdempotencyStore(dynamoDb.client(), "missing")).withMessage(
				"The DynamoDB table missing of golambda.idempotency cannot be used: ResourceNotFoundException, "
						+ "\"Cannot do operations on a non-existent table\". Check golambda.idempotency.table-name, the "
						+ "region and the account: aws dynamodb describe-table --table-name missing.");
	}

	@Test
	void tableWithAnotherKeyIsAnErrorThatNamesTheRightOne(DynamoDbLocal dynamoDb) {
		KeySchemaElement.Builder id = KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH);
		for (String table : new String[] { dynamoDb.createTable(ScalarAttributeType.N, id),
				dynamoDb.createTable(ScalarAttributeType.S,
						KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH)),
				dynamoDb.createTable(ScalarAttributeType.S, id,
						KeySchemaElement.builder().attributeName("sk").keyType(KeyType.RANGE)) }) {
			IdempotencyStore store = new DynamoDbIdempotencyStore(dynamoDb.client(), table);
			assertFailure(store).withMessageContaining("ValidationException")
				.withMessageEndingWith("The table needs the partition key id of type String (S), and no sort key.");
			assertThatExceptionOfType(IdempotencyException.class)
				.isThrownBy(() -> store.complete(this.claim, null, Instant.now()))
				.withMessageContaining("The table needs the partition key id");
		}
	}

	@Test
	void deniedRequestIsAnErrorWithThePolicy(DynamoDbLocal dynamoDb) throws IOException {
		assertFault(dynamoDb, Fault.DENIED).withMessageContaining("is not authorized to perform: dynamodb:PutItem")
			.withMessageEndingWith(
					"""
							Add to the function's role: {"Effect":"Allow","Action":["dynamodb:PutItem","dynamodb:DeleteItem"],"Resource":"arn:aws-cn:dynamodb:cn-north-1:123456789012:table/once"}""");
	}

	@Test
	void expiredCredentialsAreAnError(DynamoDbLocal dynamoDb) throws IOException {
		assertFault(dynamoDb, Fault.EXPIRED_TOKEN).withMessageContaining("Check the credentials");
	}

	@Test
	void throttlingThatDoesNotEndIsAnError(DynamoDbLocal dynamoDb) throws IOException {
		assertFault(dynamoDb, Fault.THROTTLED).withMessageContaining("ProvisionedThroughputExceededException")
			.withMessageContaining("All retries were throttled. Set the BillingMode of the table to PAY_PER_REQUEST");
	}

	@Test
	void missingCredentialsAreAnError() {
		try (DynamoDbClient client = DynamoDbClient.builder()
			.region(Region.US_EAST_1)
			.credentialsProvider(ProfileCredentialsProvider.create("missing"))
			.httpClient(UrlConnectionHttpClient.create())
			.build()) {
			assertFailure(new DynamoDbIdempotencyStore(client, "once"))
				.withMessageContaining("there are no AWS credentials. In Lambda the function's role provides them");
		}
	}

	@Test
	void clientThatCannotBeBuiltIsAnError() {
		AwsRegionProvider regions = new AwsProfileRegionProvider(ProfileFile.aggregator()::build, "missing");
		assertFailure(new DynamoDbIdempotencyStore(() -> DynamoDbClient.builder().region(regions.getRegion()).build(),
				"once"))
			.withMessageContaining("there is no AWS region. Lambda sets AWS_REGION; elsewhere set it yourself.");
	}

	@Test
	void serverThatIsNotThereIsAnError() {
		try (DynamoDbClient client = withoutRetries(URI.create("http://127.0.0.1:1"))) {
			assertFailure(new DynamoDbIdempotencyStore(client, "once")).withMessageContaining("it did not answer")
				.withMessageContaining("a VPC endpoint for com.amazonaws.REGION.dynamodb");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NO_RESPONSE", "THROTTLED" })
	void retriesEndBeforeTheInvocation(Fault fault, DynamoDbLocal dynamoDb) throws Exception {
		try (FaultyDynamoDb faulty = new FaultyDynamoDb(dynamoDb.address(), (number) -> fault);
				DynamoDbClient client = DynamoDbLocal.clientOf(faulty.address())) {
			IdempotencyStore store = new DynamoDbIdempotencyStore(client, "once");
			DeadlineContext deadline = DeadlineContext.in(Duration.ofSeconds(1));
			new InvocationChain(List.of()).invoke(Event.of("{}", deadline), (invocation) -> {
				assertFailure(store).withMessageContaining("no attempt succeeded in time")
					.withMessageContaining("a VPC endpoint for com.amazonaws.REGION.dynamodb");
				return null;
			});
			assertThat(deadline.getRemainingTimeInMillis()).as("time to report the failure").isPositive();
			assertThat(faulty.operations()).as("one request may be lost").hasSizeGreaterThan(1);
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		}
	}

	@Test
	void interruptedThreadStaysInterrupted(DynamoDbLocal dynamoDb) {
		IdempotencyStore store = new DynamoDbIdempotencyStore(dynamoDb.client(), dynamoDb.createIdempotencyTable());
		Thread.currentThread().interrupt();
		assertFailure(store).withMessageContaining("the thread was interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void writeWhoseResponseIsLostIsRepeatedWithTheSameOutcome(DynamoDbLocal dynamoDb) throws IOException {
		String table = dynamoDb.createIdempotencyTable();
		try (FaultyDynamoDb faulty = new FaultyDynamoDb(dynamoDb.address(),
				(number) -> (number % 2 == 0) ? Fault.LOST_RESPONSE : Fault.NONE);
				DynamoDbClient client = DynamoDbLocal.clientOf(faulty.address())) {
			IdempotencyStore store = new DynamoDbIdempotencyStore(client, table);
			assertThat(store.begin(this.claim)).as("taken by this owner").isEmpty();
			assertThat(store.complete(this.claim, "1", Instant.now().plusSeconds(60))).isTrue();
			assertThat(store.begin(claim("b"))).isPresent();
			Claim other = new Claim("orders#18", "a", null, Instant.now(), Instant.now().plusSeconds(30));
			assertThat(store.begin(other)).isEmpty();
			assertThat(store.release(other)).isTrue();
			assertThat(faulty.operations()).containsExactly("PutItem", "PutItem", "PutItem", "PutItem", "PutItem",
					"PutItem", "PutItem", "PutItem", "DeleteItem", "DeleteItem");
		}
	}

	private ThrowableAssertAlternative<IdempotencyException> assertFault(DynamoDbLocal dynamoDb, Fault fault)
			throws IOException {
		try (FaultyDynamoDb faulty = new FaultyDynamoDb(dynamoDb.address(), (number) -> fault);
				DynamoDbClient client = withoutRetries(faulty.address())) {
			return assertFailure(new DynamoDbIdempotencyStore(client, "once"));
		}
	}

	private static DynamoDbClient withoutRetries(URI address) {
		return DynamoDbLocal.builderOf(address)
			.overrideConfiguration((options) -> options.retryStrategy(AwsRetryStrategy.doNotRetry()))
			.build();
	}

	private ThrowableAssertAlternative<IdempotencyException> assertFailure(IdempotencyStore store) {
		return assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> store.begin(this.claim));
	}

	private static Claim claim(String owner) {
		return new Claim("orders#17", owner, "hash", Instant.now(), Instant.now().plusSeconds(30));
	}

}
