package com.acme.colors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The number of classes that a JVM loaded, by package.
 *
 * @param numbers the number for each package, cut to four names
 */
record LoadedClasses(SortedMap<String, Integer> numbers) {

	/**
	 * Counts the lines of {@code -Xlog:class+load} without decorations.
	 */
	static LoadedClasses of(Stream<String> lines) {
		return new LoadedClasses(lines.filter((line) -> line.contains(" source: "))
			.map((line) -> packageOf(line.substring(0, line.indexOf(' '))))
			.collect(Collectors.toMap((name) -> name, (name) -> 1, Integer::sum, TreeMap::new)));
	}

	// hidden classes are named org.acme.Owner$$Lambda/0x000001
	private static String packageOf(String type) {
		String[] names = type.replaceFirst("/.*", "").split("\\.");
		return Arrays.stream(names, 0, Math.min(names.length - 1, 4)).collect(Collectors.joining("."));
	}

	int total() {
		return this.numbers.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * Returns a line for each package of which more classes were loaded, the largest
	 * growth first.
	 */
	String growthSince(LoadedClasses before) {
		return this.numbers.keySet()
			.stream()
			.filter((name) -> growth(name, before) > 0)
			.sorted(Comparator.comparing((String name) -> -growth(name, before)))
			.map((name) -> "  %s: %d instead of %d".formatted(name, of(name), before.of(name)))
			.collect(Collectors.joining("\n"));
	}

	private int growth(String name, LoadedClasses before) {
		return of(name) - before.of(name);
	}

	private int of(String name) {
		return this.numbers.getOrDefault(name, 0);
	}

}
