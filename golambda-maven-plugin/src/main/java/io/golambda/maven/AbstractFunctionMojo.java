package io.golambda.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * A goal that needs the function: its classes and the dependencies that are deployed.
 */
abstract class AbstractFunctionMojo extends AbstractMojo {

	/**
	 * The project of the function.
	 */
	@Parameter(defaultValue = "${project}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	MavenProject project;

	/**
	 * The folder with the function's classes and resources.
	 */
	@Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	File classesDirectory;

	/**
	 * The folder in which the build writes its files.
	 */
	@Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	File buildDirectory;

	/**
	 * The class annotated with {@code @SpringBootApplication}. By default it is found;
	 * required if there are several. It becomes {@code Start-Class} in the manifest of
	 * the function's jar.
	 */
	@Parameter(property = "start-class")
	@Nullable String startClass;

	/**
	 * The handler as in Lambda's configuration.
	 */
	@Parameter(property = "golambda.handler", defaultValue = PackageChecks.LAMBDA_HANDLER)
	@SuppressWarnings("NullAway.Init")
	String handler;

	/**
	 * Dependencies that are not deployed, each with {@code groupId}, {@code artifactId}
	 * and optionally {@code classifier}. Those that spring-boot-maven-plugin excludes are
	 * not deployed either.
	 */
	@Parameter
	List<Exclude> excludes = new ArrayList<>();

	/**
	 * Whether optional dependencies are deployed. As with spring-boot-maven-plugin they
	 * are not.
	 */
	@Parameter(property = "golambda.includeOptional", defaultValue = "false")
	boolean includeOptional;

	/**
	 * Whether to skip this goal.
	 */
	@Parameter(property = "golambda.skip", defaultValue = "false")
	boolean skip;

	@Parameter(defaultValue = "${session}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	MavenSession session;

	@Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	private String pluginVersion;

	private final RepositorySystem repositorySystem;

	AbstractFunctionMojo(RepositorySystem repositorySystem) {
		this.repositorySystem = repositorySystem;
	}

	@Override
	public final void execute() throws MojoExecutionException, MojoFailureException {
		if (this.skip) {
			getLog().info("Skipped by golambda.skip.");
			return;
		}
		if (this.project.getPackaging().equals("pom")) {
			getLog().info("Skipped: a project with packaging pom has no function.");
			return;
		}
		String extension = this.project.getArtifact().getArtifactHandler().getExtension();
		if (!"jar".equals(extension)) {
			throw new MojoFailureException("The packaging of the project is " + this.project.getPackaging()
					+ ". A function requires <packaging>jar</packaging>.");
		}
		try {
			executeOnFunction();
		}
		catch (IOException ex) {
			throw new MojoExecutionException(ex.toString(), ex);
		}
	}

	abstract void executeOnFunction() throws IOException, MojoExecutionException, MojoFailureException;

	List<Library> libraries() throws IOException {
		List<Exclude> excluded = new ArrayList<>(this.excludes);
		excluded.addAll(BootExcludes.of(this.project));
		return new Libraries(excluded, this.includeOptional, getLog()).of(this.project.getArtifacts());
	}

	LocalRuntime localRuntime() {
		return new LocalRuntime(this.repositorySystem, this.session, this.project, this.pluginVersion);
	}

	Path classesFolder() {
		return this.classesDirectory.toPath();
	}

	/**
	 * Returns the folder for everything that this plugin writes, except for the zip.
	 */
	Path outputFolder() {
		return this.buildDirectory.toPath().resolve("golambda");
	}

}
