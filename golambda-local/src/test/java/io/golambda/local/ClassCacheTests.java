package io.golambda.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import com.acme.forms.FormsApplication;
import com.acme.forms.FormsApplication.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the training of the JDK's class cache by a run of the function.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ClassCacheTests {

	@TempDir
	Path folder;

	@Test
	void trainingWritesACacheThatTheFunctionStartsFrom() throws Exception {
		String classPath = onlyJars();
		Finished run = train(classPath, "--cache=" + this.folder, "--sqs", "{\"message\":\"blue\"}");
		Path cache = this.folder
			.resolve("function-" + System.getProperty("java.runtime.version") + (isAot() ? ".aot" : ".jsa"));
		assertThat(run.output).contains("\"blue\"\n").contains("Wrote the cache. Start with -XX:");
		assertThat(run.status).isZero();
		assertThat(remainingFiles()).containsExactly(cache);
		Path log = this.folder.resolve("classes.log");
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30));
				NativeLibrary library = NativeLibrary.unpack(paths(classPath))) {
			List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
			command.addAll(new ClassCache(cache).useOptions());
			command.addAll(List.of("-Xlog:class+load:file=" + log, library.option(), "-cp", classPath,
					"com.amazonaws.services.lambda.runtime.api.client.AWSLambda", "io.golambda.lambda.LambdaHandler"));
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
			builder.environment().put("MAIN_CLASS", FormsApplication.class.getName());
			builder.environment().put("SPRING_CLOUD_FUNCTION_DEFINITION", "lambda");
			builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtime.address());
			Process function = builder.start();
			assertThat(runtime.invoke(Event.encapSqs(new Color("blue")).bytes()).join().text()).isEqualTo("\"blue\"");
			function.destroyForcibly().waitFor();
		}
		assertThat(log).content().contains("io.golambda.event.Event source: shared objects file");
	}

	@Test
	void failedTrainingLeavesNoFiles() throws Exception {
		Path earlier = Files.writeString(this.folder.resolve("function.cache"), "of an earlier training");
		Finished run = train(onlyJars(), "--cache=" + earlier, "--sns", "x");
		assertThat(run.output).contains("\"errorMessage\":\"The event is not from SQS");
		assertThat(run.status).isOne();
		assertThat(remainingFiles()).isEmpty();
	}

	@Test
	void reportsThatTheJvmWroteNoCache() throws Exception {
		// with class folders, for which the JDK writes no cache
		Finished run = train(System.getProperty("java.class.path"), "--cache=" + this.folder.resolve("cache"), "--sqs",
				"{\"message\":\"blue\"}");
		assertThat(run.output).contains("The JVM wrote no cache to ");
		assertThat(run.status).isOne();
		assertThat(remainingFiles()).isEmpty();
	}

	private static Finished train(String classPath, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of(java(), "-cp", classPath, LocalLambda.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("MAIN_CLASS", FormsApplication.class.getName());
		builder.environment().put("SPRING_CLOUD_FUNCTION_DEFINITION", "lambda");
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Finished(process.waitFor(), output);
	}

	private List<Path> remainingFiles() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> !file.toString().endsWith(".jar")).toList();
		}
	}

	private static boolean isAot() {
		return Runtime.version().feature() >= 25;
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static List<Path> paths(String classPath) {
		return Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
	}

	/**
	 * Returns the class path of this test with jars instead of folders, as a function is
	 * deployed.
	 */
	private String onlyJars() throws IOException {
		List<String> jars = new ArrayList<>();
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(element);
			jars.add(Files.isDirectory(path) ? jar(path).toString() : element);
		}
		return String.join(File.pathSeparator, jars);
	}

	private Path jar(Path classes) throws IOException {
		Path jar = Files.createTempFile(this.folder, "classes", ".jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
				Files.copy(file, out);
			}
		}
		return jar;
	}

	private record Finished(int status, String output) {

	}

}
