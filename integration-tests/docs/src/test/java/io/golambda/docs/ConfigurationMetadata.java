package io.golambda.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration properties of all libraries on the class path.
 */
final class ConfigurationMetadata {

	private final Map<String, JsonNode> properties = new TreeMap<>();

	private ConfigurationMetadata() {
	}

	static ConfigurationMetadata read() throws IOException {
		ConfigurationMetadata metadata = new ConfigurationMetadata();
		List<URL> files = new ArrayList<>();
		for (String name : List.of("spring-configuration-metadata.json",
				"additional-spring-configuration-metadata.json")) {
			files.addAll(
					Collections.list(ConfigurationMetadata.class.getClassLoader().getResources("META-INF/" + name)));
		}
		for (URL file : files) {
			try (InputStream in = file.openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
					metadata.properties.putIfAbsent(property.path("name").asString(), property);
				}
			}
		}
		return metadata;
	}

	/**
	 * Returns the problem of a property: a key that does not exist, or a value that does
	 * not bind.
	 */
	Optional<String> problem(String key, String value) {
		Optional<JsonNode> property = find(key);
		if (property.isEmpty()) {
			return Optional.of("\"" + key + "\" is not a property of a library on the class path. Correct the key.");
		}
		if (property.get().has("deprecation")) {
			return Optional.of("\"" + key + "\" is deprecated.");
		}
		return value.contains("${") ? Optional.empty() : bind(property.get(), key, value);
	}

	private Optional<JsonNode> find(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
		for (ConfigurationPropertyName each = name; !each.isEmpty(); each = each.getParent()) {
			JsonNode property = this.properties.get(plain(each));
			if (property != null && (each.equals(name) || takesMembers(property)
					|| name.getLastElement(ConfigurationPropertyName.Form.ORIGINAL).matches("\\d+"))) {
				return Optional.of(property);
			}
		}
		return Optional.empty();
	}

	private static String plain(ConfigurationPropertyName name) {
		return name.toString().replaceAll("\\[\\d+]$", "");
	}

	private static boolean takesMembers(JsonNode property) {
		String type = property.path("type").asString("");
		return type.startsWith("java.util.Map") || type.startsWith("java.util.List")
				|| type.equals("java.util.Properties");
	}

	private static Optional<String> bind(JsonNode property, String key, String value) {
		String type = property.path("type").asString("java.lang.String");
		try {
			String name = property.path("name").asString();
			ResolvableType target = TypeName.resolve(type);
			new Binder(new MapConfigurationPropertySource(Map.of(key, value))).bind(name, Bindable.of(target));
			return Optional.empty();
		}
		catch (ClassNotFoundException ex) {
			return Optional.of("The type " + type + " of \"" + key + "\" is not on the class path.");
		}
		catch (BindException ex) {
			return Optional.of("\"" + value + "\" is not a value of " + key + " (" + type + "): " + ex.getCause());
		}
	}

}
