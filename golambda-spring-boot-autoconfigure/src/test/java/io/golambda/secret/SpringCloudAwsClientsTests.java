package io.golambda.secret;

import java.util.List;

import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.core.interceptor.Context.BeforeTransmission;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

import io.golambda.aws.SpringCloudAwsClients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link SpringCloudAwsClients}.
 */
class SpringCloudAwsClientsTests {

	private final MockEnvironment environment = new MockEnvironment()
		.withProperty("spring.cloud.aws.region.static", "us-east-1")
		.withProperty("spring.cloud.aws.credentials.access-key", "key")
		.withProperty("spring.cloud.aws.credentials.secret-key", "secret");

	@Test
	void clientsHaveTheRegionOfTheProperties() {
		assertThat(secretsManagerHost(null)).isEqualTo("secretsmanager.us-east-1.amazonaws.com");
		assertThat(parameterStoreHost()).isEqualTo("ssm.us-east-1.amazonaws.com");
	}

	@Test
	void fipsAppliesToClientsBeforeThereAreBeans() {
		this.environment.withProperty("spring.cloud.aws.fips-enabled", "true");
		assertThat(secretsManagerHost(null)).isEqualTo("secretsmanager-fips.us-east-1.amazonaws.com");
		assertThat(parameterStoreHost()).isEqualTo("ssm-fips.us-east-1.amazonaws.com");
	}

	@Test
	void dualStackAppliesToClientsBeforeThereAreBeans() {
		this.environment.withProperty("spring.cloud.aws.dualstack-enabled", "true");
		assertThat(parameterStoreHost()).isEqualTo("ssm.us-east-1.api.aws");
	}

	@Test
	void regionOfAnArnChangesTheAddressOfARequest() {
		assertThat(secretsManagerHost("eu-central-1")).isEqualTo("secretsmanager.eu-central-1.amazonaws.com");
		assertThat(secretsManagerHost("cn-north-1")).isEqualTo("secretsmanager.cn-north-1.amazonaws.com.cn");
	}

	private String secretsManagerHost(String region) {
		Hosts hosts = new Hosts();
		try (SecretsManagerClient client = clients(hosts).secretsManager(null)) {
			catchThrowable(() -> client.getSecretValue(
					(request) -> request.secretId("db").overrideConfiguration(AwsRequests.options(region))));
		}
		return hosts.host;
	}

	private String parameterStoreHost() {
		Hosts hosts = new Hosts();
		try (SsmClient client = clients(hosts).parameterStore(null)) {
			catchThrowable(() -> client.getParameter((request) -> request.name("/db")));
		}
		return hosts.host;
	}

	private SpringCloudAwsClients clients(ExecutionInterceptor interceptor) {
		AwsSyncClientCustomizer customizer = (builder) -> {
			if (builder instanceof SdkClientBuilder<?, ?> client) {
				client.overrideConfiguration(
						client.overrideConfiguration().toBuilder().addExecutionInterceptor(interceptor).build());
			}
		};
		return new SpringCloudAwsClients(Binder.get(this.environment),
				(type) -> (type == AwsSyncClientCustomizer.class) ? List.of(customizer) : List.of());
	}

	/**
	 * Remembers the host of a request, and prevents that it is sent.
	 */
	private static final class Hosts implements ExecutionInterceptor {

		private String host = "";

		@Override
		public void beforeTransmission(BeforeTransmission context, ExecutionAttributes attributes) {
			this.host = context.httpRequest().host();
			throw new IllegalStateException("not sent");
		}

	}

}
