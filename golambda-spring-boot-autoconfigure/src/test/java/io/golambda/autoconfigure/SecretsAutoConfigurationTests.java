package io.golambda.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.config.parameterstore.ParameterStoreAutoConfiguration;
import io.awspring.cloud.autoconfigure.config.secretsmanager.SecretsManagerAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.secret.SecretReader;
import io.golambda.secret.SecretValues;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretsAutoConfiguration}.
 */
class SecretsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, AwsAutoConfiguration.class,
				CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
				SecretsManagerAutoConfiguration.class, ParameterStoreAutoConfiguration.class));

	@Test
	void secretValuesBackOffForABeanOfTheApplication() {
		SecretValues own = new SecretValues(new SecretReader(new MockEnvironment(), (type) -> List.of(), null),
				Map.of(), () -> false, Duration.ZERO, Clock.systemUTC(), JsonMapper::shared);
		this.runner.withBean("own", SecretValues.class, () -> own)
			.run((context) -> assertThat(context).getBean(SecretValues.class).isSameAs(own));
	}

	@Test
	void secretValuesNeedNoSpringCloudAws() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.awspring", "software.amazon.awssdk"))
			.run((context) -> assertThat(context).hasSingleBean(SecretValues.class)
				.doesNotHaveBean(SpringCloudAwsBeans.class));
	}

	@Test
	void settingsAreBoundAlikeBeforeAndAfterThereAreBeans() {
		SecretSettings defaults = SecretSettings.of(new MockEnvironment());
		assertThat(defaults).isEqualTo(new SecretSettings(true, Duration.ofMinutes(5)));
		this.runner.run((context) -> assertThat(context).getBean(SecretSettings.class).isEqualTo(defaults));
		this.runner
			.withPropertyValues("golambda.secret-settings.enabled=false", "golambda.secret-settings.time-to-live=10s")
			.run((context) -> assertThat(context).getBean(SecretSettings.class)
				.isEqualTo(SecretSettings.of(context.getEnvironment()))
				.isEqualTo(new SecretSettings(false, Duration.ofSeconds(10))));
	}

	@Test
	void clientsOfSpringCloudAwsAreLazy() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanFactory().getBeanDefinition("secretsManagerClient").isLazyInit()).isTrue();
			assertThat(context.getBeanFactory().getBeanDefinition("ssmClient").isLazyInit()).isTrue();
		});
	}

	@Test
	void clientOfTheApplicationIsNotLazy() {
		this.runner.withBean("own", SecretsManagerClient.class, () -> SecretsManagerClient.builder().build())
			.withSystemProperties("aws.region=us-east-1")
			.run((context) -> assertThat(context.getBeanFactory().getBeanDefinition("own").isLazyInit()).isFalse());
	}

	@Test
	void extensionMayBeAskedIfTheApplicationDoesNotConfigureItsAccess() {
		this.runner.withPropertyValues("spring.cloud.aws.sqs.enabled=false")
			.run((context) -> assertThat(extensionAccess(context)).isTrue());
	}

	@Test
	void extensionIsNotAskedIfPropertiesConfigureTheAccess() {
		for (String property : List.of("spring.cloud.aws.region.static=eu-west-3",
				"spring.cloud.aws.endpoint=http://127.0.0.1:1", "spring.cloud.aws.credentials.profile.name=other",
				"spring.cloud.aws.secretsmanager.region=eu-west-3")) {
			this.runner.withPropertyValues(property)
				.run((context) -> assertThat(extensionAccess(context)).as(property).isFalse());
		}
	}

	@Test
	void extensionIsNotAskedIfBeansConfigureTheAccess() {
		AwsSyncClientCustomizer customizer = (builder) -> {
		};
		this.runner.withBean(AwsSyncClientCustomizer.class, () -> customizer)
			.run((context) -> assertThat(extensionAccess(context)).isFalse());
		this.runner.withBean(AwsCredentialsProvider.class, AnonymousCredentialsProvider::create)
			.run((context) -> assertThat(extensionAccess(context)).isFalse());
		this.runner
			.withBean(SecretsManagerClient.class, () -> SecretsManagerClient.builder().region(Region.EU_WEST_3).build())
			.run((context) -> assertThat(extensionAccess(context)).isFalse());
	}

	private static boolean extensionAccess(ConfigurableApplicationContext context) {
		return new ExtensionAccess(context.getEnvironment(), context.getBeanFactory()).getAsBoolean();
	}

}
