package io.golambda.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * A goal that runs the function from the project's classes, with the dependencies that
 * are deployed, on Lambda's runtime client in a process of its own.
 */
abstract class AbstractRunMojo extends AbstractFunctionMojo {

	/**
	 * The seconds that an invocation may take.
	 */
	@Parameter(property = "golambda.timeout")
	private @Nullable Integer timeout;

	/**
	 * The options of the function's JVM, separated by spaces.
	 */
	@Parameter(property = "golambda.jvmArguments")
	private @Nullable String jvmArguments;

	/**
	 * Environment variables of the function. Those of the shell take precedence.
	 */
	@Parameter
	private Map<String, String> environmentVariables = new HashMap<>();

	private final ToolchainManager toolchains;

	AbstractRunMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
		super(repositorySystem);
		this.toolchains = toolchains;
	}

	@Override
	final void executeOnFunction() throws IOException, MojoExecutionException, MojoFailureException {
		List<Library> libraries = libraries();
		FunctionClasses classes = FunctionClasses.read(classesFolder(), libraries);
		if (this.startClass == null && !classes.hasApplication() && this.session.getProjects().size() > 1) {
			getLog().info("Skipped: " + this.project.getArtifactId()
					+ " has no class annotated with @SpringBootApplication.");
			return;
		}
		String application = classes.application(this.startClass);
		List<Path> classPath = new ArrayList<>();
		classPath.add(classesFolder());
		libraries.forEach((library) -> classPath.add(library.file()));
		LocalRuntime runtime = localRuntime();
		addMissing(runtime.lambdaClient(libraries), classPath);
		addMissing(runtime.trainer(libraries), classPath);
		Map<String, String> environment = LocalLambdaProcess.environment(application, this.environmentVariables);
		List<String> options = new ArrayList<>();
		options.add("--handler=" + this.handler);
		if (this.timeout != null) {
			options.add("--timeout=" + this.timeout);
		}
		// what an earlier build generated may not fit the classes that are compiled now
		options.add("--java-option=-Dspring.aot.enabled=false");
		if (this.jvmArguments != null) {
			for (String argument : this.jvmArguments.trim().split("\\s+")) {
				options.add("--java-option=" + argument);
			}
		}
		options.addAll(options());
		int exitCode = new LocalLambdaProcess(java(), classPath, this.project.getBasedir(), options, environment).run();
		ended(exitCode);
	}

	private static void addMissing(List<RuntimeJar> jars, List<Path> classPath) {
		jars.stream().map(RuntimeJar::file).filter((file) -> !classPath.contains(file)).forEach(classPath::add);
	}

	/**
	 * Returns the options of the local runtime that depend on the goal.
	 */
	abstract List<String> options() throws MojoFailureException;

	/**
	 * Handles the end of the local runtime.
	 */
	abstract void ended(int exitCode) throws MojoExecutionException, MojoFailureException;

	private String java() {
		Toolchain toolchain = this.toolchains.getToolchainFromBuildContext("jdk", this.session);
		String found = (toolchain != null) ? toolchain.findTool("java") : null;
		return (found != null) ? found : javaOfMaven();
	}

	static String javaOfMaven() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	String failureBehavior() {
		return this.session.getReactorFailureBehavior();
	}

	File projectFolder() {
		return this.project.getBasedir();
	}

}
