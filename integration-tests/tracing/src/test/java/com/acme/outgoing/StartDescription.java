package com.acme.outgoing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.opentelemetry.context.ContextStorage;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Describes how the application has started.
 */
final class StartDescription implements Function<String, Map<String, Object>> {

	private final GenericApplicationContext context;

	StartDescription(GenericApplicationContext context) {
		this.context = context;
	}

	@Override
	public Map<String, Object> apply(String input) {
		ConfigurableEnvironment environment = this.context.getEnvironment();
		List<String> sources = new ArrayList<>();
		Map<String, Object> properties = new TreeMap<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			sources.add(source.getName());
			if (source instanceof EnumerablePropertySource<?> names && !source.getName().startsWith("system")) {
				for (String name : names.getPropertyNames()) {
					properties.put(name, String.valueOf(environment.getProperty(name)));
				}
			}
		}
		properties.remove("spring.application.pid");
		Map<String, String> beans = new TreeMap<>();
		for (String name : this.context.getBeanDefinitionNames()) {
			beans.put(name, this.context.getBeanFactory().getBeanDefinition(name).isLazyInit() ? "lazy" : "eager");
		}
		// Spring Boot's cache of class files, which Spring does not need
		beans.remove("org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory");
		// sorted, to compare texts
		return new TreeMap<>(Map.of("sources", sources, "properties", properties, "beans", beans, "correlation",
				environment.getRequiredProperty(LoggingSystem.EXPECT_CORRELATION_ID_PROPERTY), "storage",
				ContextStorage.get().getClass().getName()));
	}

}
