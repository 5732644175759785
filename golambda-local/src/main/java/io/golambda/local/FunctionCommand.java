package io.golambda.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The command line of the function's JVM, with the JVM options that Lambda uses. It runs
 * Lambda's own runtime client if that is on the class path and supports this system (its
 * native library requires Linux), otherwise {@link LocalRuntimeClient}.
 *
 * @param handler the handler, as in Lambda's configuration
 * @param javaOptions additional JVM options
 * @param taskRoot the unpacked zip from which the runtime client loads the function, as
 * on a managed runtime, or {@code null} for the class path of this process
 * @param runtimeFolder the folder of the managed runtime, or {@code null} for the runtime
 * client on the class path of this process
 * @param wrapper the wrapper script that receives the command line and runs it, or
 * {@code null}
 */
record FunctionCommand(String handler, List<String> javaOptions, @Nullable Path taskRoot, @Nullable Path runtimeFolder,
		@Nullable String wrapper) {

	private static final String LAMBDA_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

	// the class path of a managed runtime: its client and the dependencies of that
	private static final List<String> RUNTIME_JARS = List.of("aws-lambda-java-runtime-interface-client",
			"aws-lambda-java-core", "aws-lambda-java-serialization", "utils-lite", "annotations");

	private static final List<String> LOCAL_JARS = List.of("golambda-local");

	/**
	 * JVM options that prevent warnings about the runtime client, which loads a native
	 * library and uses {@code Unsafe}.
	 */
	static final List<String> NATIVE_ACCESS = (Runtime.version().feature() >= 24)
			? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow") : List.of();

	/**
	 * Returns the start script of the managed runtime, which sets its JVM options, or
	 * {@code null} if there is none.
	 */
	@Nullable Path bootstrap() {
		Path bootstrap = (this.runtimeFolder != null) ? this.runtimeFolder.resolve("bootstrap") : null;
		return (bootstrap != null && Files.isExecutable(bootstrap)) ? bootstrap : null;
	}

	/**
	 * Returns the class path of the function's JVM.
	 */
	List<Path> classPath() throws IOException {
		if (this.runtimeFolder != null) {
			try (Stream<Path> jars = Files.list(this.runtimeFolder.resolve("lib"))) {
				return jars.filter((jar) -> jar.toString().endsWith(".jar")).sorted().toList();
			}
		}
		Stream<Path> elements = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of);
		if (this.taskRoot != null) {
			return elements.filter((element) -> isOneOf(RUNTIME_JARS, element)).map(Path::toAbsolutePath).toList();
		}
		// a deployed function does not have the local runtime, and a class cache is only
		// valid for the same class path
		return elements.filter((element) -> !runsLambdaClient() || !isOneOf(LOCAL_JARS, element)).toList();
	}

	/**
	 * Returns the folders from which the function is loaded.
	 */
	CodeFolders codeFolders() throws IOException {
		return CodeFolders.of((this.taskRoot != null) ? List.of(this.taskRoot) : classPath());
	}

	private static boolean isOneOf(List<String> jars, Path element) {
		return element.getFileName() != null
				&& jars.stream().anyMatch((jar) -> element.getFileName().toString().matches(jar + "-\\d.*\\.jar"));
	}

	List<String> line(@Nullable NativeLibrary library) throws IOException {
		Path bootstrap = bootstrap();
		if (bootstrap != null) {
			return List.of(bootstrap.toString());
		}
		List<String> line = new ArrayList<>();
		if (this.wrapper != null) {
			line.add(this.wrapper);
		}
		line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		line.add("-XX:TieredStopAtLevel=1");
		line.add("-XX:+UseSerialGC");
		line.addAll(NATIVE_ACCESS);
		line.addAll(this.javaOptions);
		if (library != null) {
			line.add(library.option());
		}
		line.add("-cp");
		line.add(classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
		line.add(runsLambdaClient() ? LAMBDA_CLIENT : LocalRuntimeClient.class.getName());
		line.add(this.handler);
		return line;
	}

	/**
	 * Returns whether Lambda's own runtime client runs the function.
	 */
	boolean runsLambdaClient() {
		return this.runtimeFolder != null || hasLambdaClient();
	}

	/**
	 * Returns whether the native library of the runtime client must be unpacked; a
	 * managed runtime provides its own.
	 */
	boolean needsNativeLibrary() {
		return runsLambdaClient() && bootstrap() == null;
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
