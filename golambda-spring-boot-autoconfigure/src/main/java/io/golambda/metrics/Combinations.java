package io.golambda.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.Tag;

/**
 * Limits the combinations of dimensions of all meters with one name, because CloudWatch
 * bills each as a metric of its own. Beyond the limit, the tag with the most values
 * becomes a property of the lines. Safe for use by several threads.
 */
final class Combinations {

	private final String meter;

	private final int max;

	private final Warnings warnings;

	private Set<List<Tag>> known = new HashSet<>();

	private volatile Set<String> demoted = Set.of();

	Combinations(String meter, int max, Warnings warnings) {
		this.meter = meter;
		this.max = max;
		this.warnings = warnings;
	}

	/**
	 * Returns the keys of the tags that have too many values.
	 */
	Set<String> demoted() {
		return this.demoted;
	}

	/**
	 * Adds a combination.
	 * @return the keys of the tags that have too many values now
	 */
	synchronized Set<String> add(List<Tag> dimensions) {
		this.known.add(without(dimensions, this.demoted));
		while (this.known.size() > this.max) {
			demote();
		}
		return this.demoted;
	}

	private void demote() {
		Map<String, Set<String>> values = new HashMap<>();
		for (List<Tag> combination : this.known) {
			for (Tag tag : combination) {
				values.computeIfAbsent(tag.getKey(), (key) -> new HashSet<>()).add(tag.getValue());
			}
		}
		String key = values.entrySet()
			.stream()
			.max((one, other) -> Integer.compare(one.getValue().size(), other.getValue().size()))
			.map(Map.Entry::getKey)
			.orElseThrow();
		Set<String> more = new HashSet<>(this.demoted);
		more.add(key);
		this.demoted = Set.copyOf(more);
		Set<List<Tag>> fewer = new HashSet<>();
		this.known.forEach((combination) -> fewer.add(without(combination, this.demoted)));
		this.known = fewer;
		this.warnings.warn("combinations " + this.meter + " " + key,
				"The meter \"{}\" has more than {} combinations of tags, each of which CloudWatch bills as a metric. "
						+ "Its tag \"{}\" is no longer a dimension, only a property of the lines. Add the tag to "
						+ "golambda.metrics.property-tags, or raise golambda.metrics.max-combinations.",
				this.meter, this.max, key);
	}

	static List<Tag> without(List<Tag> tags, Set<String> keys) {
		if (keys.isEmpty()) {
			return tags;
		}
		List<Tag> rest = new ArrayList<>(tags);
		rest.removeIf((tag) -> keys.contains(tag.getKey()));
		return List.copyOf(rest);
	}

}
