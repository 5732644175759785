package io.golambda.integration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds a function with Spring AOT as Spring Boot's Maven plugin does, without a DSN.
 */
final class AotFunction {

	/**
	 * The file with the log of the build.
	 */
	static final String LOG = "build.log";

	private AotFunction() {
	}

	/**
	 * Processes an application and lays it out as Lambda's managed runtime does: classes
	 * at the root, jars in {@code lib}.
	 */
	static Path build(Class<?> application, Path folder) throws Exception {
		return build(application, folder, Map.of());
	}

	/**
	 * Processes an application as {@link #build(Class, Path)} does.
	 * @param resources the contents of the application's resources by their paths
	 */
	static Path build(Class<?> application, Path folder, Map<String, String> resources) throws Exception {
		Path sources = folder.resolve("sources");
		Path taskRoot = folder.resolve("task");
		Path own = write(resources, folder.resolve("resources"));
		// deletes what is in the folders
		String log = process(application, sources, taskRoot, own + File.pathSeparator
				+ classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
		Files.writeString(folder.resolve(LOG), log);
		copy(own, own, taskRoot);
		compile(sources, taskRoot);
		Path lib = Files.createDirectory(taskRoot.resolve("lib"));
		for (Path path : classPath()) {
			if (Files.isRegularFile(path)) {
				Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
			}
			else if (path.endsWith("classes")) {
				copy(path, path, taskRoot);
			}
			else if (path.endsWith("test-classes")) {
				copy(path, path.resolve("com/acme"), taskRoot);
				copy(path, path.resolve("sentry"), taskRoot);
			}
		}
		return taskRoot;
	}

	// without what takes part in the start of tests
	private static List<Path> classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((element) -> Path.of(element).toAbsolutePath())
			.filter((path) -> !path.getFileName().toString().startsWith("spring-boot-test")
					&& !path.toString().contains("golambda-spring-boot-starter-test"))
			.toList();
	}

	/**
	 * Moves the classes and resources of a function into a jar beside the other ones.
	 * @param taskRoot the folder of the function
	 * @return the jar
	 */
	static Path jar(Path taskRoot) throws IOException {
		Path jar = taskRoot.resolve("lib/application.jar");
		try (Stream<Path> all = Files.walk(taskRoot);
				JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			for (Path file : all.filter(Files::isRegularFile)
				.filter((each) -> !each.startsWith(taskRoot.resolve("lib")))
				.toList()) {
				out.putNextEntry(new ZipEntry(taskRoot.relativize(file).toString()));
				Files.copy(file, out);
				Files.delete(file);
			}
		}
		return jar;
	}

	private static Path write(Map<String, String> resources, Path folder) throws IOException {
		for (Map.Entry<String, String> resource : resources.entrySet()) {
			Path file = folder.resolve(resource.getKey());
			Files.createDirectories(file.getParent());
			Files.writeString(file, resource.getValue());
		}
		return folder;
	}

	private static String process(Class<?> application, Path sources, Path output, String classPath) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				// ends before the second compiler pays
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath,
				SpringApplicationAotProcessor.class.getName(), application.getName(), sources.toString(),
				output.toString(), output.toString(), "com.acme", "function")
			.redirectErrorStream(true)
			.start();
		String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(log).isZero();
		return log;
	}

	private static void compile(Path sources, Path classes) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-d",
				classes.toString(), "-cp", classes + File.pathSeparator + System.getProperty("java.class.path")));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	private static void copy(Path root, Path folder, Path target) throws IOException {
		if (!Files.isDirectory(folder)) {
			return;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			files.filter(Files::isRegularFile).forEach((file) -> {
				try {
					Path copy = target.resolve(root.relativize(file).toString());
					Files.createDirectories(copy.getParent());
					Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
	}

}
