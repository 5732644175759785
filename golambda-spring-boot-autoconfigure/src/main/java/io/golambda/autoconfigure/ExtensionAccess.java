package io.golambda.autoconfigure;

import java.util.List;
import java.util.function.BooleanSupplier;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Decides whether secrets may be read from the Parameters and Secrets extension, which
 * has the role and the region of the function. It may not replace a client that the
 * application configured differently.
 */
final class ExtensionAccess implements BooleanSupplier {

	private static final List<String> SETTINGS = List.of("spring.cloud.aws.credentials", "spring.cloud.aws.endpoint",
			"spring.cloud.aws.region", "spring.cloud.aws.secretsmanager");

	// by name, because the function may have the extension and no AWS SDK
	private static final List<String> TYPES = List.of(
			"software.amazon.awssdk.services.secretsmanager.SecretsManagerClient",
			"software.amazon.awssdk.auth.credentials.AwsCredentialsProvider",
			"software.amazon.awssdk.regions.providers.AwsRegionProvider",
			"io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer",
			"io.awspring.cloud.autoconfigure.config.secretsmanager.SecretsManagerClientCustomizer",
			"io.awspring.cloud.autoconfigure.core.AwsConnectionDetails");

	private final Environment environment;

	private final ConfigurableListableBeanFactory beans;

	ExtensionAccess(Environment environment, ConfigurableListableBeanFactory beans) {
		this.environment = environment;
		this.beans = beans;
	}

	@Override
	public boolean getAsBoolean() {
		return SETTINGS.stream().noneMatch((setting) -> isSet(setting)) && TYPES.stream().noneMatch(this::isDeclared);
	}

	private boolean isSet(String setting) {
		return this.environment.containsProperty(setting) || BoundProperties.isAnySet(this.environment, setting);
	}

	private boolean isDeclared(String type) {
		ClassLoader classLoader = this.beans.getBeanClassLoader();
		if (!ClassUtils.isPresent(type, classLoader)) {
			return false;
		}
		for (String name : this.beans.getBeanNamesForType(ClassUtils.resolveClassName(type, classLoader), true,
				false)) {
			if (!this.beans.containsBeanDefinition(name)
					|| !SpringCloudAwsBeans.isAutoConfigured(this.beans.getBeanDefinition(name))) {
				return true;
			}
		}
		return false;
	}

}
