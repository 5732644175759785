package io.golambda.docs;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;

/**
 * A block of Java as a compilation unit: as it is, or its members or statements in a
 * class, with the imports that the docs leave out.
 */
final class JavaUnit extends SimpleJavaFileObject {

	static final List<String> RELEASE = List.of("--release", "17", "-proc:none");

	private static final String IMPORTS = Stream.of("io.golambda.batch.*", "io.golambda.error.*", "io.golambda.event.*",
			"io.golambda.idempotency.*", "io.golambda.idempotency.dynamodb.*", "io.golambda.invocation.*",
			"io.golambda.lambda.*", "io.golambda.local.*", "io.golambda.logging.*", "io.golambda.secret.*",
			"io.golambda.test.*", "io.golambda.tracing.*", "io.micrometer.core.instrument.Counter",
			"io.micrometer.core.instrument.MeterRegistry", "io.micrometer.observation.annotation.*",
			"io.micrometer.tracing.TraceContext", "io.micrometer.tracing.Tracer", "io.micrometer.tracing.annotation.*",
			"io.micrometer.tracing.propagation.Propagator", "java.io.*", "java.nio.charset.StandardCharsets",
			"java.nio.file.*", "java.time.*", "java.util.*", "java.util.concurrent.*", "java.util.concurrent.atomic.*",
			"java.util.function.*", "java.util.stream.*", "jakarta.validation.Valid",
			"jakarta.validation.constraints.NotBlank", "jakarta.validation.constraints.Positive",
			"com.amazonaws.services.lambda.runtime.*", "com.amazonaws.services.lambda.runtime.events.*",
			"org.junit.jupiter.api.Test", "org.slf4j.Logger", "org.slf4j.LoggerFactory",
			"org.springframework.beans.factory.annotation.*", "org.springframework.boot.SpringApplication",
			"org.springframework.boot.autoconfigure.SpringBootApplication",
			"org.springframework.boot.context.properties.*", "org.springframework.boot.test.context.*",
			"org.springframework.context.annotation.*", "org.springframework.core.annotation.*",
			"org.springframework.messaging.Message", "org.springframework.stereotype.*",
			"org.springframework.test.context.*", "org.springframework.web.client.RestClient",
			"reactor.core.publisher.*", "software.amazon.awssdk.services.dynamodb.DynamoDbClient",
			"tools.jackson.databind.JsonNode", "tools.jackson.databind.json.JsonMapper", "java.net.URI",
			"software.amazon.awssdk.core.sync.RequestBody", "software.amazon.awssdk.services.s3.S3Client",
			"static org.assertj.core.api.Assertions.*")
		.map((name) -> "import " + name + ";")
		.collect(Collectors.joining(" "));

	private final CodeBlock block;

	private final String source;

	private final int addedLines;

	private JavaUnit(CodeBlock block, String name, String before, String after) {
		super(URI.create("memory:///" + name + ".java"), Kind.SOURCE);
		this.block = block;
		this.source = before + block.code() + after;
		this.addedLines = (int) before.chars().filter((character) -> character == '\n').count();
	}

	/**
	 * Makes the compilation unit of a block.
	 * @param block the block
	 * @param packageName the package of the example
	 * @return the unit
	 */
	static JavaUnit of(CodeBlock block, String packageName) {
		String header = "package " + packageName + "; " + IMPORTS + " ";
		String name = "Lines" + block.line();
		Optional<CompilationUnitTree> unit = parse(block.code());
		if (unit.isPresent()) {
			boolean complete = unit.get().getImports().stream().anyMatch(ImportTree.class::isInstance);
			return new JavaUnit(block, name, inPackage(unit.get(), packageName, complete ? "" : header),
					block.context());
		}
		String start = header + "class " + name + " { " + block.context().strip();
		Optional<CompilationUnitTree> members = parse("class X { " + block.code() + "}");
		if (members.isPresent() && areMembers(members.get())) {
			return new JavaUnit(block, name, start + " ", "}\n");
		}
		Optional<CompilationUnitTree> statements = parse("class X { Object x() { " + block.code() + "} }");
		if (statements.isPresent()) {
			String type = returnsValue(statements.get()) ? "Object" : "void";
			return new JavaUnit(block, name, start + " " + type + " lines() throws Exception { ", "} }\n");
		}
		throw block.failure("This is neither a compilation unit nor members of a class nor statements: "
				+ syntaxError(block.code(), "class X { Object x() { " + block.code() + "} }"));
	}

	static Optional<String> declaredPackage(CodeBlock block) {
		return parse(block.code()).map(CompilationUnitTree::getPackageName).map(Tree::toString);
	}

	/**
	 * Returns the line of the page.
	 */
	String location(long line) {
		return this.block.page() + ":" + (this.block.line() + line - 1 - this.addedLines);
	}

	boolean hasTests() {
		return this.source.contains("@Test");
	}

	CodeBlock block() {
		return this.block;
	}

	@Override
	public CharSequence getCharContent(boolean ignoreEncodingErrors) {
		return this.source;
	}

	@Override
	public boolean isNameCompatible(String simpleName, Kind kind) {
		return kind == Kind.SOURCE && !simpleName.equals("package-info");
	}

	private static String inPackage(CompilationUnitTree unit, String packageName, String header) {
		if (unit.getPackageName() != null) {
			return "";
		}
		return header.isEmpty() ? "package " + packageName + "; " : header;
	}

	private static boolean areMembers(CompilationUnitTree unit) {
		return members(unit).stream()
			.anyMatch((member) -> member instanceof ClassTree
					|| member instanceof MethodTree method && !method.getName().contentEquals("<init>")
					|| member instanceof VariableTree field && isField(field));
	}

	private static boolean isField(VariableTree variable) {
		return variable.getInitializer() == null || !variable.getModifiers().getFlags().isEmpty()
				|| !variable.getModifiers().getAnnotations().isEmpty();
	}

	private static boolean returnsValue(CompilationUnitTree unit) {
		MethodTree method = (MethodTree) members(unit).get(0);
		List<? extends Tree> statements = method.getBody().getStatements();
		return !statements.isEmpty() && statements.get(statements.size() - 1) instanceof ReturnTree last
				&& last.getExpression() != null;
	}

	private static List<? extends Tree> members(CompilationUnitTree unit) {
		return ((ClassTree) unit.getTypeDecls().get(0)).getMembers();
	}

	private static Optional<CompilationUnitTree> parse(String source) {
		DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
		List<CompilationUnitTree> units = parse(source, problems);
		boolean valid = problems.getDiagnostics().isEmpty() && !units.get(0).getTypeDecls().isEmpty();
		return valid ? Optional.of(units.get(0)) : Optional.empty();
	}

	private static String syntaxError(String... sources) {
		List<String> messages = new ArrayList<>();
		for (String source : sources) {
			DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
			parse(source, problems);
			problems.getDiagnostics().forEach((problem) -> messages.add(problem.getMessage(null)));
		}
		return messages.stream().distinct().collect(Collectors.joining("; "));
	}

	private static List<CompilationUnitTree> parse(String source, DiagnosticCollector<JavaFileObject> problems) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		JavaFileObject file = new SimpleJavaFileObject(URI.create("memory:///X.java"), Kind.SOURCE) {
			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}
		};
		JavacTask task = (JavacTask) compiler.getTask(null, null, problems, RELEASE, null, List.of(file));
		List<CompilationUnitTree> units = new ArrayList<>();
		try {
			task.parse().forEach(units::add);
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		return units;
	}

}
