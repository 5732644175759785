package io.golambda.projects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with a project.
 *
 * @param path the folder
 */
public record ProjectFolder(Path path) {

	/**
	 * Creates the folder if it does not exist.
	 * @param path the folder
	 * @return the project in the folder
	 */
	public static ProjectFolder at(Path path) {
		try {
			return new ProjectFolder(Files.createDirectories(path.toAbsolutePath()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes a pom that builds several projects by one Maven process.
	 * @param path the folder that has the projects
	 * @param modules the folders of the projects in {@code path}
	 * @return the project that builds all of them
	 */
	public static ProjectFolder aggregate(Path path, String... modules) {
		return at(path).write("pom.xml", """
				<project xmlns="http://maven.apache.org/POM/4.0.0">
					<modelVersion>4.0.0</modelVersion>
					<groupId>com.acme</groupId>
					<artifactId>aggregate</artifactId>
					<version>1.0</version>
					<packaging>pom</packaging>
					<modules>%s</modules>
				</project>
				""".formatted(
				Stream.of(modules).map((module) -> "<module>" + module + "</module>").collect(Collectors.joining())));
	}

	/**
	 * Writes a file.
	 * @param file the path of the file in the project
	 * @param content the content of the file
	 * @return this project
	 */
	public ProjectFolder write(String file, String content) {
		try {
			Path target = resolve(file);
			Files.createDirectories(target.getParent());
			Files.writeString(target, content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Resolves a path in the project.
	 * @param file the path of a file in the project
	 * @return the path of the file
	 */
	public Path resolve(String file) {
		return this.path.resolve(file);
	}

}
