package com.acme.direct;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.PropertySource;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;

/**
 * An application whose function describes how the application has started.
 */
@SpringBootApplication
@EnableConfigurationProperties(DirectApplication.Warehouse.class)
@PropertySource("classpath:warehouse.properties")
public class DirectApplication {

	private final List<String> events = new ArrayList<>();

	public static void main(String[] arguments) {
		SpringApplication.run(DirectApplication.class, arguments);
	}

	@ConfigurationProperties("warehouse")
	record Warehouse(String city, Duration patience, List<Integer> shelves, Map<String, String> labels) {
	}

	@Bean
	Function<String, Map<String, Object>> describe(GenericApplicationContext context, Warehouse warehouse,
			ApplicationAvailability availability, LoggingSystem logging, ApplicationArguments arguments,
			@Value("${warehouse.greeting}") String greeting, @Value("${random.uuid}") String random,
			@Value("base64:aGVsbG8=") InputStream resource) {
		String content = text(resource);
		return (asked) -> {
			Map<String, Object> description = new LinkedHashMap<>();
			description.put("warehouse", warehouse.toString());
			description.put("greeting", greeting);
			description.put("random", random.length());
			description.put("resource", content);
			description.put("arguments", arguments.getSourceArgs().length);
			description.put("events", List.copyOf(this.events));
			description.put("availability", availability.getLivenessState() + " " + availability.getReadinessState());
			description.put("context", context.getId() + " " + context.getBeanFactory().getClass().getSimpleName());
			description.put("environment", environment(context.getEnvironment()));
			description.put("beans", beans(context));
			description.put("levels", levels(logging));
			description.put("headless", System.getProperty("java.awt.headless"));
			return description;
		};
	}

	private static String text(InputStream resource) {
		try (resource) {
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static Map<String, Object> environment(ConfigurableEnvironment environment) {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("profiles",
				List.of(environment.getActiveProfiles()) + " default " + List.of(environment.getDefaultProfiles()));
		description.put("pid", environment.getProperty("spring.application.pid", Long.class) != null);
		description.put("patience", environment.getProperty("warehouse.patience", Duration.class).toSeconds());
		List<String> sources = new ArrayList<>();
		for (org.springframework.core.env.PropertySource<?> source : environment.getPropertySources()) {
			sources.add(source.getName());
			if (source instanceof MapPropertySource && source instanceof EnumerablePropertySource<?> properties
					&& !source.getName().startsWith("system") && !source.getName().equals("applicationInfo")) {
				description.put(source.getName(), properties(properties));
			}
		}
		description.put("sources", sources);
		description.put("origin of a variable", String
			.valueOf(OriginLookup.getOrigin(environment.getPropertySources().get("systemEnvironment"), "_HANDLER")));
		return description;
	}

	private static Map<String, String> properties(EnumerablePropertySource<?> source) {
		Map<String, String> properties = new TreeMap<>();
		for (String name : source.getPropertyNames()) {
			Object value = source.getProperty(name);
			properties.put(name, value + " " + ((value != null) ? value.getClass().getSimpleName() : "") + " "
					+ OriginLookup.getOrigin(source, name));
		}
		return properties;
	}

	private static Map<String, String> beans(GenericApplicationContext context) {
		Map<String, String> beans = new TreeMap<>();
		for (String name : context.getBeanFactory().getSingletonNames()) {
			beans.put(name, "singleton");
		}
		// Spring Boot's report of conditions, empty after Spring AOT has evaluated them
		beans.remove("autoConfigurationReport");
		beans.remove("org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory");
		Set<String> names = new TreeSet<>(List.of(context.getBeanDefinitionNames()));
		// Spring Boot's cache of class files, which Spring does not need
		names.remove("org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory");
		for (String name : names) {
			beans.put(name, context.getBeanFactory().getBeanDefinition(name).isLazyInit() ? "lazy" : "eager");
		}
		return beans;
	}

	private static List<String> levels(LoggingSystem logging) {
		return logging.getLoggerConfigurations()
			.stream()
			.filter((logger) -> logger.getConfiguredLevel() != null)
			.map((logger) -> logger.getName() + " " + logger.getConfiguredLevel())
			.toList();
	}

	@EventListener
	void started(ApplicationStartedEvent event) {
		this.events.add("started " + event.getSpringApplication().getMainApplicationClass().getSimpleName());
	}

	@Bean
	@Lazy
	ApplicationListener<ApplicationReadyEvent> lazyListener() {
		return new ApplicationListener<>() {
			@Override
			public void onApplicationEvent(ApplicationReadyEvent event) {
				DirectApplication.this.events.add("ready " + Arrays.toString(event.getArgs()));
			}
		};
	}

	@Bean
	@Order(2)
	ApplicationRunner secondRunner() {
		return (arguments) -> this.events.add("second runner");
	}

	@Bean
	@Order(1)
	CommandLineRunner firstRunner() {
		return (arguments) -> this.events.add("first runner");
	}

}
