package io.golambda.idempotency.dynamodb;

import java.time.Duration;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

import io.golambda.invocation.Invocation;

/**
 * The timeouts of a request: with all retries of the SDK it ends before the invocation
 * does, so that its failure can still be reported.
 */
final class RequestTimeouts {

	private static final Duration WITHOUT_INVOCATION = Duration.ofSeconds(10);

	private static final Duration MAX_ATTEMPT = Duration.ofSeconds(5);

	private static final Duration MIN_ATTEMPT = Duration.ofMillis(50);

	private RequestTimeouts() {
	}

	static AwsRequestOverrideConfiguration current() {
		Duration available = Invocation.find()
			.map((invocation) -> invocation.remaining().multipliedBy(9).dividedBy(10))
			.orElse(WITHOUT_INVOCATION);
		Duration attempt = min(available.dividedBy(2), MAX_ATTEMPT);
		attempt = (attempt.compareTo(MIN_ATTEMPT) < 0) ? MIN_ATTEMPT : attempt;
		return AwsRequestOverrideConfiguration.builder()
			.apiCallTimeout((available.compareTo(attempt) < 0) ? attempt : available)
			.apiCallAttemptTimeout(attempt)
			.build();
	}

	private static Duration min(Duration first, Duration second) {
		return (first.compareTo(second) < 0) ? first : second;
	}

}
