package io.golambda.docs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The blocks of Java of a page that use the same types, compiled together.
 *
 * @param name the page and the number of the example on it
 * @param packageName the package of the example
 * @param units the compilation units
 */
record JavaExample(String name, String packageName, List<JavaUnit> units) {

	/**
	 * Splits blocks into the examples to which they belong.
	 */
	static List<JavaExample> of(List<CodeBlock> blocks) {
		Map<String, List<CodeBlock>> examples = new LinkedHashMap<>();
		for (CodeBlock block : blocks) {
			examples.computeIfAbsent(block.page() + " " + block.example(), (name) -> new ArrayList<>()).add(block);
		}
		return examples.entrySet().stream().map((entry) -> of(entry.getKey(), entry.getValue())).toList();
	}

	private static JavaExample of(String name, List<CodeBlock> blocks) {
		String packageName = blocks.stream()
			.flatMap((block) -> JavaUnit.declaredPackage(block).stream())
			.findFirst()
			.orElse("page." + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"));
		return new JavaExample(name, packageName,
				blocks.stream().map((block) -> JavaUnit.of(block, packageName)).toList());
	}

	/**
	 * Compiles examples, those with different packages in one run of the compiler.
	 * @return the problems, each with page and line, and the classes
	 */
	static List<Compiled> compile(List<JavaExample> examples, StandardJavaFileManager files) {
		List<Compiled> compiled = new ArrayList<>();
		List<JavaExample> remaining = new ArrayList<>(examples);
		while (!remaining.isEmpty()) {
			Map<String, JavaExample> run = new LinkedHashMap<>();
			remaining.removeIf((example) -> run.putIfAbsent(example.packageName(), example) == null);
			compiled.add(compileOnce(List.copyOf(run.values()), files));
		}
		return compiled;
	}

	private static Compiled compileOnce(List<JavaExample> examples, StandardJavaFileManager files) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
		try {
			Path output = Files.createTempDirectory("docs-java");
			files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
			List<String> options = new ArrayList<>(JavaUnit.RELEASE);
			options.addAll(List.of("-Xlint:all,-processing,-classfile,-serial", "-parameters", "-Xmaxerrs", "1000",
					"-Xmaxwarns", "1000"));
			List<JavaUnit> units = examples.stream().flatMap((example) -> example.units().stream()).toList();
			if (!units.isEmpty()) {
				compiler.getTask(null, files, problems, options, null, units).call();
			}
			return new Compiled(examples, output,
					problems.getDiagnostics().stream().map(JavaExample::describe).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static StandardJavaFileManager fileManager() throws IOException {
		StandardJavaFileManager files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
		files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath());
		return files;
	}

	private static List<Path> classPath() throws IOException {
		Path compileOnly = Pages.root().resolve("integration-tests/docs/target/compile-only");
		try (Stream<Path> jars = Files.list(compileOnly)) {
			return Stream
				.concat(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of), jars)
				.toList();
		}
	}

	private static String describe(Diagnostic<? extends JavaFileObject> problem) {
		String location = (problem.getSource() instanceof JavaUnit unit) ? unit.location(problem.getLineNumber()) : "";
		return location + ": " + problem.getMessage(Locale.ROOT);
	}

	boolean hasApplication() {
		return this.units.stream()
			.anyMatch((unit) -> unit.getCharContent(true).toString().contains("@SpringBootApplication"));
	}

	/**
	 * The classes of examples.
	 *
	 * @param examples the examples
	 * @param folder the folder of the classes
	 * @param problems errors and warnings of the compiler
	 */
	record Compiled(List<JavaExample> examples, Path folder, List<String> problems) {

		/**
		 * Returns the names of the top-level classes of examples that contain tests.
		 */
		List<String> testClasses() {
			return this.examples.stream()
				.filter((example) -> example.units().stream().anyMatch(JavaUnit::hasTests))
				.flatMap((example) -> classes(example.packageName()).stream())
				.toList();
		}

		private List<String> classes(String packageName) {
			Path classes = this.folder.resolve(packageName.replace('.', '/'));
			if (!Files.isDirectory(classes)) {
				return List.of();
			}
			try (Stream<Path> files = Files.list(classes)) {
				return files.map((file) -> file.getFileName().toString())
					.filter((file) -> file.endsWith(".class") && !file.contains("$"))
					.map((file) -> packageName + "." + file.substring(0, file.length() - ".class".length()))
					.sorted()
					.collect(Collectors.toList());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
