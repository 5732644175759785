package io.golambda.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Trains the JDK's cache of classes in the layout in which the function runs, by invoking
 * it once: {@code mvn package golambda:cache -Dsqs=MESSAGE}. The cache is valid for the
 * JDK that runs Maven. AWS advises against such a cache in a zip for a managed runtime;
 * use it in a container image.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">Deploy
 * Java functions with .zip archives</a>
 */
@Mojo(name = "cache", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true,
		requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class CacheMojo extends AbstractPackageMojo {

	/**
	 * The file with the event of the training.
	 */
	@Parameter(property = "event")
	private @Nullable File event;

	/**
	 * The message of an SQS event for the training, instead of a file.
	 */
	@Parameter(property = "sqs")
	private @Nullable String sqs;

	/**
	 * {@code zip}: the function in {@code target/golambda/cache/var/task} and a managed
	 * runtime in {@code target/golambda/cache/var/runtime}, started by the start script.
	 * {@code image}: everything on one class path, in {@code target/golambda/image}.
	 */
	@Parameter(property = "golambda.layout", defaultValue = "zip")
	@SuppressWarnings("NullAway.Init")
	private String layout;

	/**
	 * Environment variables of the function. Those of the shell take precedence.
	 */
	@Parameter
	private Map<String, String> environmentVariables = new HashMap<>();

	/**
	 * Creates the goal.
	 * @param repositorySystem resolves the local runtime
	 */
	@Inject
	public CacheMojo(RepositorySystem repositorySystem) {
		super(repositorySystem);
	}

	@Override
	void executeOnFunction() throws IOException, MojoExecutionException, MojoFailureException {
		List<String> trainingEvent = EventOptions.of("cache", this.event, this.sqs, this.project.getBasedir());
		CheckedFunction function = checkedFunction();
		LocalRuntime runtime = localRuntime();
		Map<String, String> environment = LocalLambdaProcess.environment(function.application(),
				this.environmentVariables);
		List<String> options = new ArrayList<>();
		options.add("--handler=" + this.handler);
		List<Path> classPath = switch (this.layout) {
			case "zip" -> zipLayout(function, runtime, options, environment);
			case "image" -> imageLayout(function, runtime, options);
			default ->
				throw new MojoFailureException("golambda.layout is \"" + this.layout + "\". It may be zip or image.");
		};
		options.addAll(trainingEvent);
		int exitCode = new LocalLambdaProcess(AbstractRunMojo.javaOfMaven(), classPath, this.project.getBasedir(),
				options, environment)
			.run();
		if (exitCode != 0) {
			throw new MojoFailureException("The training failed, see the output: there is no cache.");
		}
	}

	private List<Path> zipLayout(CheckedFunction function, LocalRuntime runtime, List<String> options,
			Map<String, String> environment) throws IOException, MojoExecutionException {
		Path root = outputFolder().resolve("cache");
		FunctionLayout.delete(root);
		Path task = root.resolve("var/task");
		function.layout().writeTask(task);
		Path lib = Files.createDirectories(root.resolve("var/runtime/lib"));
		for (RuntimeJar jar : runtime.lambdaClient()) {
			function.layout().copy(jar.file(), lib.resolve(jar.fileName()));
		}
		environment.put("AWS_LAMBDA_EXEC_WRAPPER", task.resolve(FunctionLayout.START_SCRIPT).toString());
		options.add("--task-root=" + task);
		options.add("--runtime=" + root.resolve("var/runtime"));
		options.add("--cache=" + task);
		List<Path> classPath = new ArrayList<>(FunctionLayout.jars(task.resolve("lib")));
		runtime.trainer(function.layout().libraries()).forEach((jar) -> classPath.add(jar.file()));
		return classPath;
	}

	private List<Path> imageLayout(CheckedFunction function, LocalRuntime runtime, List<String> options)
			throws IOException, MojoExecutionException {
		Path folder = outputFolder().resolve("image");
		ImageLayout image = new ImageLayout(folder, function.layout());
		image.write(runtime);
		options.add("--cache=" + folder.resolve((Runtime.version().feature() >= 25) ? "function.aot" : "function.jsa"));
		List<Path> classPath = new ArrayList<>(FunctionLayout.jars(image.lib()));
		classPath.addAll(FunctionLayout.jars(image.trainer()));
		return classPath;
	}

}
