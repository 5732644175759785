package io.golambda.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JacksonModule;

import io.golambda.event.EventMapper;

/**
 * Auto-configuration of the application's Jackson mapper for events.
 */
@AutoConfiguration
@ConditionalOnClass(JsonMapperBuilderCustomizer.class)
public final class EventJacksonAutoConfiguration {

	/**
	 * Reads and writes AWS's event classes by AWS's serialization, wherever the mapper
	 * meets them.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = { "com.amazonaws.services.lambda.runtime.events.SQSEvent",
			"com.amazonaws.services.lambda.runtime.serialization.PojoSerializer" })
	static class AwsEventClassesConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "golambdaAwsEventClassesModule")
		JacksonModule golambdaAwsEventClassesModule() {
			return EventMapper.awsModule();
		}

	}

	/**
	 * Sets Joda-Time's module up only when a type of Joda-Time is bound.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = LazyJodaModule.CLASS_NAME)
	static class JodaConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "golambdaJodaCustomizer")
		JsonMapperBuilderCustomizer golambdaJodaCustomizer() {
			return (builder) -> {
				List<JacksonModule> joda = new ArrayList<>();
				builder.withModules((module) -> {
					if (module.getClass().getName().equals(LazyJodaModule.CLASS_NAME)) {
						joda.add(module);
					}
				});
				joda.forEach((module) -> builder.addModule(new LazyJodaModule(module)));
			};
		}

	}

}
