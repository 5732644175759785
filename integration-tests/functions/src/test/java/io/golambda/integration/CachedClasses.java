package io.golambda.integration;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.acme.secrets.SecretsApplication;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.secret.AwsServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JDK's cache of the classes in the jars of the class path, shared by the functions
 * that the tests start. It saves a third of the CPU time of a start. Does not apply to a
 * function with a task root, whose classes have a class loader of their own.
 */
public final class CachedClasses {

	private static final Path FOLDER = Path.of("target", "class-cache");

	/**
	 * A function with another class path starts without the cache.
	 */
	private static final String WITHOUT_WARNINGS = (Runtime.version().feature() >= 25) ? "-Xlog:cds*=off,aot*=off"
			: "-Xlog:cds*=off";

	private static final List<String> OPTIONS = prepare();

	private CachedClasses() {
	}

	/**
	 * Returns a builder for a function that starts from the cache.
	 */
	public static LocalFunction.Builder builder() {
		LocalFunction.Builder builder = LocalFunction.builder();
		OPTIONS.forEach(builder::javaOption);
		return builder;
	}

	static boolean isAvailable() {
		return !OPTIONS.isEmpty();
	}

	private static List<String> prepare() {
		List<String> elements = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
		List<String> jars = elements.stream().filter((element) -> Files.isRegularFile(Path.of(element))).toList();
		List<String> folders = elements.stream().filter((element) -> Files.isDirectory(Path.of(element))).toList();
		if (!folders.stream().allMatch((folder) -> folder.endsWith("test-classes"))) {
			// a build up to the phase test: other modules are folders, which cannot be
			// cached
			return List.of();
		}
		try {
			Path cache = trainOnce(String.join(File.pathSeparator, jars));
			// a cache is valid for class paths that begin with its own
			System.setProperty("java.class.path",
					Stream.concat(jars.stream(), folders.stream()).collect(Collectors.joining(File.pathSeparator)));
			return List.of("-XX:SharedArchiveFile=" + cache, WITHOUT_WARNINGS);
		}
		catch (Exception ex) {
			throw new IllegalStateException("No cache of the classes can be written.", ex);
		}
	}

	// one of the JVMs that run the tests of this module side by side trains the cache
	private static Path trainOnce(String classPath) throws Exception {
		Files.createDirectories(FOLDER);
		Path cache = FOLDER.resolve("functions-" + Integer.toHexString(state(classPath).hashCode()) + ".jsa")
			.toAbsolutePath();
		try (FileChannel channel = FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
			assertThat(lock.isValid()).isTrue();
			if (!Files.exists(cache)) {
				Path written = FOLDER.resolve("training.jsa").toAbsolutePath();
				train(classPath, written);
				Files.move(written, cache, StandardCopyOption.REPLACE_EXISTING);
			}
		}
		return cache;
	}

	// a cache is only valid for the same JDK and unchanged jars
	private static List<String> state(String classPath) throws IOException {
		List<String> state = new ArrayList<>(List.of(System.getProperty("java.runtime.version")));
		for (String jar : classPath.split(File.pathSeparator)) {
			state.add(jar + Files.getLastModifiedTime(Path.of(jar)));
		}
		return state;
	}

	private static void train(String classPath, Path cache) throws Exception {
		String previous = System.setProperty("java.class.path", classPath);
		Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());
		FunctionOutput output = new FunctionOutput();
		try (AwsServer aws = new AwsServer();
				LocalFunction function = LocalFunction.builder()
					.javaOption("-XX:ArchiveClassesAtExit=" + cache)
					.environment("MAIN_CLASS", SecretsApplication.class.getName())
					.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "function")
					.environment("AWS_ACCESS_KEY_ID", "key")
					.environment("AWS_SECRET_ACCESS_KEY", "secret")
					.environment("AWS_ENDPOINT_URL", aws.secret("db", "{\"username\":\"ada\"}").endpoint())
					.environment("GOLAMBDA_SECRETS_DB", "db")
					.environment("SENTRY_DSN", "http://key@localhost:1/1")
					.output(output)
					.start()) {
			FunctionAnswer answer = function.invoke(Event.of("\"db\"")).join();
			assertThat(answer.text()).as(output::text).startsWith("\"ada/");
			ProcessHandle process = ProcessHandle.current()
				.children()
				.filter((child) -> !others.contains(child))
				.findFirst()
				.orElseThrow();
			process.destroy();
			process.onExit().get(1, TimeUnit.MINUTES);
			assertThat(cache).as(output::text).isNotEmptyFile();
		}
		finally {
			System.setProperty("java.class.path", previous);
		}
	}

}
