package io.golambda.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;

/**
 * Writes the list of classes that golambda preloads: those that the start and the first
 * invocation of a function load, in this order, from the function's class path or from
 * the JDK, but not from its archive. Those that the JVM verifies are marked by a plus
 * sign. Must be run after changes to the start-up of golambda or Spring.
 */
public final class PreloadedClasses {

	// org.acme.Name source: file:/path.jar
	private static final Pattern LOADED = Pattern.compile("(\\S+) source: (?:file|jrt):.*");

	private static final Pattern VERIFIED = Pattern.compile("Start class verification for: (\\S+)");

	// classes that other functions do not have, and numbered ones, which depend on the
	// compiler
	private static final Pattern OTHERS = Pattern.compile("com\\.amazonaws\\..*|software\\.amazon\\..*|"
			+ "io\\.golambda\\.benchmarks\\..*|io\\.golambda\\..*\\$\\d+|org\\.openjdk\\..*|"
			+ ".*(\\$\\$Lambda|LambdaForm|\\$Proxy|0x).*");

	// jars that only other benchmarks need
	private static final Pattern FEATURES = Pattern.compile("(micrometer-(core|tracing)|opentelemetry)-.*\\.jar");

	private PreloadedClasses() {
	}

	public static void main(String[] arguments) throws IOException {
		Set<String> classes = new LinkedHashSet<>();
		Set<String> verified = new HashSet<>();
		Path log = Files.createTempFile("classes", ".log");
		System.setProperty("java.class.path",
				Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
					.filter((element) -> !FEATURES.matcher(Path.of(element).getFileName().toString()).matches())
					.collect(Collectors.joining(File.pathSeparator)));
		try (LocalFunction function = LocalFunction.builder()
			.environment("MAIN_CLASS", ColdStartFunction.class.getName())
			.environment("GOLAMBDA_CLASSPRELOADING_ENABLED", "false")
			.environment("JAVA_TOOL_OPTIONS", "-Xlog:class+load,class+init:file=" + log + ":none")
			.start()) {
			FunctionAnswer answer = function.invoke(Event.encapSqs("{\"message\":\"blue\"}")).join();
			if (answer.isError()) {
				throw new IllegalStateException(answer.text());
			}
		}
		for (String line : Files.readAllLines(log)) {
			Matcher loaded = LOADED.matcher(line);
			if (loaded.matches() && !OTHERS.matcher(loaded.group(1)).matches()) {
				classes.add(loaded.group(1));
			}
			Matcher verification = VERIFIED.matcher(line);
			if (verification.matches()) {
				verified.add(verification.group(1).replace('/', '.'));
			}
		}
		Files.delete(log);
		List<String> lines = classes.stream().map((name) -> (verified.contains(name) ? "+" : "") + name).toList();
		Files.write(Path.of(arguments[0]), lines);
		System.out.println(lines.size() + " classes");
	}

}
