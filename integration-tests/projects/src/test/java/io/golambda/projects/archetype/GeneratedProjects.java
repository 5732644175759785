package io.golambda.projects.archetype;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.util.StringUtils;

import io.golambda.projects.Maven;
import io.golambda.projects.MavenResult;
import io.golambda.projects.ProjectFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The projects that the build of the archetype has generated, built by one Maven process.
 */
final class GeneratedProjects {

	private static final Path GENERATED = Path.of("..", "..", "golambda-archetype", "target", "test-classes",
			"projects");

	/**
	 * Kotlin projects whose code differs from another one in a few words.
	 */
	private static final Set<String> ALIKE = Set.of("kotlin-dynamodb", "kotlin-kinesis", "kotlin-eventbridge");

	private final Path folder;

	private final List<String> names;

	private GeneratedProjects(Path folder, List<String> names) {
		this.folder = folder;
		this.names = names;
	}

	static GeneratedProjects copyTo(Path folder) {
		try {
			Set<String> names = new TreeSet<>();
			try (Stream<Path> projects = Files.list(GENERATED)) {
				for (Path project : projects.toList()) {
					String name = project.getFileName().toString();
					copy(project.resolve("project").resolve(name), folder.resolve(name));
					names.add(name);
				}
			}
			return new GeneratedProjects(folder, List.copyOf(names));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void copy(Path source, Path target) throws IOException {
		try (Stream<Path> files = Files.walk(source)) {
			for (Path file : files.toList()) {
				Path copy = target.resolve(source.relativize(file).toString());
				if (Files.isDirectory(file)) {
					Files.createDirectories(copy);
				}
				else {
					Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
				}
			}
		}
		catch (FileSystemException ex) {
			throw new IllegalStateException("Run these tests by \"./mvnw verify\", which generates the projects.", ex);
		}
	}

	List<String> names() {
		return this.names;
	}

	List<String> builtNames() {
		Set<String> chosen = StringUtils.commaDelimitedListToSet(System.getProperty("archetype.projects", ""));
		List<String> built = this.names.stream()
			.filter((name) -> chosen.isEmpty() ? !ALIKE.contains(name) : chosen.contains(name))
			.toList();
		assertThat(built).as("archetype.projects").hasSizeGreaterThanOrEqualTo(Math.max(1, chosen.size()));
		return built;
	}

	Path path(String name) {
		return this.folder.resolve(name);
	}

	MavenResult build(Maven maven) {
		ProjectFolder all = ProjectFolder.aggregate(this.folder, builtNames().toArray(String[]::new));
		// short-lived JVMs for the tests; a Kotlin daemon would outlive the build
		return maven.run(all.path(), "-T2", "--fail-at-end", "-DargLine=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
				"-Dkotlin.compiler.daemon=false", "verify");
	}

}
