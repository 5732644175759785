package io.golambda.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * The class path of an application that Spring AOT has not processed: whether it has only
 * what an {@link AnnotatedDirectStart} knows, and the properties of the files in its
 * root.
 */
final class AnnotatedClassPath {

	// the first takes precedence
	private static final List<String> READABLE = List.of("application.properties", "application.yml",
			"application.yaml");

	private static final String PROPERTY_SOURCE = "Config resource 'class path resource [%s]' via location "
			+ "'optional:classpath:/'";

	private final ClassLoader loader;

	private final List<PropertySource<?>> properties = new ArrayList<>();

	AnnotatedClassPath(ClassLoader loader) {
		this.loader = loader;
	}

	/**
	 * Returns the properties of the files, the most important file first. Empty before
	 * {@link #obstacle} was called.
	 */
	List<PropertySource<?>> properties() {
		return List.copyOf(this.properties);
	}

	/**
	 * Returns why the application must start by a {@code SpringApplication}.
	 * @return the reason, or {@code null} if there is none
	 */
	@Nullable String obstacle() {
		try {
			String obstacle = PropertyFiles.obstacle(new File("").getAbsoluteFile());
			if (obstacle == null) {
				obstacle = StartService.obstacle(this.loader);
			}
			if (obstacle == null && LogbackFiles.isAnyPresent(this.loader)) {
				obstacle = "there is a file that configures Logback";
			}
			return (obstacle != null) ? obstacle : ofFiles();
		}
		catch (IOException ex) {
			return "a file on the class path cannot be read";
		}
	}

	private @Nullable String ofFiles() throws IOException {
		for (String file : PropertyFiles.NAMES) {
			if (!READABLE.contains(file) && this.loader.getResource(file) != null) {
				return "there is a file " + file + " on the class path";
			}
		}
		for (String file : READABLE) {
			String obstacle = read(file);
			if (obstacle != null) {
				return obstacle;
			}
		}
		return null;
	}

	private @Nullable String read(String file) throws IOException {
		ClassPathResource resource = new ClassPathResource(file, this.loader);
		if (!resource.exists()) {
			return null;
		}
		PropertySourceLoader format = file.endsWith(".properties") ? new PropertiesPropertySourceLoader()
				: new YamlPropertySourceLoader();
		List<PropertySource<?>> documents = format.load(PROPERTY_SOURCE.formatted(file), resource);
		if (documents.size() > 1) {
			return file + " has several documents";
		}
		for (PropertySource<?> document : documents) {
			if (document.getSource() instanceof Map<?, ?> values) {
				if ("false".equalsIgnoreCase(String.valueOf(values.get(DirectStartSettings.ENABLED)))) {
					return DirectStartSettings.ENABLED + " is false in " + file;
				}
				for (Object name : values.keySet()) {
					if (DirectStartSettings.isObstacle(name.toString())) {
						return "the property " + name + " is set in " + file;
					}
				}
			}
			this.properties.add(document);
		}
		return null;
	}

}
