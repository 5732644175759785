package com.acme.colors;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.local.LocalLambda;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the content of the zip on a managed runtime.
 */
class DeployedColorsIT {

	private static final Path TASK_ROOT = Path.of("target", "golambda", "task").toAbsolutePath();

	@TempDir
	Path folder;

	@Test
	void zipContainsNeitherTheLocalRuntimeNorTheTestKit() throws Exception {
		try (ZipFile zip = new ZipFile(Path.of("target", "colors-lambda.zip").toFile())) {
			List<String> names = zip.stream().map(ZipEntry::getName).toList();
			assertThat(names).anyMatch((name) -> name.startsWith("lib/golambda-spring-boot-autoconfigure-"))
				.noneMatch((name) -> name.contains("golambda-local") || name.contains("-starter-test-"));
			for (String jar : names.stream().filter((name) -> name.startsWith("lib/golambda-")).toList()) {
				assertThat(content(zip, jar)).as(jar)
					.noneMatch((name) -> name.startsWith("io/golambda/local/") || name.startsWith("io/golambda/test/"));
			}
		}
	}

	private static List<String> content(ZipFile zip, String jar) throws IOException {
		List<String> names = new ArrayList<>();
		try (ZipInputStream content = new ZipInputStream(zip.getInputStream(zip.getEntry(jar)))) {
			for (ZipEntry entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
				names.add(entry.getName());
			}
		}
		return names;
	}

	@Test
	void usesTheCodeThatSpringAotGenerated() throws Exception {
		assertThat(loadedClasses(LocalFunction.builder().taskRoot(TASK_ROOT)))
			.contains("com.acme.colors.ColorsApplication__ApplicationContextInitializer source: file:"
					+ TASK_ROOT.resolve("lib"))
			.doesNotContain("ConfigurationClassParser ");
	}

	@Test
	void startsWithoutGeneratedCodeIfAotIsDisabled() throws Exception {
		assertThat(loadedClasses(LocalFunction.builder().taskRoot(TASK_ROOT).javaOption("-Dspring.aot.enabled=false")))
			.contains("ConfigurationClassParser ");
	}

	@Test
	void debugOnFailureCanBeSetAtRunTime() throws Exception {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (LocalFunction function = LocalFunction.builder()
			.taskRoot(TASK_ROOT)
			.environment("GOLAMBDA_LOGGING_DEBUGONFAILURE", "true")
			.output(output)
			.start()) {
			function.invoke(Event.encapSqs(new Color("blue"))).join();
			assertThat(function.invoke(Event.encapSqs("no color")).join().isError()).isTrue();
		}
		assertThat(output.toString(StandardCharsets.UTF_8).lines().filter((line) -> line.contains("\"buffered\":true")))
			.singleElement()
			.asString()
			.contains("no color", "Invocation starts");
	}

	@Test
	void classesAreLoadedFromTheCacheInTheTask() throws Exception {
		Path task = copy(TASK_ROOT, this.folder.resolve("task"));
		assertThat(train(task)).isZero();
		assertThat(task.resolve(cacheName())).isNotEmptyFile();
		assertThat(loadedClasses(builder(task)
			// as set by a managed runtime
			.javaOption("-Xshare:auto"))).contains("com.acme.colors.Color source: shared objects file");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "AppCDS compares full paths")
	void classesAreLoadedFromTheCacheAfterTaskAndRuntimeMoved(boolean bootstrap) throws Exception {
		Path layout = layout(this.folder.resolve("builder"), bootstrap);
		assertThat(train(layout.resolve("var/task"), "--runtime=" + layout.resolve("var/runtime"))).isZero();
		Path moved = Files.createDirectories(this.folder.resolve("in/another/place")).resolve("moved");
		Files.move(layout, moved);
		loadedClasses(builder(moved.resolve("var/task")).runtimeFolder(moved.resolve("var/runtime")));
		List<String> classes = Files.readAllLines(this.folder.resolve("classes.log"));
		long fromCache = classes.stream().filter((line) -> line.contains("source: shared objects file")).count();
		assertThat(fromCache).as("classes from the cache, of " + classes.size())
			.isGreaterThan(4000)
			.isGreaterThan(classes.size() * 8 / 10);
	}

	@ParameterizedTest
	@ValueSource(strings = { ".aot", ".jsa" })
	void functionStartsWithoutAnInvalidCache(String ending) throws Exception {
		Path task = copy(TASK_ROOT, this.folder.resolve("task"));
		Files.writeString(task.resolve(cacheName().replaceFirst("\\.[a-z]+$", ending)), "not a cache");
		assertThat(loadedClasses(builder(task))).contains("com.acme.colors.Color source: file:");
	}

	@Test
	void cacheOfAnotherJdkIsReportedAndIgnored() throws Exception {
		Path task = copy(TASK_ROOT, this.folder.resolve("task"));
		Files.writeString(task.resolve("function-9.9.9+1.aot"), "of another JDK");
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		assertThat(loadedClasses(builder(task).output(output))).contains("com.acme.colors.Color source: file:");
		assertThat(output.toString())
			.contains("No class cache for this JDK, " + System.getProperty("java.runtime.version")
					+ ", only: function-9.9.9+1.aot")
			.doesNotContain("[warning]");
	}

	private static LocalFunction.Builder builder(Path task) {
		return LocalFunction.builder()
			.taskRoot(task)
			.environment("AWS_LAMBDA_EXEC_WRAPPER", task.resolve("start").toString());
	}

	private static String cacheName() {
		return "function-" + System.getProperty("java.runtime.version")
				+ ((Runtime.version().feature() >= 25) ? ".aot" : ".jsa");
	}

	private static int train(Path task, String... options) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(java(), "-cp", System.getProperty("java.class.path"), LocalLambda.class.getName()));
		command.addAll(List.of(options));
		command.addAll(List.of("--task-root=" + task, "--cache=" + task, "--sqs", "{\"message\":\"blue\"}"));
		ProcessBuilder training = new ProcessBuilder(command).inheritIO();
		training.environment().put("AWS_LAMBDA_EXEC_WRAPPER", task.resolve("start").toString());
		return training.start().waitFor();
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * Lays out the task and a managed runtime as in AWS's image.
	 */
	private static Path layout(Path folder, boolean bootstrap) throws Exception {
		Path lib = Files.createDirectories(folder.resolve("var/runtime/lib"));
		copy(TASK_ROOT, folder.resolve("var/task"));
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path jar = Path.of(element);
			if (jar.getFileName()
				.toString()
				.matches(
						"(aws-lambda-java-(core|serialization|runtime-interface-client)|utils-lite|annotations)-\\d.*")) {
				Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
		if (bootstrap) {
			bootstrap(lib);
		}
		return folder;
	}

	/**
	 * Writes a start script with the known options of a managed runtime.
	 */
	private static void bootstrap(Path lib) throws Exception {
		String library = "jni/libaws-lambda-jni.linux-"
				+ (System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64") + ".so";
		Files.createDirectories(lib.resolve("jni"));
		try (InputStream in = AWSLambda.class.getResourceAsStream("/" + library)) {
			Files.copy(in, lib.resolve(library));
		}
		Path script = Files.writeString(lib.resolveSibling("bootstrap"), """
				#!/bin/sh
				lib=$(dirname "$0")/lib
				exec $AWS_LAMBDA_EXEC_WRAPPER %s -XX:MaxHeapSize=445645k -XX:+UseSerialGC -Xshare:auto \
					-XX:+TieredCompilation -XX:TieredStopAtLevel=1 --add-opens=java.base/java.io=ALL-UNNAMED \
					-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac -Djava.net.preferIPv4Stack=true \
					-XX:+ErrorFileToStderr \
					-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=$lib/%s \
					-classpath "$(echo "$lib"/*.jar | tr ' ' ':')" \
					com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
				""".formatted(java(), library));
		assertThat(script.toFile().setExecutable(true)).isTrue();
	}

	private static Path copy(Path from, Path to) throws IOException {
		// without a cache that was trained by hand
		try (Stream<Path> files = Files.walk(from)
			.filter((file) -> !file.getFileName().toString().startsWith("function."))) {
			for (Path file : (Iterable<Path>) files::iterator) {
				Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
		return to;
	}

	/**
	 * Invokes the function once.
	 * @return the loaded classes of the application and their sources
	 */
	private String loadedClasses(LocalFunction.Builder builder) throws Exception {
		Path log = this.folder.resolve("classes.log");
		try (LocalFunction function = builder.javaOption("-Xlog:class+load:file=" + log)
			.javaOption("-Dgolambda.class-preloading.enabled=false")
			.start()) {
			FunctionAnswer answer = function.invoke(Event.encapSqs(new Color("blue"), new Color("orange"))).join();
			assertThat(answer.text()).isEqualTo("\"blue:orange\"");
		}
		try (Stream<String> lines = Files.lines(log)) {
			return lines.filter((line) -> line.contains("com.acme.") || line.contains("ConfigurationClassParser "))
				.collect(Collectors.joining("\n"));
		}
	}

}
