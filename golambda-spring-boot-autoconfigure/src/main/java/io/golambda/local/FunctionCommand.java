package io.golambda.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The command line of the function's JVM, with the flags that Lambda's has: Lambda's own
 * runtime client where that is on the class path and runs on this system (its native part
 * is Linux's), else {@link LocalRuntimeClient}.
 *
 * @param handler the handler, as in Lambda's configuration
 * @param javaOptions further options of the JVM
 * @param taskRoot the unpacked zip that the runtime client loads the function from, as on
 * a managed runtime, or {@code null} for the class path of this process
 * @param wrapper the script that gets the command line to change and run it, or
 * {@code null}
 */
record FunctionCommand(String handler, List<String> javaOptions, @Nullable Path taskRoot, @Nullable String wrapper) {

	private static final String LAMBDA_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

	// what a managed runtime has on its class path: its client and what that needs
	private static final List<String> RUNTIME_JARS = List.of("aws-lambda-java-runtime-interface-client",
			"aws-lambda-java-core", "aws-lambda-java-serialization", "utils-lite", "annotations");

	List<String> line() {
		List<String> line = new ArrayList<>();
		if (this.wrapper != null) {
			line.add(this.wrapper);
		}
		line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		line.add("-XX:TieredStopAtLevel=1");
		line.add("-XX:+UseSerialGC");
		if (Runtime.version().feature() >= 24 && this.javaOptions.isEmpty()) {
			// silences warnings: Lambda's runtime client loads a native library and uses
			// Unsafe. Not with options of the user's own: a cache of classes is only good
			// for the options it was made with.
			line.add("--enable-native-access=ALL-UNNAMED");
			line.add("--sun-misc-unsafe-memory-access=allow");
		}
		line.addAll(this.javaOptions);
		line.add("-cp");
		line.add((this.taskRoot != null) ? runtimeClassPath() : System.getProperty("java.class.path"));
		line.add(hasLambdaClient() ? LAMBDA_CLIENT : LocalRuntimeClient.class.getName());
		line.add(this.handler);
		return line;
	}

	private static String runtimeClassPath() {
		if (!hasLambdaClient()) {
			throw new IllegalStateException("A function is only run from a task root by Lambda's own runtime client: "
					+ "add com.amazonaws:aws-lambda-java-runtime-interface-client to the class path, on Linux.");
		}
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((element) -> RUNTIME_JARS.stream()
				.anyMatch((jar) -> new File(element).getName().matches(jar + "-\\d.*\\.jar")))
			.map((element) -> Path.of(element).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}

	static boolean hasLambdaClient() {
		if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
			return false;
		}
		try {
			Class.forName(LAMBDA_CLIENT, false, FunctionCommand.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
