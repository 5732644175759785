package io.golambda.projects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs the Maven of this build on another project, which finds the artifacts of this
 * build in a local repository of its own: <pre>
 * Maven maven = Maven.withStagedArtifacts();
 * MavenResult result = maven.run(project.path(), "-q", "package").succeeded();
 * </pre>
 * <p>
 * The local repository of this build provides everything else. Requires the system
 * properties that this module's build file sets for its tests.
 */
public final class Maven {

	private static final long TIMEOUT_MINUTES = 10;

	private final Path home;

	private final Path repository;

	private final Path outerRepository;

	private Maven(Path home, Path repository, Path outerRepository) {
		this.home = home;
		this.repository = repository;
		this.outerRepository = outerRepository;
	}

	/**
	 * Stages the artifacts of this build in {@code target/staged}.
	 * @return the Maven that uses them
	 */
	public static Maven withStagedArtifacts() {
		Path repository = Path.of("target", "staged").toAbsolutePath();
		try {
			StagedArtifacts.stage(golambdaVersion(), repository);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Maven(Path.of(property("maven.home")), repository, Path.of(property("maven.repo.outer")));
	}

	/**
	 * Returns the version of golambda's artifacts.
	 * @return the version
	 */
	public static String golambdaVersion() {
		return property("golambda.version");
	}

	/**
	 * Returns the version of Spring Boot that this build uses.
	 * @return the version
	 */
	public static String springBootVersion() {
		return property("spring-boot.version");
	}

	private static String property(String name) {
		String value = System.getProperty(name);
		if (value == null) {
			throw new IllegalStateException("The system property " + name
					+ " is not set. Run these tests by \"./mvnw verify\", or set it in the IDE.");
		}
		return value;
	}

	/**
	 * Builds a project and waits for the end.
	 * @param folder the folder of the project
	 * @param arguments the arguments of Maven
	 * @return the result of the build
	 */
	public MavenResult run(Path folder, String... arguments) {
		try {
			Path output = Files.createTempFile("maven", ".out");
			Path errors = Files.createTempFile("maven", ".err");
			Process process = builder(folder, arguments).redirectOutput(output.toFile())
				.redirectError(errors.toFile())
				.start();
			process.getOutputStream().close();
			if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
				process.descendants().forEach(ProcessHandle::destroyForcibly);
				process.destroyForcibly();
				throw new IllegalStateException("Maven does not end:\n" + Files.readString(output));
			}
			MavenResult result = new MavenResult(process.exitValue(), Files.readString(output),
					Files.readString(errors));
			Files.delete(output);
			Files.delete(errors);
			return result;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Starts Maven with a goal that keeps running.
	 * @param folder the folder of the project
	 * @param arguments the arguments of Maven
	 * @return the process, whose error output is part of its output; the caller ends it
	 */
	public Process start(Path folder, String... arguments) {
		try {
			return builder(folder, arguments).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ProcessBuilder builder(Path folder, String... arguments) {
		boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
		List<String> command = new ArrayList<>();
		command.add(this.home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString());
		command.addAll(List.of("-B", "-ntp", "-Dstyle.color=never", "-Dmaven.repo.local=" + this.repository,
				"-Dmaven.repo.local.tail=" + this.outerRepository));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		// short builds: not worth the second compiler
		builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
		// of the wrapper that started this build
		builder.environment()
			.keySet()
			.removeIf((name) -> name.equals("MAVEN_PROJECTBASEDIR") || name.equals("M2_HOME"));
		return builder;
	}

}
