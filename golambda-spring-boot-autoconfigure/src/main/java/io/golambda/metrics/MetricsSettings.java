package io.golambda.metrics;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link LambdaMeterRegistry}.
 *
 * @param namespace the namespace of the metrics in CloudWatch, see
 * {@link #namespaceProblem}
 * @param dimensions the dimensions that each metric has in addition to the tags of its
 * meter
 * @param dimensionTags the keys of the only tags that are dimensions, or {@code null} for
 * all
 * @param propertyTags the keys of tags that are properties of a line and never dimensions
 * @param maxCombinations up to how many combinations of the values of its tags a meter
 * has as dimensions, before tags become properties
 * @param highResolution the names of meters that CloudWatch stores by the second; a name
 * covers all names that begin with it and a dot
 * @param excludedMeters the names of meters that are not written; a name covers all names
 * that begin with it and a dot, and {@code *.active} those that end with {@code .active}
 */
public record MetricsSettings(String namespace, Set<MetricDimension> dimensions, @Nullable Set<String> dimensionTags,
		Set<String> propertyTags, int maxCombinations, List<String> highResolution, List<String> excludedMeters) {

	/**
	 * The maximum number of combinations by default.
	 */
	public static final int DEFAULT_MAX_COMBINATIONS = 100;

	/**
	 * The meters that are not written by default: those that Spring Boot registers in
	 * each application, which make dozens of metrics of little use in Lambda, the long
	 * task timers of observations, and golambda's observation of the invocation, whose
	 * metric {@link LambdaMetric#DURATION} is.
	 */
	public static final List<String> DEFAULT_EXCLUDED_METERS = List.of("*.active", "application", "disk", "executor",
			"jvm", "lambda.invocation", "logback", "log4j2", "process", "ssl", "system");

	private static final int MAX_NAMESPACE = 255;

	/**
	 * Creates settings.
	 */
	public MetricsSettings {
		dimensions = Set.copyOf(dimensions);
		dimensionTags = (dimensionTags != null) ? Set.copyOf(dimensionTags) : null;
		propertyTags = Set.copyOf(propertyTags);
		highResolution = List.copyOf(highResolution);
		excludedMeters = List.copyOf(excludedMeters);
	}

	/**
	 * Creates the default settings.
	 * @param namespace the namespace of the metrics in CloudWatch
	 * @return the settings
	 */
	public static MetricsSettings of(String namespace) {
		return new MetricsSettings(namespace, Set.of(MetricDimension.FUNCTION_NAME), null, Set.of(),
				DEFAULT_MAX_COMBINATIONS, List.of(), DEFAULT_EXCLUDED_METERS);
	}

	/**
	 * Returns why CloudWatch would not accept a namespace.
	 * @param namespace the namespace
	 * @return the reason, or {@code null} if it is valid
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Namespace">Namespaces</a>
	 */
	public static @Nullable String namespaceProblem(String namespace) {
		if (namespace.isBlank()) {
			return "it is empty";
		}
		if (namespace.length() > MAX_NAMESPACE) {
			return "it has " + namespace.length() + " characters, and CloudWatch accepts " + MAX_NAMESPACE;
		}
		if (namespace.startsWith("AWS/")) {
			return "namespaces that begin with AWS/ are reserved for AWS's services";
		}
		if (namespace.startsWith(":")) {
			return "it begins with a colon";
		}
		return namespace.chars().allMatch(MetricsSettings::isValidInNamespace) ? null
				: "CloudWatch accepts letters, digits, spaces and . - _ / # : only";
	}

	private static boolean isValidInNamespace(int character) {
		return character >= '0' && character <= '9' || character >= 'A' && character <= 'Z'
				|| character >= 'a' && character <= 'z' || " .-_/#:".indexOf(character) >= 0;
	}

	static boolean covers(List<String> names, String meter) {
		for (String name : names) {
			if (name.startsWith("*") && meter.endsWith(name.substring(1))) {
				return true;
			}
			if (meter.startsWith(name) && (meter.length() == name.length() || meter.charAt(name.length()) == '.')) {
				return true;
			}
		}
		return false;
	}

}
