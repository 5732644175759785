package com.acme.colors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that a JVM loaded.
 *
 * @param numbers the number for each package, cut to four names
 * @param names the names of the classes, empty if only the numbers are known
 */
record LoadedClasses(SortedMap<String, Integer> numbers, SortedSet<String> names) {

	/**
	 * Reads the lines of {@code -Xlog:class+load} without decorations.
	 */
	static LoadedClasses of(Stream<String> lines) {
		List<String> types = lines.filter((line) -> line.contains(" source: "))
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.toList();
		return new LoadedClasses(
				types.stream()
					.map(LoadedClasses::packageOf)
					.collect(Collectors.toMap((name) -> name, (name) -> 1, Integer::sum, TreeMap::new)),
				new TreeSet<>(types));
	}

	static LoadedClasses ofNumbers(SortedMap<String, Integer> numbers) {
		return new LoadedClasses(numbers, new TreeSet<>());
	}

	// hidden classes are named org.acme.Owner$$Lambda/0x000001
	private static String packageOf(String type) {
		String[] names = type.replaceFirst("/.*", "").split("\\.");
		return Arrays.stream(names, 0, Math.min(names.length - 1, 4)).collect(Collectors.joining("."));
	}

	/**
	 * Returns the names of the classes in a package and those below it, without lambda
	 * expressions.
	 */
	List<String> in(String packageName) {
		return this.names.stream()
			.filter((name) -> name.startsWith(packageName + ".") && !name.contains("/0x"))
			.toList();
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
