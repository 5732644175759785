package io.golambda.autoconfigure;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

import io.golambda.metrics.MetricDimension;
import io.golambda.metrics.MetricsSettings;

/**
 * Configures metrics.
 *
 * @param namespace Namespace of the metrics in CloudWatch. Without it, golambda writes no
 * metrics.
 * @param dimensions Dimensions that each metric has in addition to the tags of its meter.
 * Each combination of values is billed as a metric.
 * @param dimensionTags Keys of the only tags that are dimensions; others are properties
 * of the lines. By default all tags are dimensions.
 * @param propertyTags Keys of tags that are properties of the lines and never dimensions,
 * because they have many values.
 * @param maxCombinations Number of combinations of tags that a meter has as dimensions.
 * Beyond, the tag with the most values becomes a property of the lines.
 * @param highResolution Meters that CloudWatch stores by the second instead of by the
 * minute. A name covers all names that begin with it and a dot.
 * @param excludedMeters Meters that are not written. A name covers all names that begin
 * with it and a dot, and *.active those that end with .active. By default those that
 * Spring Boot registers in each application, the long task timers of observations, and
 * the observation lambda.invocation, which lambda.duration replaces.
 */
@ConfigurationProperties(MetricsProperties.PREFIX)
record MetricsProperties(@Nullable String namespace, @DefaultValue("function-name") List<MetricDimension> dimensions,
		@Nullable List<String> dimensionTags, @DefaultValue List<String> propertyTags,
		@DefaultValue("100") int maxCombinations, @DefaultValue List<String> highResolution, @DefaultValue( {
				"*.active", "application", "disk", "executor", "jvm", "lambda.invocation", "logback", "log4j2",
				"process", "ssl", "system" }) List<String> excludedMeters){

	static final String PREFIX = "golambda.metrics";

	static final String NAMESPACE = PREFIX + ".namespace";

	private static final List<String> OPTIONAL = List.of(PREFIX + ".dimensions", PREFIX + ".dimension-tags",
			PREFIX + ".property-tags", PREFIX + ".max-combinations", PREFIX + ".high-resolution",
			PREFIX + ".excluded-meters");

	MetricsProperties {
		if (maxCombinations < 1) {
			throw new InvalidPropertyException(PREFIX + ".max-combinations", maxCombinations,
					"a meter has at least 1 combination of tags");
		}
	}

	// most applications set the namespace only
	static MetricsProperties of(Environment environment) {
		for (String name : OPTIONAL) {
			if (environment.containsProperty(name) || BoundProperties.isAnySet(environment, name)) {
				return Binder.get(environment).bindOrCreate(PREFIX, MetricsProperties.class);
			}
		}
		return withDefaults(environment.getProperty(NAMESPACE));
	}

	static MetricsProperties withDefaults(@Nullable String namespace) {
		return new MetricsProperties(namespace, List.of(MetricDimension.FUNCTION_NAME), null, List.of(),
				MetricsSettings.DEFAULT_MAX_COMBINATIONS, List.of(), MetricsSettings.DEFAULT_EXCLUDED_METERS);
	}

	/**
	 * Returns whether metrics are switched on.
	 */
	static boolean areOn(Environment environment) {
		String namespace = environment.getProperty(NAMESPACE);
		return namespace != null && !namespace.isBlank();
	}

	/**
	 * Returns the settings.
	 * @return the settings, or {@code null} if the namespace is invalid, which is logged
	 */
	@Nullable MetricsSettings settings() {
		String problem = (this.namespace != null) ? MetricsSettings.namespaceProblem(this.namespace) : "it is not set";
		if (problem != null) {
			LoggerFactory.getLogger(MetricsProperties.class)
				.warn("{} is \"{}\": {}. No metrics are written.", NAMESPACE, this.namespace, problem);
			return null;
		}
		return new MetricsSettings(this.namespace, Set.copyOf(this.dimensions),
				(this.dimensionTags != null) ? Set.copyOf(this.dimensionTags) : null, Set.copyOf(this.propertyTags),
				this.maxCombinations, this.highResolution, this.excludedMeters);
	}

}
