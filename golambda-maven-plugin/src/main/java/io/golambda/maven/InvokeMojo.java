package io.golambda.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;

import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the project and invokes its function once. The answer goes to the standard
 * output, log lines to the error output: with {@code mvn -q} the answer is all that is on
 * the standard output. If the function fails, so does the build, with exit code 1.
 */
@Mojo(name = "invoke", threadSafe = true, requiresDependencyResolution = ResolutionScope.RUNTIME)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class InvokeMojo extends AbstractRunMojo {

	/**
	 * The file with the event.
	 */
	@Parameter(property = "event")
	private @Nullable File event;

	/**
	 * The message of an SQS event, instead of a file.
	 */
	@Parameter(property = "sqs")
	private @Nullable String sqs;

	/**
	 * The tenant id of the invocation.
	 */
	@Parameter(property = "golambda.tenantId")
	private @Nullable String tenantId;

	@Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	private MojoExecution execution;

	/**
	 * Creates the goal.
	 * @param repositorySystem resolves the local runtime
	 * @param toolchains finds the JDK of the project
	 */
	@Inject
	public InvokeMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
		super(repositorySystem, toolchains);
	}

	@Override
	List<String> options() throws MojoFailureException {
		List<String> options = new ArrayList<>();
		if (this.tenantId != null) {
			options.add("--tenant-id=" + this.tenantId);
		}
		options.addAll(EventOptions.of("invoke", this.event, this.sqs, projectFolder()));
		return options;
	}

	@Override
	void ended(int exitCode) throws MojoFailureException {
		if (exitCode == 0) {
			return;
		}
		String message = (exitCode == 1) ? "The function failed, see its answer."
				: "The function cannot be invoked, see the output.";
		if (isCommand()) {
			// Maven would log its failure to the standard output, which has the answer
			System.err.println(message);
			System.exit(1);
		}
		throw new MojoFailureException(message);
	}

	// the goal was typed in a shell, and Maven would stop here
	private boolean isCommand() {
		return this.execution.getSource() == MojoExecution.Source.CLI && System.getProperty("classworlds.conf") != null
				&& System.getProperty("mvnd.home") == null
				&& MavenExecutionRequest.REACTOR_FAIL_FAST.equals(failureBehavior());
	}

}
