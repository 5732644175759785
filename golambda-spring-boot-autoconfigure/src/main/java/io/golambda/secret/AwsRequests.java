package io.golambda.secret;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.regions.Region;

/**
 * The options of each request to AWS, whichever client sends it.
 */
final class AwsRequests {

	// the init phase of a function ends after ten seconds
	private static final Duration TIMEOUT = Duration.ofMillis(4500);

	private static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(2000);

	private AwsRequests() {
	}

	/**
	 * Returns options that limit the time of a request and send it to a region.
	 * @param region the region of the ARN, or {@code null} for that of the client
	 */
	static AwsRequestOverrideConfiguration options(@Nullable String region) {
		AwsRequestOverrideConfiguration.Builder options = AwsRequestOverrideConfiguration.builder()
			.apiCallTimeout(TIMEOUT)
			.apiCallAttemptTimeout(ATTEMPT_TIMEOUT);
		if (region != null) {
			options.addPlugin((client) -> ((AwsServiceClientConfiguration.Builder) client).region(Region.of(region)));
		}
		return options.build();
	}

}
