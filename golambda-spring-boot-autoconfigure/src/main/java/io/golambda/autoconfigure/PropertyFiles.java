package io.golambda.autoconfigure;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The files from which Spring Boot reads the properties of an application without
 * profiles.
 */
final class PropertyFiles {

	/**
	 * The names of the files in a folder, or in the root of a jar.
	 */
	static final List<String> NAMES = Stream
		.of("application", "application-default", "config/application", "config/application-default")
		.flatMap((name) -> Stream.of("properties", "yaml", "yml", "xml").map((extension) -> name + "." + extension))
		.toList();

	private PropertyFiles() {
	}

	/**
	 * Returns why the files of a folder exclude a direct start.
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable String obstacle(File folder) {
		File config = new File(folder, "config");
		if (config.isDirectory()) {
			return "there is a folder " + config;
		}
		for (String name : NAMES) {
			File file = new File(folder, name);
			if (file.exists()) {
				return "there is a file " + file;
			}
		}
		return null;
	}

}
