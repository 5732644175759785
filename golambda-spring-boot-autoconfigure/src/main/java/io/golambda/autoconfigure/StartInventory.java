package io.golambda.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

import io.golambda.lambda.DirectStart;

/**
 * What a start of an application finds on its class path, taken at build time for a
 * {@link DirectStart}.
 *
 * @param jars the names of the jars
 * @param files the files with properties of the application, the most important one first
 * @param tracing whether the start includes a {@link TracingStart}
 */
record StartInventory(List<String> jars, List<ConfigurationFile> files, boolean tracing) {

	// property sources that a direct start has as well, or that hold nothing of the
	// application
	private static final Set<String> KNOWN_SOURCES = Set.of("configurationProperties",
			StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
			StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, "random", "applicationInfo", "golambda",
			"golambdaLevels", "golambdaSentry", "logCorrelation", "openTelemetryEnvironmentVariables");

	// a method for more would be too large
	private static final int MOST_PROPERTIES = 1_000;

	/**
	 * Takes the inventory of the application that is being processed.
	 * @throws ObstacleException if the application needs a {@code SpringApplication}
	 */
	static StartInventory of(ConfigurableEnvironment environment, ConfigurableListableBeanFactory beans) {
		ClassLoader loader = beans.getBeanClassLoader();
		require(Boolean.TRUE.equals(environment.getProperty(DirectStartSettings.ENABLED, Boolean.class, true)),
				DirectStartSettings.ENABLED + " is false");
		require(environment.getActiveProfiles().length == 0,
				"profiles are active: " + String.join(", ", environment.getActiveProfiles()));
		require(!beans.containsBean("loggersEndpoint"), "there is an endpoint for loggers");
		checkServices(loader);
		List<ConfigurationFile> files = new ArrayList<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			ConfigurationFile file = ConfigurationFile.of(source);
			if (file != null) {
				checkProperties(file);
				files.add(file);
			}
			else {
				// Spring AOT has processed @PropertySource
				require(KNOWN_SOURCES.contains(source.getName()) || source instanceof ResourcePropertySource,
						"its properties are read from " + source.getName());
			}
		}
		require(files.stream().mapToInt((file) -> file.properties().size()).sum() <= MOST_PROPERTIES,
				"it has more than " + MOST_PROPERTIES + " properties");
		return new StartInventory(jarsOfClassPath(), List.copyOf(files), TracingStart.isPresent(loader));
	}

	private static void checkProperties(ConfigurationFile file) {
		for (String name : file.properties().keySet()) {
			require(!DirectStartSettings.isObstacle(name), "the property " + name + " is set in " + file.path());
			require(file.isGenerated(name), "the value of " + name + " in " + file.path() + " is too long or special");
		}
	}

	private static void checkServices(ClassLoader loader) {
		try {
			String obstacle = StartService.obstacle(loader);
			require(obstacle == null, String.valueOf(obstacle));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		for (String file : LogbackFiles.NAMES) {
			require(loader.getResource(file) == null, "there is a file " + file);
		}
	}

	private static List<String> jarsOfClassPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(File::new)
			.filter(File::isFile)
			.map(File::getName)
			.distinct()
			.toList();
	}

	private static void require(boolean condition, String obstacle) {
		if (!condition) {
			throw new ObstacleException(obstacle);
		}
	}

	/**
	 * Thrown for an application that needs a {@code SpringApplication}.
	 */
	@SuppressWarnings("serial")
	static final class ObstacleException extends RuntimeException {

		ObstacleException(String obstacle) {
			super(obstacle);
		}

	}

}
