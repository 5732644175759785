package io.golambda.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.io.ClassPathResource;

/**
 * The properties of a file on the application's class path, in generated code: <pre>
 * new GeneratedProperties("Config resource …", "application.properties")
 * 	.add("spring.cloud.function.definition", "colors", 0, 33);
 * </pre>
 */
public final class GeneratedProperties {

	private final String name;

	private final ClassPathResource file;

	private final Map<String, OriginTrackedValue> values = new LinkedHashMap<>();

	/**
	 * Creates properties.
	 * @param name the name of the property source
	 * @param path the path of the file on the class path
	 */
	public GeneratedProperties(String name, String path) {
		this.name = name;
		this.file = new ClassPathResource(path);
	}

	/**
	 * Adds a property.
	 * @param key the name of the property
	 * @param value its value, a string, number or boolean
	 * @param line the line of the value in the file, beginning with 0
	 * @param column the column of the value, beginning with 0
	 * @return this object
	 */
	public GeneratedProperties add(String key, Object value, int line, int column) {
		this.values.put(key,
				OriginTrackedValue.of(value, new TextResourceOrigin(this.file, new Location(line, column))));
		return this;
	}

	String path() {
		return this.file.getPath();
	}

	OriginTrackedMapPropertySource toPropertySource() {
		return new OriginTrackedMapPropertySource(this.name, this.values, true);
	}

}
