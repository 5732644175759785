package io.golambda.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;

/**
 * Writes the list of classes that golambda preloads: those that the start and the first
 * invocation of a function load, in this order, from the function's class path or from
 * the JDK, but not from its archive. Must be run after changes to the start-up of
 * golambda or Spring.
 */
public final class PreloadedClasses {

	// [0.123s][info][class,load] org.acme.Name source: file:/path.jar
	private static final Pattern LOADED = Pattern.compile("(\\S+) source: (?:file|jrt):.*");

	// classes that other functions do not have, and numbered ones, which depend on the
	// compiler
	private static final Pattern OTHERS = Pattern.compile("com\\.amazonaws\\..*|software\\.amazon\\..*|"
			+ "io\\.golambda\\.benchmarks\\..*|io\\.golambda\\..*\\$\\d+|org\\.openjdk\\..*|"
			+ ".*(\\$\\$Lambda|LambdaForm|\\$Proxy|0x).*");

	private PreloadedClasses() {
	}

	public static void main(String[] arguments) throws IOException {
		Set<String> classes = new LinkedHashSet<>();
		Path log = Files.createTempFile("classes", ".log");
		try (LocalFunction function = LocalFunction.builder()
			.environment("MAIN_CLASS", ColdStartFunction.class.getName())
			.environment("GOLAMBDA_CLASSPRELOADING_ENABLED", "false")
			.environment("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log + ":tags")
			.start()) {
			FunctionAnswer answer = function.invoke(Event.encapSqs("{\"message\":\"blue\"}")).join();
			if (answer.isError()) {
				throw new IllegalStateException(answer.text());
			}
		}
		for (String line : Files.readAllLines(log)) {
			Matcher loaded = LOADED.matcher(line.replaceFirst("^\\[.*?] ?", ""));
			if (loaded.matches() && !OTHERS.matcher(loaded.group(1)).matches()) {
				classes.add(loaded.group(1));
			}
		}
		Files.delete(log);
		List<String> lines = new ArrayList<>(classes);
		Files.write(Path.of(arguments[0]), lines);
		System.out.println(lines.size() + " classes");
	}

}
