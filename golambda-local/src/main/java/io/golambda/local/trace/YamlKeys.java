package io.golambda.local.trace;

import java.io.BufferedReader;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys of the block mappings in a YAML file, joined by dots. Enough to find out
 * whether a property is set.
 */
final class YamlKeys {

	private static final Pattern KEY = Pattern.compile("( *)[\"']?([\\w.-]+)[\"']?:(?: .*)?");

	private YamlKeys() {
	}

	static Set<String> read(Reader yaml) {
		Set<String> keys = new HashSet<>();
		Deque<Key> parents = new ArrayDeque<>();
		for (String line : new BufferedReader(yaml).lines().toList()) {
			Matcher key = KEY.matcher(line);
			if (!key.matches()) {
				continue;
			}
			int indent = key.group(1).length();
			while (!parents.isEmpty() && parents.getLast().indent() >= indent) {
				parents.removeLast();
			}
			parents.addLast(new Key(key.group(2), indent));
			keys.add(parents.stream().map(Key::name).collect(Collectors.joining(".")));
		}
		return keys;
	}

	private record Key(String name, int indent) {

	}

}
