package io.golambda.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * golambda's properties as rows of a table, generated from the configuration metadata.
 */
final class PropertiesTable {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private final JsonNode metadata;

	private PropertiesTable(JsonNode metadata) {
		this.metadata = metadata;
	}

	static PropertiesTable read() throws IOException {
		for (URL file : Collections.list(PropertiesTable.class.getClassLoader().getResources(METADATA))) {
			try (InputStream in = file.openStream()) {
				JsonNode metadata = JsonMapper.shared().readTree(in);
				if (metadata.path("properties").path(0).path("name").asString("").startsWith("golambda.")) {
					return new PropertiesTable(metadata);
				}
			}
		}
		throw new IllegalStateException("The class path has no configuration metadata of golambda");
	}

	List<JsonNode> properties() {
		List<JsonNode> properties = new ArrayList<>();
		this.metadata.path("properties").forEach(properties::add);
		properties.sort((left, right) -> left.path("name").asString().compareTo(right.path("name").asString()));
		return properties;
	}

	/**
	 * Returns the values that IDEs suggest for a property, its keys or its values.
	 */
	List<String> hints(String name) {
		List<String> hints = new ArrayList<>();
		for (JsonNode hint : this.metadata.path("hints")) {
			if (hint.path("name").asString().equals(name)) {
				hint.path("values").forEach((value) -> hints.add(value.path("value").asString()));
			}
		}
		return hints;
	}

	boolean hasProvider(String name) {
		for (JsonNode hint : this.metadata.path("hints")) {
			if (hint.path("name").asString().equals(name) && !hint.path("providers").isEmpty()) {
				return true;
			}
		}
		return false;
	}

	List<String> rows() {
		return properties().stream().map(this::row).toList();
	}

	private String row(JsonNode property) {
		String name = property.path("name").asString();
		return "| `" + name + "` | " + type(property.path("type").asString()) + " | " + defaultValue(property) + " | "
				+ property.path("description").asString().replace("|", "\\|") + suggestions(name) + " |";
	}

	private String suggestions(String name) {
		List<String> values = hints(name);
		return values.isEmpty() ? "" : " Values: "
				+ values.stream().map((value) -> "`" + value + "`").collect(Collectors.joining(", ")) + ".";
	}

	private static String defaultValue(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		return value.isMissingNode() ? "" : "`" + value.asString() + "`";
	}

	/**
	 * Returns the type as a user writes it.
	 */
	private static String type(String type) {
		if (type.startsWith("java.util.List")) {
			return "list of " + plural(type.substring(type.indexOf('<') + 1, type.length() - 1));
		}
		if (type.startsWith("java.util.Map")) {
			return "map";
		}
		return switch (type) {
			case "java.lang.Boolean" -> "boolean";
			case "java.lang.Double", "java.lang.Integer" -> "number";
			case "java.lang.String" -> "string";
			case "java.time.Duration" -> "duration";
			case "org.springframework.util.unit.DataSize" -> "size";
			case "org.springframework.boot.logging.LogLevel" -> "level";
			default -> "enum";
		};
	}

	private static String plural(String type) {
		if (type.startsWith("java.lang.Class")) {
			return "class names";
		}
		return switch (type) {
			case "java.lang.String" -> "strings";
			case "org.springframework.core.io.Resource" -> "resources";
			default -> "enums";
		};
	}

}
