package io.golambda.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the project and runs its function until Ctrl-C, with the console at
 * {@code http://localhost:9000}. The function has the class path that is deployed,
 * without test classes.
 */
@Mojo(name = "run", threadSafe = true, requiresDependencyResolution = ResolutionScope.RUNTIME)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class RunMojo extends AbstractRunMojo {

	/**
	 * The port of the console and the invoke endpoint.
	 */
	@Parameter(property = "golambda.port", defaultValue = "9000")
	private int port;

	/**
	 * The number of events that the function handles at once.
	 */
	@Parameter(property = "golambda.concurrency")
	private @Nullable Integer concurrency;

	/**
	 * The folder with the events of the console, {@code src/test/events} by default.
	 */
	@Parameter(property = "golambda.events")
	private @Nullable File events;

	/**
	 * Creates the goal.
	 * @param repositorySystem resolves the local runtime
	 * @param toolchains finds the JDK of the project
	 */
	@Inject
	public RunMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
		super(repositorySystem, toolchains);
	}

	@Override
	List<String> options() {
		List<String> options = new ArrayList<>();
		options.add("--port=" + this.port);
		if (this.concurrency != null) {
			options.add("--concurrency=" + this.concurrency);
		}
		if (this.events != null) {
			options.add("--events=" + this.events);
		}
		return options;
	}

	@Override
	void ended(int exitCode) throws MojoExecutionException {
		// 128 and the number of the signal that ended it
		if (exitCode != 0 && exitCode < 128) {
			throw new MojoExecutionException(
					"The local runtime ended with exit code " + exitCode + ", see its output.");
		}
	}

}
