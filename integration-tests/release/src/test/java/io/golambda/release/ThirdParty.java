package io.golambda.release;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dependencies at runtime of what a release publishes, read from the lists that the
 * release contains.
 */
final class ThirdParty {

	// a choice of licences is permissive if one of them is
	private static final String PERMISSIVE = "(?i).*(apache|mit\\b|mit-|bsd|cc0|epl|eclipse|public domain).*";

	private final Map<String, String> licences = new TreeMap<>();

	private ThirdParty() {
	}

	static ThirdParty read(List<Path> lists) {
		ThirdParty dependencies = new ThirdParty();
		lists.forEach(dependencies::add);
		return dependencies;
	}

	private void add(Path list) {
		for (JsonNode component : JsonMapper.shared().readTree(list.toFile()).path("components")) {
			String group = component.path("group").asString("");
			if (!group.equals("io.golambda")) {
				this.licences.put(group + ":" + component.path("name").asString(), licences(component));
			}
		}
	}

	private static String licences(JsonNode component) {
		TreeSet<String> names = new TreeSet<>();
		for (JsonNode entry : component.path("licenses")) {
			JsonNode licence = entry.path("license");
			names
				.add(entry.path("expression").asString(licence.path("id").asString(licence.path("name").asString(""))));
		}
		return String.join(", ", names);
	}

	List<String> withoutPermissiveLicence() {
		return this.licences.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().matches(PERMISSIVE))
			.map((entry) -> entry.getKey() + ": " + entry.getValue())
			.toList();
	}

	String page() {
		return """
				# Licences of dependencies

				The libraries that a function, its tests and its build get by golambda, with their licences. golambda's jars \
				contain none of them. A test compares this list with the dependencies of a release; the versions are in the \
				`-cyclonedx.json` file of each artifact.

				| library | licence |
				|---|---|
				"""
				+ this.licences.entrySet()
					.stream()
					.map((entry) -> "| " + entry.getKey() + " | " + entry.getValue() + " |\n")
					.collect(Collectors.joining());
	}

}
