package io.golambda.docs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles blocks of Kotlin, all in one run of the compiler, which takes seconds to
 * start.
 */
final class KotlinCompiler {

	private static final Pattern PROBLEM = Pattern
		.compile("^(?:warning: |error: |e: |w: )?(?:file://)?.*?Block(\\d+)\\.kt:(\\d+):\\d+:? (.*)$");

	private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+)$");

	private static final List<String> IMPORTS = List.of("io.golambda.batch.*", "io.golambda.error.*",
			"io.golambda.event.*", "io.golambda.invocation.*", "io.golambda.lambda.*", "io.golambda.logging.*",
			"io.golambda.test.*", "java.util.function.Consumer", "java.util.function.Function",
			"java.util.function.Supplier", "org.assertj.core.api.Assertions.*", "org.junit.jupiter.api.Test",
			"org.springframework.beans.factory.annotation.*", "org.springframework.boot.autoconfigure.*",
			"org.springframework.boot.*", "org.springframework.boot.test.context.*",
			"org.springframework.context.annotation.*");

	private final Path output;

	private final List<String> problems;

	private KotlinCompiler(Path output, List<String> problems) {
		this.output = output;
		this.problems = problems;
	}

	static KotlinCompiler compile(List<CodeBlock> blocks) throws IOException, InterruptedException {
		Path work = Files.createTempDirectory("docs-kotlin");
		Path sources = Files.createDirectory(work.resolve("sources"));
		for (int i = 0; i < blocks.size(); i++) {
			Files.writeString(sources.resolve("Block" + i + ".kt"), source(blocks.get(i), packageName(blocks, i)));
		}
		Path output = work.resolve("classes");
		Process process = new ProcessBuilder(command(sources, output)).redirectErrorStream(true).start();
		String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		List<String> problems = log.lines()
			.map(PROBLEM::matcher)
			.filter(Matcher::matches)
			.map((problem) -> describe(problem, blocks.get(Integer.parseInt(problem.group(1)))))
			.collect(Collectors.toCollection(ArrayList::new));
		if (process.waitFor() != 0 && problems.isEmpty()) {
			problems.add(log);
		}
		return new KotlinCompiler(output, problems);
	}

	Path output() {
		return this.output;
	}

	List<String> problems() {
		return this.problems;
	}

	List<String> testClasses() throws IOException {
		try (Stream<Path> classes = Files.walk(this.output)) {
			return classes.map((file) -> this.output.relativize(file).toString())
				.filter((file) -> file.endsWith("Tests.class") && !file.contains("$"))
				.map((file) -> file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
				.toList();
		}
	}

	/**
	 * Returns the package of the example to which a block belongs: the one that a block
	 * of the example declares, otherwise a generated one.
	 */
	private static String packageName(List<CodeBlock> blocks, int index) {
		CodeBlock block = blocks.get(index);
		Map<String, String> declared = new HashMap<>();
		for (CodeBlock each : blocks) {
			Matcher statement = PACKAGE.matcher(each.code());
			if (statement.find()) {
				declared.putIfAbsent(each.page() + each.example(), statement.group(1));
			}
		}
		String example = block.page() + block.example();
		return declared.getOrDefault(example, "page." + example.toLowerCase().replaceAll("[^a-z0-9]+", "_"));
	}

	private static String source(CodeBlock block, String packageName) {
		String code = block.code();
		if (PACKAGE.matcher(code).find()) {
			return code;
		}
		String header = "package " + packageName + "; ";
		if (code.lines().noneMatch((line) -> line.startsWith("import "))) {
			header += IMPORTS.stream().map((name) -> "import " + name).collect(Collectors.joining("; ")) + "; ";
		}
		boolean declarations = code.strip()
			.matches("(?s)(import|@|(data |private |internal |open )*class|fun|object|val|interface) ?.*");
		String context = block.context().isBlank() ? "" : "\n" + block.context();
		return declarations ? header + code + context
				: header + "fun lines" + block.line() + "() { " + code + "}" + context;
	}

	private static List<String> command(Path sources, Path output) throws IOException {
		Path compiler = Pages.root().resolve("integration-tests/docs/target/kotlin-compiler");
		String classPath;
		try (Stream<Path> jars = Files.list(compiler)) {
			classPath = jars.filter((jar) -> !jar.endsWith("allopen.jar"))
				.map(Path::toString)
				.collect(Collectors.joining(File.pathSeparator));
		}
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-cp", classPath, "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-no-stdlib", "-no-reflect",
				"-jvm-target", "17", "-java-parameters", "-Xannotation-default-target=first-only",
				"-Xplugin=" + compiler.resolve("allopen.jar"), "-P",
				"plugin:org.jetbrains.kotlin.allopen:preset=spring", "-classpath",
				System.getProperty("java.class.path"), "-d", output.toString(), sources.toString());
	}

	private static String describe(Matcher problem, CodeBlock block) {
		int line = block.line() + Integer.parseInt(problem.group(2)) - 1;
		return block.page() + ":" + line + ": " + problem.group(3);
	}

}
