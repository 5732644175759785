package io.golambda.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A metric of CloudWatch: the name, the unit and the tags of a meter. Compared by
 * identity, because a map of values has one as its key.
 */
final class Series {

	private final String name;

	private final MetricUnit unit;

	private final boolean highResolution;

	private final List<Tag> tags;

	private final Set<String> propertyKeys;

	private final Combinations combinations;

	private volatile @Nullable Layout layout;

	/**
	 * Creates a series.
	 * @param name the valid name of the metric
	 * @param unit the unit
	 * @param highResolution whether CloudWatch stores the metric by the second
	 * @param tags the tags, with valid keys
	 * @param propertyKeys the keys of the tags that are not dimensions
	 * @param combinations limits the combinations of the others
	 */
	Series(String name, MetricUnit unit, boolean highResolution, List<Tag> tags, Set<String> propertyKeys,
			Combinations combinations) {
		this.name = name;
		this.unit = unit;
		this.highResolution = highResolution;
		this.tags = tags;
		this.propertyKeys = propertyKeys;
		this.combinations = combinations;
	}

	String name() {
		return this.name;
	}

	MetricUnit unit() {
		return this.unit;
	}

	boolean isHighResolution() {
		return this.highResolution;
	}

	/**
	 * Returns a series with the same tags.
	 * @param suffix the end of its name
	 */
	Series with(String suffix, MetricUnit unit) {
		return new Series(this.name + suffix, unit, this.highResolution, this.tags, this.propertyKeys,
				this.combinations);
	}

	/**
	 * Returns which tags are dimensions.
	 */
	Layout layout() {
		if (this.tags.isEmpty()) {
			return Layout.EMPTY;
		}
		Layout known = this.layout;
		if (known != null && known.isWithout(this.combinations.demoted())) {
			return known;
		}
		Set<String> properties = new HashSet<>(this.propertyKeys);
		properties.addAll(this.combinations.add(Combinations.without(this.tags, this.propertyKeys)));
		List<Tag> rest = new ArrayList<>();
		for (Tag tag : this.tags) {
			if (properties.contains(tag.getKey())) {
				rest.add(tag);
			}
		}
		known = new Layout(Combinations.without(this.tags, properties), List.copyOf(rest));
		this.layout = known;
		return known;
	}

}
