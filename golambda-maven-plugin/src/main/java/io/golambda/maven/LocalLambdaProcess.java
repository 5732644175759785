package io.golambda.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The JVM of golambda's local runtime, which ends with this one.
 */
final class LocalLambdaProcess {

	private static final String MAIN = "io.golambda.local.LocalLambda";

	private static final long GRACE_PERIOD_SECONDS = 10;

	private final ProcessBuilder builder;

	/**
	 * Prepares the process.
	 * @param java the JVM to run
	 * @param classPath the class path of the local runtime
	 * @param folder the working directory
	 * @param options the options of the local runtime
	 * @param environment environment variables that override those of this process
	 */
	LocalLambdaProcess(String java, List<Path> classPath, File folder, List<String> options,
			Map<String, String> environment) {
		List<String> command = new ArrayList<>();
		command.add(java);
		command.add("-XX:TieredStopAtLevel=1");
		command.add("-cp");
		command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
		command.add(MAIN);
		// also if this JVM is killed, and its shutdown hook does not run
		command.add("--exit-with=" + ProcessHandle.current().pid());
		command.addAll(options);
		this.builder = new ProcessBuilder(command).directory(folder)
			.redirectOutput(ProcessBuilder.Redirect.INHERIT)
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		this.builder.environment().putAll(environment);
	}

	/**
	 * Returns the environment variables that a goal adds to those of the shell, which
	 * take precedence.
	 * @param application the class of the application
	 * @param configured the variables in the build file
	 */
	static Map<String, String> environment(String application, Map<String, String> configured) {
		Map<String, String> environment = new HashMap<>();
		environment.put("MAIN_CLASS", application);
		environment.putAll(configured);
		environment.keySet().removeAll(System.getenv().keySet());
		return environment;
	}

	/**
	 * Runs the process and waits until it exits.
	 * @return the exit code
	 */
	int run() throws IOException {
		Process process = this.builder.start();
		Thread exit = new Thread(() -> end(process), "golambda-exit");
		Runtime.getRuntime().addShutdownHook(exit);
		try {
			return process.waitFor();
		}
		catch (InterruptedException ex) {
			end(process);
			Thread.currentThread().interrupt();
			return 1;
		}
		finally {
			removeHook(exit);
		}
	}

	private static void removeHook(Thread exit) {
		try {
			Runtime.getRuntime().removeShutdownHook(exit);
		}
		catch (IllegalStateException ex) {
			// this JVM is shutting down
		}
	}

	private static void end(Process process) {
		// after Ctrl-C the terminal has stopped it already
		process.destroy();
		try {
			if (!process.waitFor(GRACE_PERIOD_SECONDS, TimeUnit.SECONDS)) {
				process.descendants().forEach(ProcessHandle::destroyForcibly);
				process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
		}
	}

}
