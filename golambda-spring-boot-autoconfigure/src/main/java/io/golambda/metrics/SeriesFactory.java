package io.golambda.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.ImmutableTag;
import io.micrometer.core.instrument.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Creates the series of meters. Warns of names and tags that CloudWatch does not accept
 * unchanged.
 */
final class SeriesFactory {

	private static final int MAX_DIMENSIONS = 30;

	private static final int MAX_PROPERTIES = 100;

	private static final String HINT = " CloudWatch accepts printable ASCII characters only.";

	private final MetricsSettings settings;

	private final Warnings warnings;

	private final Map<String, Combinations> combinations = new ConcurrentHashMap<>();

	SeriesFactory(MetricsSettings settings, Warnings warnings) {
		this.settings = settings;
		this.warnings = warnings;
	}

	/**
	 * Creates a series.
	 * @param meter the name of the meter
	 * @return the series, or {@code null} if CloudWatch does not accept any of the name
	 */
	@Nullable Series create(String meter, List<Tag> tags, MetricUnit unit) {
		String name = CloudWatchText.metricName(meter);
		if (name == null) {
			this.warnings.warn("name " + meter, "A meter with an empty name is not written to CloudWatch.");
			return null;
		}
		if (!name.equals(meter)) {
			this.warnings.warn("name " + meter,
					"The meter \"{}\" is written as \"{}\". Names of metrics have up to {} characters." + HINT,
					cut(meter), name, CloudWatchText.MAX_METRIC_NAME);
		}
		Set<String> propertyKeys = new HashSet<>();
		List<Tag> valid = valid(name, tags, propertyKeys);
		return new Series(name, unit, MetricsSettings.covers(this.settings.highResolution(), meter), valid,
				Set.copyOf(propertyKeys), this.combinations.computeIfAbsent(name,
						(key) -> new Combinations(key, this.settings.maxCombinations(), this.warnings)));
	}

	private List<Tag> valid(String metric, List<Tag> tags, Set<String> propertyKeys) {
		List<Tag> valid = new ArrayList<>();
		Set<String> keys = new HashSet<>();
		int dimensions = this.settings.dimensions().size();
		for (Tag tag : tags) {
			String key = CloudWatchText.tagName(tag.getKey(), metric);
			if (key == null || !keys.add(key)) {
				this.warnings.warn("tag " + metric + " " + key,
						"A tag of the meter \"{}\" is omitted, because its key \"{}\" is empty or used by another tag.",
						metric, key);
				continue;
			}
			boolean property = isProperty(tag.getKey());
			if (!property && dimensions == MAX_DIMENSIONS) {
				this.warnings.warn("tags " + metric,
						"The meter \"{}\" has {} tags. CloudWatch accepts {} dimensions, so the others are "
								+ "properties of the lines, up to {}.",
						metric, tags.size(), MAX_DIMENSIONS, MAX_PROPERTIES);
				property = true;
			}
			if (property) {
				if (propertyKeys.size() < MAX_PROPERTIES) {
					propertyKeys.add(key);
					valid.add(new ImmutableTag(key, cut(tag.getValue())));
				}
				continue;
			}
			String value = dimension(metric, key, tag.getValue());
			if (value != null) {
				valid.add(new ImmutableTag(key, value));
				dimensions++;
			}
		}
		return List.copyOf(valid);
	}

	private boolean isProperty(String key) {
		return this.settings.propertyTags().contains(key)
				|| this.settings.dimensionTags() != null && !this.settings.dimensionTags().contains(key);
	}

	private @Nullable String dimension(String metric, String key, String value) {
		String valid = CloudWatchText.dimensionValue(value);
		if (valid == null) {
			this.warnings.warn("value " + metric + " " + key,
					"The meter \"{}\" is written without its tag \"{}\" where the value is empty, which CloudWatch "
							+ "does not accept.",
					metric, key);
		}
		else if (!valid.equals(value)) {
			this.warnings.warn("value " + metric + " " + key,
					"The value of the tag \"{}\" of the meter \"{}\" is written as \"{}\", and others accordingly. "
							+ "Values have up to {} characters." + HINT,
					key, metric, cut(valid), CloudWatchText.MAX_DIMENSION_VALUE);
		}
		return valid;
	}

	private static String cut(String value) {
		return (value.length() <= CloudWatchText.MAX_DIMENSION_VALUE) ? value
				: value.substring(0, CloudWatchText.MAX_DIMENSION_VALUE);
	}

}
