package io.golambda.idempotency.dynamodb;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.golambda.aws.AwsFailure;
import io.golambda.aws.AwsFailure.Kind;
import io.golambda.idempotency.IdempotencyException;

/**
 * Translates exceptions of the AWS SDK to exceptions that name the cause and the fix.
 */
final class DynamoDbFailures {

	private static final Pattern RESOURCE = Pattern.compile("on resource: (arn:[^ ]+)");

	private final String tableName;

	DynamoDbFailures(String tableName) {
		this.tableName = tableName;
	}

	IdempotencyException of(RuntimeException ex) {
		String problem = "The DynamoDB table " + this.tableName + " of golambda.idempotency cannot be used: ";
		Optional<AwsFailure> failure = AwsFailure.of(ex);
		return new IdempotencyException(
				failure.map((known) -> problem + known.description() + " " + fix(known)).orElse(problem + ex), ex);
	}

	private String fix(AwsFailure failure) {
		return failure.fix("dynamodb").orElseGet(() -> fixTable(failure));
	}

	private String fixTable(AwsFailure failure) {
		String message = failure.message().toLowerCase(Locale.ROOT);
		if (failure.kind() == Kind.DENIED) {
			return allow(failure.message(), message);
		}
		if (failure.kind() == Kind.OUT_OF_TIME) {
			return "Check that the table is not throttled (its metric ThrottledRequests), and that the function's subnet "
					+ "reaches it: by a NAT gateway, or a VPC endpoint for com.amazonaws.REGION.dynamodb.";
		}
		if (failure.kind() == Kind.THROTTLED) {
			return "All retries were throttled. Set the BillingMode of the table to PAY_PER_REQUEST, or raise its "
					+ "capacity and its MaxWriteRequestUnits.";
		}
		return switch (failure.code()) {
			case "ResourceNotFoundException" -> "Check golambda.idempotency.table-name, the region and the account: "
					+ "aws dynamodb describe-table --table-name " + this.tableName + ".";
			case "ValidationException" -> (message.contains("key") || message.contains("schema"))
					? "The table needs the partition key id of type String (S), and no sort key."
					: "Check it: aws dynamodb describe-table --table-name " + this.tableName + ".";
			default -> "Check it: aws dynamodb describe-table --table-name " + this.tableName + ".";
		};
	}

	private String allow(String message, String lowerCase) {
		if (lowerCase.contains("explicit deny")) {
			return "A policy denies it explicitly, which no other policy can override: change that policy.";
		}
		if (lowerCase.contains("kms:")) {
			return "Allow the function's role kms:Decrypt on the key that encrypts the table, in the role and in the "
					+ "key's policy.";
		}
		return "Add to the function's role: {\"Effect\":\"Allow\",\"Action\":[\"dynamodb:PutItem\","
				+ "\"dynamodb:DeleteItem\"],\"Resource\":\"" + arn(message) + "\"}";
	}

	// AWS names the partition, the region and the account
	private String arn(String message) {
		Matcher resource = RESOURCE.matcher(message);
		if (resource.find()) {
			return resource.group(1);
		}
		return this.tableName.startsWith("arn:") ? this.tableName : "arn:aws:dynamodb:*:*:table/" + this.tableName;
	}

}
