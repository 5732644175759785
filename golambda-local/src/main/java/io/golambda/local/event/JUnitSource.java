package io.golambda.local.event;

import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.event.EventSource;
import io.golambda.event.json.JsonException;
import io.golambda.event.json.Utf8;

/**
 * Writes JUnit tests in Java that send an event to a function and expect the answer that
 * was seen: <pre>
 * new JUnitSource("com.example", EventFiles.DEFAULT_FOLDER).write(event, answer).code();
 * </pre>
 * <p>
 * Immutable and safe for use by multiple threads.
 */
public final class JUnitSource {

	private static final String INDENT = "\t\t\t\t";

	private final @Nullable String packageName;

	private final Path eventsFolder;

	/**
	 * Creates a writer of tests.
	 * @param packageName the package of the application, or {@code null} if it is not
	 * known
	 * @param eventsFolder the folder of events, relative to the project, from which the
	 * test reads what is too long for a source file
	 */
	public JUnitSource(@Nullable String packageName, Path eventsFolder) {
		if (packageName != null && !SourceVersion.isName(packageName)) {
			throw new IllegalArgumentException("\"" + packageName + "\" is not the name of a package.");
		}
		this.packageName = packageName;
		this.eventsFolder = eventsFolder;
	}

	/**
	 * Writes a test.
	 * @param event the event
	 * @param answer the answer of the function
	 * @return the test, whose methods have no argument and which needs nothing but
	 * golambda's starter for tests
	 */
	public JUnitTest write(String event, Answer answer) {
		EventSource source = Event.of(event).source();
		String name = (source != EventSource.UNKNOWN) ? source.name().toLowerCase(Locale.ROOT) : "";
		Source test = new Source(className(name), name.isEmpty() ? "event" : name.replace('_', '-') + "-event");
		test.writeEvent(event);
		if (answer.error()) {
			test.writeError(BatchAnswer.json(answer.bytes()));
		}
		else {
			test.writeResponse(answer.bytes());
		}
		return new JUnitTest(test.className, test.code(), Map.copyOf(test.files));
	}

	private static String className(String source) {
		StringBuilder name = new StringBuilder();
		for (String word : source.split("_")) {
			if (!word.isEmpty()) {
				name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
			}
		}
		return name.append("EventTests").toString();
	}

	private static boolean isJson(String text) {
		try {
			PrettyJson.of(text);
			return true;
		}
		catch (JsonException ex) {
			return false;
		}
	}

	/**
	 * The source of one test while it is written.
	 */
	private final class Source {

		private final String className;

		private final String fileName;

		private final Map<String, String> files = new LinkedHashMap<>();

		private final Set<String> imports = new TreeSet<>();

		private final StringBuilder body = new StringBuilder();

		private String method = "answersEvent";

		Source(String className, String fileName) {
			this.className = className;
			this.fileName = fileName;
		}

		void writeEvent(String event) {
			line("LambdaResult result = this.lambda.invoke("
					+ (isJson(event) ? text(PrettyJson.of(event), ".json") : JavaText.joined(event)) + ");");
		}

		void writeResponse(byte[] response) {
			String text = Utf8.decode(response, 0, response.length).orElse(null);
			if (text == null) {
				this.imports.add("java.util.Base64");
				line("assertThat(result.answerBytes()).isEqualTo(Base64.getDecoder().decode("
						+ JavaText.joined(Base64.getEncoder().encodeToString(response)) + "));");
			}
			else if (isJson(text)) {
				line("assertThat(result).answersJsonStrictly(" + text(PrettyJson.of(text), "-answer.json") + ");");
			}
			else {
				line("assertThat(result).answersText(" + JavaText.joined(text) + ");");
			}
		}

		void writeError(@Nullable JsonNode error) {
			String type = (error != null) ? error.path("errorType").asString("") : "";
			if (!SourceVersion.isName(type.replace('$', '.')) || type.indexOf('.') < 0 || isFailureOfLambda(type)) {
				writeNoError(type);
				return;
			}
			this.method = "failsForEvent";
			line("assertThat(result).failsWithErrorType(" + JavaText.string(type) + ");");
			JsonNode message = (error != null) ? error.path("errorMessage") : null;
			// AWS uses the name of the class for an exception without a message
			if (message != null && message.isString() && !message.asString().equals(type)) {
				line("assertThat(result.exception().orElseThrow()).hasMessage(" + JavaText.joined(message.asString())
						+ ");");
			}
		}

		// the end of the process cannot be expected by a test within the process
		private void writeNoError(String type) {
			this.method = "processesEvent";
			String name = type.replaceAll("[^A-Za-z0-9._]", "");
			line("// ended with " + (name.isEmpty() ? "an error" : name) + " when it was invoked in the console");
			line("assertThat(result).succeeds();");
		}

		private boolean isFailureOfLambda(String type) {
			return type.startsWith("Sandbox.") || type.startsWith("Runtime.") || type.startsWith("Function.")
					|| type.startsWith("Extension.");
		}

		private String text(String text, String suffix) {
			return JavaText.fits(text) ? JavaText.literal(text, INDENT) : file(text, suffix);
		}

		private String file(String text, String suffix) {
			this.imports.add("java.nio.file.Files");
			this.imports.add("java.nio.file.Path");
			this.files.put(this.fileName + suffix, text);
			String path = JUnitSource.this.eventsFolder.resolve(this.fileName + suffix).toString().replace('\\', '/');
			return "Files.readString(Path.of(" + JavaText.string(path) + "))";
		}

		private void line(String line) {
			this.body.append("\t\t").append(line).append('\n');
		}

		String code() {
			this.imports.add("org.junit.jupiter.api.Test");
			StringBuilder code = new StringBuilder();
			if (JUnitSource.this.packageName != null) {
				code.append("package ").append(JUnitSource.this.packageName).append(";\n\n");
			}
			else {
				code.append("// Add the package of the application here.\n\n");
			}
			appendImports(code, "java.");
			this.imports.add("org.springframework.beans.factory.annotation.Autowired");
			this.imports.add("org.springframework.boot.test.context.SpringBootTest");
			appendImports(code, "org.");
			this.imports.add("io.golambda.test.LambdaResult");
			this.imports.add("io.golambda.test.LambdaTester");
			appendImports(code, "io.");
			code.append("import static org.assertj.core.api.Assertions.assertThat;\n");
			return code.append("""

					@SpringBootTest
					class %s {

						@Autowired
						LambdaTester lambda;

						@Test
						void %s()%s {
					""".formatted(this.className, this.method, this.files.isEmpty() ? "" : " throws Exception"))
				.append(this.body)
				.append("\t}\n\n}\n")
				.toString();
		}

		private void appendImports(StringBuilder code, String... prefixes) {
			boolean any = false;
			for (String name : this.imports) {
				for (String prefix : prefixes) {
					if (name.startsWith(prefix)) {
						code.append("import ").append(name).append(";\n");
						any = true;
					}
				}
			}
			if (any) {
				code.append('\n');
			}
		}

	}

}
