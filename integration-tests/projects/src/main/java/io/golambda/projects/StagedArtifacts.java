package io.golambda.projects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The modules of this build that users depend on, in a local repository.
 */
final class StagedArtifacts {

	private final Path root;

	private final String version;

	private final Path repository;

	private StagedArtifacts(Path root, String version, Path repository) {
		this.root = root;
		this.version = version;
		this.repository = repository;
	}

	/**
	 * Copies the poms and jars of this build.
	 * @param version the version of this build
	 * @param repository the local repository that receives them
	 */
	static void stage(String version, Path repository) throws IOException {
		new StagedArtifacts(root(), version, repository).stage();
	}

	private static Path root() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.exists(folder.resolve("mvnw"))) {
			folder = folder.getParent();
			if (folder == null) {
				throw new IllegalStateException("The tests do not run in a folder of golambda.");
			}
		}
		return folder;
	}

	private void stage() throws IOException {
		stagePom("golambda-parent", this.root);
		for (Path module : modules()) {
			String name = module.getFileName().toString();
			stagePom(name, module);
			if (!name.equals("golambda-bom")) {
				Path jar = module.resolve("target").resolve(name + "-" + this.version + ".jar");
				if (!Files.exists(jar)) {
					throw new IllegalStateException(jar + " does not exist. Run these tests by \"./mvnw verify\", "
							+ "for this module alone with \"-pl <module> -am\".");
				}
				copy(jar, name, ".jar");
			}
		}
	}

	private List<Path> modules() throws IOException {
		try (Stream<Path> folders = Files.list(this.root)) {
			return folders.filter((folder) -> folder.getFileName().toString().startsWith("golambda-"))
				.filter((folder) -> Files.exists(folder.resolve("pom.xml")))
				.sorted()
				.toList();
		}
	}

	private void stagePom(String name, Path folder) throws IOException {
		copy(folder.resolve("pom.xml"), name, ".pom");
	}

	private void copy(Path file, String name, String ending) throws IOException {
		Path folder = this.repository.resolve("io/golambda").resolve(name).resolve(this.version);
		Files.createDirectories(folder);
		Files.copy(file, folder.resolve(name + "-" + this.version + ending), StandardCopyOption.REPLACE_EXISTING,
				StandardCopyOption.COPY_ATTRIBUTES);
	}

}
