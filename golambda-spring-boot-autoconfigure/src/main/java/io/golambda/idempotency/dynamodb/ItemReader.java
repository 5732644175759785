package io.golambda.idempotency.dynamodb;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import io.golambda.idempotency.IdempotencyException;
import io.golambda.idempotency.IdempotencyRecord;
import io.golambda.idempotency.IdempotencyRecord.Status;

/**
 * Reads an item that golambda or AWS's Powertools wrote. Anything else is an error: to
 * guess could repeat the work, or skip it.
 */
final class ItemReader {

	private final String tableName;

	private final String id;

	private final Map<String, AttributeValue> item;

	ItemReader(String tableName, String id, Map<String, AttributeValue> item) {
		this.tableName = tableName;
		this.id = id;
		this.item = item;
	}

	IdempotencyRecord read() {
		Status status = status();
		String owner = text(Item.OWNER);
		// Powertools hashes other contents in another way
		String hash = (owner != null) ? text(Item.VALIDATION) : null;
		return new IdempotencyRecord(this.id, status, owner, hash, text(Item.DATA), expiry(status));
	}

	private Status status() {
		String status = text(Item.STATUS);
		for (Status known : Status.values()) {
			if (known.name().equals(status)) {
				return known;
			}
		}
		throw invalid(Item.STATUS, "INPROGRESS or COMPLETED");
	}

	// Powertools omits the expiry of the claim if it does not know the deadline
	private Instant expiry(Status status) {
		Long inProgress = (status == Status.INPROGRESS) ? number(Item.IN_PROGRESS_EXPIRATION) : null;
		if (inProgress != null) {
			return Instant.ofEpochMilli(inProgress);
		}
		Long expiration = number(Item.EXPIRATION);
		if (expiration == null) {
			throw invalid(Item.EXPIRATION, "the time in seconds");
		}
		return Instant.ofEpochSecond(expiration);
	}

	private @Nullable String text(String name) {
		AttributeValue value = value(name);
		if (value == null) {
			return null;
		}
		if (value.s() == null) {
			throw invalid(name, "a String");
		}
		return value.s().isEmpty() ? null : value.s();
	}

	private @Nullable Long number(String name) {
		AttributeValue value = value(name);
		if (value == null) {
			return null;
		}
		try {
			return Long.valueOf(value.n());
		}
		catch (NumberFormatException ex) {
			throw invalid(name, "a whole Number");
		}
	}

	private @Nullable AttributeValue value(String name) {
		AttributeValue value = this.item.get(name);
		return (value == null || Boolean.TRUE.equals(value.nul())) ? null : value;
	}

	private IdempotencyException invalid(String name, String expected) {
		return new IdempotencyException(
				"The item " + this.id + " of the DynamoDB table " + this.tableName + " has no valid attribute " + name
						+ ", expected " + expected + ". Delete the item, or use a table of its own for idempotency.");
	}

}
