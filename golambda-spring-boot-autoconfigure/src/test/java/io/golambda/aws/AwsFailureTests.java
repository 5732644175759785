package io.golambda.aws;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failures of the AWS SDK, and what their fixes need.
 */
class AwsFailureTests {

	@ParameterizedTest
	@CsvSource({ "eu-west-1, aws", "cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov", "'', aws", ", aws" })
	void partitionIsThatOfTheRegion(@Nullable String region, String partition) {
		assertThat(AwsFailure.partition(region)).isEqualTo(partition);
	}

	@Test
	void exceptionOfTheSdkIsFoundAmongTheCauses() {
		assertThat(AwsFailure.of(new IllegalStateException(SdkClientException.create("Unable to load credentials"))))
			.hasValueSatisfying((failure) -> assertThat(failure.kind()).isEqualTo(AwsFailure.Kind.NO_CREDENTIALS));
		assertThat(AwsFailure.of(new IllegalStateException("of the application"))).isEmpty();
	}

}
