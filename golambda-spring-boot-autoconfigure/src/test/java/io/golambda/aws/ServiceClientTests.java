package io.golambda.aws;

import java.net.URI;
import java.util.List;
import java.util.function.Function;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import io.awspring.cloud.autoconfigure.s3.S3ClientCustomizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetUrlRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ServiceClient}.
 */
class ServiceClientTests {

	private static final String REGION = "aws.region";

	private final MockEnvironment environment = new MockEnvironment()
		.withProperty("spring.cloud.aws.region.static", "eu-central-1")
		.withProperty("spring.cloud.aws.credentials.access-key", "key")
		.withProperty("spring.cloud.aws.credentials.secret-key", "secret");

	@BeforeEach
	@AfterEach
	void clearRegion() {
		System.clearProperty(REGION);
	}

	@Test
	void beanOfTheApplicationIsUsedAndStaysOpen() {
		try (DynamoDbClient bean = DynamoDbClient.builder().region(Region.US_WEST_2).build()) {
			ServiceClient<DynamoDbClient> client = dynamoDb(only(DynamoDbClient.class, bean));
			assertThat(client.get()).isSameAs(bean);
			client.close();
			assertThat(bean.serviceClientConfiguration().region()).isEqualTo(Region.US_WEST_2);
		}
	}

	@Test
	void severalBeansWithoutAPrimaryOneAreAnError() {
		try (S3Client first = S3Client.builder().region(Region.US_EAST_1).build();
				S3Client second = S3Client.builder().region(Region.US_EAST_2).build()) {
			ServiceClient<S3Client> client = ServiceClient.s3(this.environment,
					(type) -> (type == S3Client.class) ? List.of(first, second) : List.of());
			assertThatIllegalStateException().isThrownBy(client::get)
				.withMessage("The application has 2 beans of type " + S3Client.class.getName()
						+ ", and none is the primary one. Annotate the one to use with @Primary.");
		}
	}

	@Test
	void clientIsBuiltOnceFromThePropertiesOfSpringCloudAws() {
		this.environment.withProperty("spring.cloud.aws.dynamodb.endpoint", "http://127.0.0.1:8000");
		try (ServiceClient<DynamoDbClient> client = dynamoDb((type) -> List.of())) {
			assertThat(client.get().serviceClientConfiguration().region()).isEqualTo(Region.EU_CENTRAL_1);
			assertThat(client.get().serviceClientConfiguration().endpointOverride())
				.contains(URI.create("http://127.0.0.1:8000"));
			assertThat(client.get()).isSameAs(client.get());
		}
	}

	@Test
	void regionOfOneServiceOverridesThatOfAll() {
		this.environment.withProperty("spring.cloud.aws.dynamodb.region", "us-west-1");
		try (ServiceClient<DynamoDbClient> client = dynamoDb((type) -> List.of())) {
			assertThat(client.get().serviceClientConfiguration().region()).isEqualTo(Region.US_WEST_1);
		}
	}

	@Test
	void customizersOfSpringCloudAwsApply() {
		DynamoDbClientCustomizer dynamoDb = (builder) -> builder.region(Region.SA_EAST_1);
		S3ClientCustomizer s3 = (builder) -> builder.region(Region.AF_SOUTH_1);
		try (ServiceClient<DynamoDbClient> client = dynamoDb(only(DynamoDbClientCustomizer.class, dynamoDb));
				ServiceClient<S3Client> other = ServiceClient.s3(this.environment,
						only(S3ClientCustomizer.class, s3))) {
			assertThat(client.get().serviceClientConfiguration().region()).isEqualTo(Region.SA_EAST_1);
			assertThat(other.get().serviceClientConfiguration().region()).isEqualTo(Region.AF_SOUTH_1);
		}
	}

	@Test
	void settingsOfS3Apply() {
		this.environment.withProperty("spring.cloud.aws.s3.path-style-access-enabled", "true")
			.withProperty("spring.cloud.aws.s3.endpoint", "http://127.0.0.1:9000");
		try (ServiceClient<S3Client> client = ServiceClient.s3(this.environment, (type) -> List.of())) {
			assertThat(client.get().utilities().getUrl(GetUrlRequest.builder().bucket("orders").key("17").build()))
				.hasToString("http://127.0.0.1:9000/orders/17");
		}
	}

	@Test
	void withoutSpringCloudAwsTheSdkDecides() {
		System.setProperty(REGION, "ap-south-1");
		ClassLoader before = ClassUtils
			.overrideThreadContextClassLoader(new FilteredClassLoader("io.awspring.cloud.autoconfigure"));
		try (ServiceClient<DynamoDbClient> client = dynamoDb((type) -> List.of())) {
			assertThat(client.get().serviceClientConfiguration().region()).isEqualTo(Region.AP_SOUTH_1);
		}
		finally {
			ClassUtils.overrideThreadContextClassLoader(before);
		}
	}

	@Test
	void clientIsBuiltAgainAfterAFailure() {
		this.environment.withProperty("spring.cloud.aws.region.static", "")
			.withProperty("spring.cloud.aws.region.profile.name", "missing");
		try (ServiceClient<DynamoDbClient> client = dynamoDb((type) -> List.of())) {
			assertThatExceptionOfType(SdkClientException.class).isThrownBy(client::get);
			this.environment.withProperty("spring.cloud.aws.region.static", "us-east-1");
			assertThat(client.get().serviceClientConfiguration().region()).isEqualTo(Region.US_EAST_1);
		}
	}

	private ServiceClient<DynamoDbClient> dynamoDb(Function<Class<?>, List<?>> registered) {
		return ServiceClient.dynamoDb(this.environment, registered);
	}

	private static <T> Function<Class<?>, List<?>> only(Class<T> type, T bean) {
		return (requested) -> (requested == type) ? List.of(bean) : List.of();
	}

}
