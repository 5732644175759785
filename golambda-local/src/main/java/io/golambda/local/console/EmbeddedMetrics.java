package io.golambda.local.console;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads metrics from log lines in CloudWatch's Embedded Metric Format.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 * Metric Format</a>
 */
final class EmbeddedMetrics {

	private EmbeddedMetrics() {
	}

	static List<Metric> of(List<LineView> lines) {
		List<Metric> metrics = new ArrayList<>();
		for (LineView line : lines) {
			if (line.json() != null) {
				for (JsonNode directive : line.json().path("_aws").path("CloudWatchMetrics")) {
					read(directive, line.json(), metrics);
				}
			}
		}
		return metrics;
	}

	private static void read(JsonNode directive, JsonNode line, List<Metric> metrics) {
		Map<String, String> dimensions = new LinkedHashMap<>();
		for (JsonNode set : directive.path("Dimensions")) {
			for (JsonNode name : set) {
				JsonNode value = line.get(name.asString(""));
				if (value != null && value.isValueNode()) {
					dimensions.put(name.asString(), value.asString());
				}
			}
		}
		for (JsonNode metric : directive.path("Metrics")) {
			String name = metric.path("Name").asString("");
			JsonNode values = line.path(name);
			for (JsonNode value : values.isArray() ? values : List.of(values)) {
				if (value.isNumber()) {
					metrics.add(new Metric(name, text(metric.get("Unit")), value.decimalValue(), dimensions,
							text(directive.get("Namespace"))));
				}
			}
		}
	}

	private static @Nullable String text(@Nullable JsonNode value) {
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

	/**
	 * The JSON of a value of a metric.
	 */
	record Metric(String name, @Nullable String unit, BigDecimal value, Map<String, String> dimensions,
			@Nullable String namespace) {

	}

}
