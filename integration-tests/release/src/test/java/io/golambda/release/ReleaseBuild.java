package io.golambda.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds version 0.1.0 from a copy of the sources and deploys it to a folder.
 */
final class ReleaseBuild {

	static final String VERSION = "0.1.0";

	static final Path CHECKOUT = Path.of(System.getProperty("checkout"));

	private static final Path WORK = Path.of(System.getProperty("workFolder"));

	private static final Set<String> NOT_PART_OF_A_RELEASE = Set.of(".git", "samples", "integration-tests", "docs");

	private final Path folder;

	private ReleaseBuild(Path folder) {
		this.folder = folder;
	}

	static ReleaseBuild run(String name, String... options) throws Exception {
		return run(name, CHECKOUT, options);
	}

	/**
	 * Builds from the sources of this build, even if those in the checkout have changed.
	 */
	ReleaseBuild again(String name, String... options) throws Exception {
		return run(name, sources(), options);
	}

	private static ReleaseBuild run(String name, Path from, String... options) throws Exception {
		ReleaseBuild build = new ReleaseBuild(WORK.resolve(name));
		deleteRecursively(build.folder);
		build.copySources(from);
		List<String> arguments = new ArrayList<>(List.of("-Prelease", "-Dquick", "-Dstyle.color=never",
				"-DaltDeploymentRepository=folder::" + build.folder.resolve("repository").toUri(),
				"-Dmaven.install.skip", "-DadditionalJOption=-J-XX:TieredStopAtLevel=1", "deploy"));
		arguments.addAll(List.of(options));
		build.maven(build.sources(), arguments);
		return build;
	}

	private Path sources() {
		return this.folder.resolve("sources");
	}

	/**
	 * Returns the folder of an artifact in the repository to which the release was
	 * deployed.
	 */
	Path artifact(String artifactId) {
		return this.folder.resolve("repository/io/golambda").resolve(artifactId).resolve(VERSION);
	}

	Path file(String artifactId, String suffix) {
		return artifact(artifactId).resolve(artifactId + "-" + VERSION + suffix);
	}

	List<String> artifactIds() {
		Path group = this.folder.resolve("repository/io/golambda");
		return names(group).stream().filter((name) -> Files.isDirectory(group.resolve(name))).toList();
	}

	/**
	 * Returns the names of the deployed files of an artifact, without checksums.
	 */
	List<String> files(String artifactId) {
		return names(artifact(artifactId)).stream()
			.filter((name) -> !name.matches(".*\\.(md5|sha1|sha256|sha512)"))
			.toList();
	}

	/**
	 * Runs Maven on a project that finds the release in a repository.
	 */
	String useIn(String name, String pom, String... arguments) throws Exception {
		Path project = Files.createDirectories(this.folder.resolve(name));
		Files.writeString(project.resolve("pom.xml"),
				pom.replace("REPOSITORY", this.folder.resolve("repository").toUri().toString()));
		return maven(project, List.of(arguments));
	}

	private String maven(Path project, List<String> arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of(CHECKOUT.resolve("mvnw").toString(), "-B", "-ntp",
				"-Dmaven.repo.local=" + this.folder.resolve("local"),
				"-Dmaven.repo.local.tail=" + System.getProperty("localRepository")));
		command.addAll(arguments);
		Path log = project.resolve("maven.log");
		ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
		Process process = builder.start();
		try {
			assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		String output = Files.readString(log);
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

	private void copySources(Path from) throws IOException {
		Files.walkFileTree(from, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
				boolean skipped = directory.endsWith("target") || (from.equals(directory.getParent())
						&& NOT_PART_OF_A_RELEASE.contains(directory.getFileName().toString()));
				return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Path copy = sources().resolve(from.relativize(file).toString());
				Files.createDirectories(copy.getParent());
				if (file.getFileName().toString().equals("pom.xml")) {
					Files.writeString(copy, Files.readString(file).replace(VERSION + "-SNAPSHOT", VERSION));
				}
				else {
					Files.copy(file, copy);
				}
				return FileVisitResult.CONTINUE;
			}

		});
	}

	private static List<String> names(Path folder) {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.map((entry) -> entry.getFileName().toString()).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void deleteRecursively(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> entries = Files.walk(folder)) {
			for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(entry);
			}
		}
	}

}
