package io.golambda.integration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds a function with Spring AOT as Spring Boot's Maven plugin does, without a DSN.
 */
final class AotFunction {

	private AotFunction() {
	}

	/**
	 * Processes an application and lays it out as Lambda's managed runtime does: classes
	 * at the root, jars in {@code lib}.
	 */
	static Path build(Class<?> application, Path folder) throws Exception {
		Path sources = folder.resolve("sources");
		Path taskRoot = folder.resolve("task");
		// deletes what is in the folders
		process(application, sources, taskRoot);
		compile(sources, taskRoot);
		Path lib = Files.createDirectory(taskRoot.resolve("lib"));
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(element).toAbsolutePath();
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

	private static void process(Class<?> application, Path sources, Path output) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), SpringApplicationAotProcessor.class.getName(),
				application.getName(), sources.toString(), output.toString(), output.toString(), "com.acme", "function")
			.redirectErrorStream(true)
			.start();
		String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(log).isZero();
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
