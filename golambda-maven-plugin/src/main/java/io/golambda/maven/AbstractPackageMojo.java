package io.golambda.maven;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * A goal that lays out the function.
 */
abstract class AbstractPackageMojo extends AbstractFunctionMojo {

	/**
	 * The managed runtime of the function, for which no class may be too new.
	 */
	@Parameter(property = "golambda.runtime", defaultValue = "java25")
	@SuppressWarnings("NullAway.Init")
	String runtime;

	/**
	 * The time of all files, which makes two builds write the same bytes. By default, a
	 * constant time.
	 */
	@Parameter(defaultValue = "${project.build.outputTimestamp}")
	@Nullable String outputTimestamp;

	/**
	 * Whether the entries of the function's jars remain compressed. Otherwise they are
	 * stored, so that the JVM loads classes faster; the zip around the jars is smaller
	 * then, because it compresses all of them together. By default, they are stored
	 * unless the dependencies take more than half of the 250 MB that Lambda allows for an
	 * unzipped function.
	 */
	@Parameter(property = "golambda.compressedJars")
	private @Nullable Boolean compressedJars;

	AbstractPackageMojo(RepositorySystem repositorySystem) {
		super(repositorySystem);
	}

	/**
	 * Checks the function and returns its layout.
	 */
	CheckedFunction checkedFunction() throws IOException, MojoFailureException {
		LambdaRuntime target = LambdaRuntime.of(this.runtime);
		List<Library> libraries = libraries();
		PackageChecks checks = new PackageChecks(target, getLog());
		checks.checkVersions(classesFolder(), libraries);
		FunctionClasses classes = FunctionClasses.read(classesFolder(), libraries);
		String application = classes.application(this.startClass);
		checks.check(classes, this.handler);
		String jar = this.project.getArtifactId() + "-" + this.project.getVersion() + ".jar";
		boolean compressed = (this.compressedJars != null) ? this.compressedJars
				: !FunctionLayout.fitsUncompressed(libraries);
		return new CheckedFunction(application, target,
				new FunctionLayout(classes, jar, manifest(application), archiveTime(), compressed));
	}

	ArchiveTime archiveTime() throws MojoFailureException {
		try {
			return ArchiveTime.parse(this.outputTimestamp);
		}
		catch (IllegalArgumentException ex) {
			throw new MojoFailureException(ex.getMessage(), ex);
		}
	}

	private Map<String, String> manifest(String application) {
		Map<String, String> manifest = new LinkedHashMap<>();
		manifest.put("Start-Class", application);
		manifest.put("Implementation-Title", this.project.getName());
		manifest.put("Implementation-Version", this.project.getVersion());
		return manifest;
	}

	/**
	 * A function that passed the checks.
	 *
	 * @param application the class annotated with {@code @SpringBootApplication}
	 * @param runtime the managed runtime
	 * @param layout the layout of its files
	 */
	record CheckedFunction(String application, LambdaRuntime runtime, FunctionLayout layout) {

	}

}
