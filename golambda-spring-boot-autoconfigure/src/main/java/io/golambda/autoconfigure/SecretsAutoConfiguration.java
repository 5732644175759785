package io.golambda.autoconfigure;

import java.time.Clock;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.secret.SecretReader;
import io.golambda.secret.SecretValues;

/**
 * Auto-configuration of secrets at run time. Secrets that are properties are read before,
 * by {@link SecretsEnvironmentPostProcessor}.
 */
@AutoConfiguration
@EnableConfigurationProperties(SecretSettings.class)
public final class SecretsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SecretValues golambdaSecretValues(SecretSettings settings, Environment environment,
			ConfigurableListableBeanFactory beans, ObjectProvider<JsonMapper> mapper) {
		LambdaEnvironment lambda = LambdaEnvironment.current();
		SecretReader reader = new SecretReader(environment, new RegisteredBeans(beans), lambda.region().orElse(null));
		return new SecretValues(reader, lambda.variables(), new ExtensionAccess(environment, beans),
				settings.timeToLive(), Clock.systemUTC(), () -> mapper.getIfAvailable(JsonMapper::shared));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AwsClientBuilderConfigurer.class)
	static class SpringCloudAwsConfiguration {

		@Bean
		static SpringCloudAwsBeans golambdaSpringCloudAwsBeans() {
			return new SpringCloudAwsBeans();
		}

	}

}
