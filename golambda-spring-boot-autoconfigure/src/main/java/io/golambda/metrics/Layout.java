package io.golambda.metrics;

import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.Tag;

/**
 * The tags of a metric that are dimensions, and those that are properties. Metrics with
 * equal layouts share a line.
 *
 * @param dimensions the tags that identify the metric in CloudWatch
 * @param properties the tags that only the line has
 */
record Layout(List<Tag> dimensions, List<Tag> properties) {

	static final Layout EMPTY = new Layout(List.of(), List.of());

	/**
	 * Returns whether all dimensions may still be dimensions.
	 * @param demoted the keys of tags that have too many values
	 */
	boolean isWithout(Set<String> demoted) {
		return demoted.isEmpty()
				|| this.dimensions.stream().noneMatch((dimension) -> demoted.contains(dimension.getKey()));
	}

}
