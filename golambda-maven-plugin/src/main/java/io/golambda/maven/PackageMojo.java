package io.golambda.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Packages the function as a zip for a managed runtime of Lambda:
 * {@code target/<finalName>-lambda.zip}, with the jars of the application and its runtime
 * dependencies in {@code lib/}. The unpacked content is in {@code target/golambda/task}.
 * Independent of the project's main artifact, which may be Spring Boot's executable jar.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">Deploy
 * Java functions with .zip archives</a>
 */
@Mojo(name = "package", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true,
		requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class PackageMojo extends AbstractPackageMojo {

	/**
	 * The name of the zip without {@code -lambda.zip}.
	 */
	@Parameter(defaultValue = "${project.build.finalName}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	private String finalName;

	/**
	 * Whether to lay out the function for a container image in
	 * {@code target/golambda/image}: in {@code lib} its jars with Lambda's runtime
	 * client, in {@code trainer} the jars that train the JDK's class cache. By default,
	 * if the project has a {@code Dockerfile}.
	 */
	@Parameter(property = "golambda.image")
	private @Nullable Boolean image;

	/**
	 * Whether to attach the zip to the project with the classifier {@code lambda}, so
	 * that it is installed and deployed to repositories.
	 */
	@Parameter(property = "golambda.attach", defaultValue = "false")
	private boolean attach;

	private final MavenProjectHelper projectHelper;

	/**
	 * Creates the goal.
	 * @param projectHelper attaches the zip
	 * @param repositorySystem resolves the jars of a container image
	 */
	@Inject
	public PackageMojo(MavenProjectHelper projectHelper, RepositorySystem repositorySystem) {
		super(repositorySystem);
		this.projectHelper = projectHelper;
	}

	@Override
	void executeOnFunction() throws IOException, MojoExecutionException, MojoFailureException {
		CheckedFunction function = checkedFunction();
		Path task = outputFolder().resolve("task");
		function.layout().writeTask(task);
		Path zip = this.buildDirectory.toPath().resolve(this.finalName + "-lambda.zip");
		function.layout().zip(task, zip);
		if (isImage()) {
			new ImageLayout(outputFolder().resolve("image"), function.layout()).write(localRuntime());
		}
		if (this.attach) {
			this.projectHelper.attachArtifact(this.project, "zip", "lambda", zip.toFile());
		}
		PackageReport report = new PackageReport(getLog());
		report.sizes(zip, task);
		report.samLines(this.handler, function.runtime(), codeUri(zip), function.application());
	}

	private boolean isImage() {
		return (this.image != null) ? this.image
				: Files.exists(this.project.getBasedir().toPath().resolve("Dockerfile"));
	}

	private String codeUri(Path zip) {
		return this.project.getBasedir().toPath().relativize(zip).toString().replace(File.separator, "/");
	}

}
