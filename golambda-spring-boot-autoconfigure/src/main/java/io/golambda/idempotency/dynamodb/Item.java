package io.golambda.idempotency.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import io.golambda.idempotency.Claim;
import io.golambda.idempotency.IdempotencyRecord.Status;

/**
 * The attributes of an item, and the expressions over them. Placeholders stand for all
 * names, some of which are reserved words of DynamoDB. A time of expiry is rounded up,
 * and the current time down, so that no key becomes free early.
 */
final class Item {

	static final String ID = "id";

	static final String STATUS = "status";

	/**
	 * When the item expires, in seconds: the TTL attribute of the table.
	 */
	static final String EXPIRATION = "expiration";

	/**
	 * When the claim expires, in milliseconds.
	 */
	static final String IN_PROGRESS_EXPIRATION = "in_progress_expiration";

	static final String DATA = "data";

	static final String VALIDATION = "validation";

	static final String OWNER = "owner";

	private static final String IS_OWN = "#owner = :owner";

	static final String IS_OWN_IN_PROGRESS = IS_OWN + " AND #status = :in_progress";

	/**
	 * The condition that nobody has the key, or already this owner: the SDK repeats a
	 * request whose response is lost.
	 */
	static final String IS_FREE = "attribute_not_exists(#id) OR #expiration <= :now "
			+ "OR (#status = :in_progress AND #in_progress_expiration <= :now_millis) OR (" + IS_OWN_IN_PROGRESS + ")";

	/**
	 * The condition that no other owner has the key. DynamoDB may have deleted the item
	 * of work that outlived its claim.
	 */
	static final String IS_NOT_ANOTHERS = "attribute_not_exists(#id) OR " + IS_OWN;

	static final Map<String, String> NAMES_OF_IS_FREE = names(ID, EXPIRATION, STATUS, IN_PROGRESS_EXPIRATION, OWNER);

	static final Map<String, String> NAMES_OF_IS_OWN_IN_PROGRESS = names(OWNER, STATUS);

	static final Map<String, String> NAMES_OF_IS_NOT_ANOTHERS = names(ID, OWNER);

	private Item() {
	}

	private static Map<String, String> names(String... attributes) {
		Map<String, String> names = new HashMap<>();
		for (String attribute : attributes) {
			names.put("#" + attribute, attribute);
		}
		return Map.copyOf(names);
	}

	static Map<String, AttributeValue> key(Claim claim) {
		return Map.of(ID, text(claim.id()));
	}

	/**
	 * Returns the item of work in progress.
	 */
	static Map<String, AttributeValue> inProgress(Claim claim) {
		Map<String, AttributeValue> item = of(claim, Status.INPROGRESS, claim.expiry());
		item.put(IN_PROGRESS_EXPIRATION, number(millis(claim.expiry())));
		return item;
	}

	/**
	 * Returns the item of completed work.
	 */
	static Map<String, AttributeValue> completed(Claim claim, @Nullable String result, Instant expiry) {
		Map<String, AttributeValue> item = of(claim, Status.COMPLETED, expiry);
		if (result != null) {
			item.put(DATA, text(result));
		}
		return item;
	}

	private static Map<String, AttributeValue> of(Claim claim, Status status, Instant expiry) {
		Map<String, AttributeValue> item = new HashMap<>(key(claim));
		item.put(STATUS, text(status.name()));
		item.put(EXPIRATION, number(seconds(expiry)));
		item.put(OWNER, text(claim.owner()));
		if (claim.payloadHash() != null) {
			item.put(VALIDATION, text(claim.payloadHash()));
		}
		return item;
	}

	static Map<String, AttributeValue> valuesOfIsFree(Claim claim) {
		return Map.of(":owner", text(claim.owner()), ":in_progress", text(Status.INPROGRESS.name()), ":now",
				number(claim.now().getEpochSecond()), ":now_millis", number(claim.now().toEpochMilli()));
	}

	static Map<String, AttributeValue> valuesOfIsOwnInProgress(Claim claim) {
		return Map.of(":owner", text(claim.owner()), ":in_progress", text(Status.INPROGRESS.name()));
	}

	static Map<String, AttributeValue> valuesOfIsNotAnothers(Claim claim) {
		return Map.of(":owner", text(claim.owner()));
	}

	private static long seconds(Instant expiry) {
		return expiry.getEpochSecond() + ((expiry.getNano() > 0) ? 1 : 0);
	}

	private static long millis(Instant expiry) {
		return expiry.plusNanos(999_999).toEpochMilli();
	}

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	private static AttributeValue number(long number) {
		return AttributeValue.fromN(String.valueOf(number));
	}

}
