package io.golambda.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import io.golambda.idempotency.Claim;
import io.golambda.idempotency.IdempotencyException;
import io.golambda.idempotency.IdempotencyRecord;
import io.golambda.idempotency.IdempotencyRecord.Status;
import io.golambda.idempotency.ResultTooLargeException;
import io.golambda.idempotency.dynamodb.DynamoDbIdempotencyStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the items of the table, those of golambda and those of other writers.
 */
@ExtendWith(SharedDynamoDb.class)
class DynamoDbItemsTests {

	private static final Instant NOW = Instant.parse("2026-11-27T12:00:00.250Z");

	private static final String NOW_SECONDS = "1795780800";

	private DynamoDbLocal dynamoDb;

	private String table;

	private DynamoDbIdempotencyStore store;

	@BeforeEach
	void createTable(DynamoDbLocal shared) {
		this.dynamoDb = shared;
		this.table = shared.createIdempotencyTable();
		this.store = new DynamoDbIdempotencyStore(shared.client(), this.table);
	}

	@Test
	void workInProgressHasTheAttributesOfPowertoolsAndItsOwner() {
		this.store.begin(claim("a"));
		assertThat(item()).containsOnly(entry("id", text("orders#17")), entry("status", text("INPROGRESS")),
				entry("expiration", number("1795780831")), entry("in_progress_expiration", number("1795780830250")),
				entry("validation", text("hash")), entry("owner", text("a")));
	}

	@Test
	void completedWorkHasItsResult() {
		this.store.begin(claim("a"));
		this.store.complete(claim("a"), "{\"total\":3}", NOW.plusSeconds(3600));
		assertThat(item()).containsOnly(entry("id", text("orders#17")), entry("status", text("COMPLETED")),
				entry("expiration", number("1795784401")), entry("data", text("{\"total\":3}")),
				entry("validation", text("hash")), entry("owner", text("a")));
	}

	@Test
	void releasedWorkLeavesNoItem() {
		this.store.begin(claim("a"));
		assertThat(this.store.release(claim("a"))).isTrue();
		assertThat(item()).isEmpty();
	}

	@Test
	void workInProgressByPowertoolsIsADuplicate() {
		write(Map.of("status", text("INPROGRESS"), "expiration", number("1795784400"), "in_progress_expiration",
				number("1795780801000")));
		assertThat(this.store.begin(claim("a"))).contains(new IdempotencyRecord("orders#17", Status.INPROGRESS, null,
				null, null, Instant.parse("2026-11-27T12:00:01Z")));
	}

	@Test
	void workKilledUnderPowertoolsIsFreeAfterItsDeadline() {
		write(Map.of("status", text("INPROGRESS"), "expiration", number("1795784400"), "in_progress_expiration",
				number("1795780800250")));
		assertThat(this.store.begin(claim("a"))).isEmpty();
		assertThat(item()).containsEntry("owner", text("a"));
	}

	@Test
	void workInProgressWithoutADeadlineIsFreeAfterItsTimeToLive() {
		write(Map.of("status", text("INPROGRESS"), "expiration", number("1795780801")));
		assertThat(this.store.begin(claim("a"))).map(IdempotencyRecord::expiry)
			.contains(Instant.parse("2026-11-27T12:00:01Z"));
		write(Map.of("status", text("INPROGRESS"), "expiration", number(NOW_SECONDS)));
		assertThat(this.store.begin(claim("a"))).isEmpty();
	}

	@Test
	void workCompletedByPowertoolsIsADuplicateWithItsResult() {
		write(Map.of("status", text("COMPLETED"), "expiration", number("1795784400"), "in_progress_expiration",
				number("1795780830250"), "data", text("{\"total\":3}"), "validation", text("f2c8a1")));
		assertThat(this.store.begin(claim("a"))).contains(new IdempotencyRecord("orders#17", Status.COMPLETED, null,
				null, "{\"total\":3}", Instant.parse("2026-11-27T13:00:00Z")));
	}

	@Test
	void keyOfPowertoolsIsNotReleasedOrCompletedByAnother() {
		write(Map.of("status", text("INPROGRESS"), "expiration", number("1795784400")));
		assertThat(this.store.complete(claim("a"), null, NOW.plusSeconds(3600))).isFalse();
		assertThat(this.store.release(claim("a"))).isFalse();
		assertThat(item()).containsEntry("status", text("INPROGRESS"));
	}

	@Test
	void itemThatDynamoDbHasNotDeletedYetIsFree() {
		write(Map.of("status", text("COMPLETED"), "expiration", number(NOW_SECONDS), "data", text("\"old\"")));
		assertThat(this.store.begin(claim("a"))).isEmpty();
		assertThat(item()).doesNotContainKey("data");
	}

	@Test
	void itemOfAnotherPurposeIsAnError() {
		for (Map<String, AttributeValue> item : List.of(Map.of("balance", number("3")),
				Map.of("status", text("SHIPPED"), "expiration", number("1795784400")),
				Map.of("status", number("1"), "expiration", number("1795784400")),
				Map.of("status", text("COMPLETED"), "expiration", text("tomorrow")),
				Map.of("status", text("COMPLETED")), Map.of("status", text("INPROGRESS")),
				Map.of("status", text("COMPLETED"), "expiration", number("1795784400"), "data", number("3")))) {
			write(item);
			assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> this.store.begin(claim("a")))
				.withMessageStartingWith(
						"The item orders#17 of the DynamoDB table " + this.table + " has no valid attribute ")
				.withMessageEndingWith("Delete the item, or use a table of its own for idempotency.");
		}
	}

	@Test
	void largestResultIsStoredAndALargerOneIsAnError() {
		String largest = "\"" + "x".repeat(396 * 1024 - 2) + "\"";
		this.store.begin(claim("a"));
		assertThatExceptionOfType(ResultTooLargeException.class)
			.isThrownBy(() -> this.store.complete(claim("a"), largest + " ", NOW.plusSeconds(3600)))
			.withMessage("The result has 405505 bytes as JSON, and DynamoDB keeps at most 405504. "
					+ "Return less, for example the key of an object in S3.");
		assertThat(item()).containsEntry("status", text("INPROGRESS"));
		assertThat(this.store.complete(claim("a"), largest, NOW.plusSeconds(3600))).isTrue();
		assertThat(this.store.begin(claim("b"))).map(IdempotencyRecord::result).contains(largest);
	}

	@Test
	void longestKeyFits() {
		Claim claim = new Claim("k".repeat(1024), "o".repeat(64), "h".repeat(64), NOW, NOW.plusSeconds(30));
		this.store.begin(claim);
		assertThat(this.store.complete(claim, "x".repeat(396 * 1024), NOW.plusSeconds(3600))).isTrue();
	}

	@Test
	void clocksThatDifferByLessThanTheMarginDoNotRepeatWork() {
		Duration skew = Duration.ofSeconds(29);
		this.store.begin(claim("slow clock"));
		Claim fast = new Claim("orders#17", "fast clock", "hash", NOW.plus(skew), NOW.plus(skew).plusSeconds(30));
		assertThat(this.store.begin(fast)).isPresent();
		Claim slower = new Claim("orders#17", "slower clock", "hash", NOW.minus(skew), NOW.minus(skew).plusSeconds(30));
		assertThat(this.store.begin(slower)).isPresent();
	}

	@Test
	void workThatOutlivedItsClaimDoesNotOverwriteThatOfItsSuccessor() {
		this.store.begin(claim("late"));
		Claim successor = new Claim("orders#17", "successor", "hash", NOW.plusSeconds(30), NOW.plusSeconds(60));
		assertThat(this.store.begin(successor)).isEmpty();
		assertThat(this.store.complete(claim("late"), "\"late\"", NOW.plusSeconds(3600))).isFalse();
		assertThat(this.store.release(claim("late"))).isFalse();
		assertThat(this.store.complete(successor, "\"successor\"", NOW.plusSeconds(3600))).isTrue();
		assertThat(item()).containsEntry("data", text("\"successor\""));
	}

	private static Claim claim(String owner) {
		return new Claim("orders#17", owner, "hash", NOW, NOW.plusSeconds(30));
	}

	private void write(Map<String, AttributeValue> attributes) {
		Map<String, AttributeValue> item = new HashMap<>(attributes);
		item.put("id", text("orders#17"));
		this.dynamoDb.client().putItem((request) -> request.tableName(this.table).item(item));
	}

	private Map<String, AttributeValue> item() {
		return Optional
			.ofNullable(this.dynamoDb.client()
				.getItem((request) -> request.tableName(this.table)
					.consistentRead(true)
					.key(Map.of("id", text("orders#17"))))
				.item())
			.orElseThrow();
	}

	private static Map.Entry<String, AttributeValue> entry(String name, AttributeValue value) {
		return Map.entry(name, value);
	}

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	private static AttributeValue number(String number) {
		return AttributeValue.fromN(number);
	}

}
