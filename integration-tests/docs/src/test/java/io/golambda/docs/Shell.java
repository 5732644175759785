package io.golambda.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Scripts of bash.
 */
final class Shell {

	private Shell() {
	}

	/**
	 * Returns what {@code bash -n} reports.
	 */
	static Optional<String> syntaxError(String script) throws IOException, InterruptedException {
		Result result = run(List.of("bash", "-n", "-c", script));
		return (result.exitCode() == 0 && result.output().isBlank()) ? Optional.empty() : Optional.of(result.output());
	}

	static Result run(List<String> command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(1, TimeUnit.MINUTES)) {
			process.destroyForcibly();
			throw new IllegalStateException(command + " did not end within a minute");
		}
		return new Result(process.exitValue(), output);
	}

	/**
	 * Returns the commands of a script: its lines without comments, joined where they are
	 * continued, split at operators outside of quotes.
	 */
	static List<List<String>> commands(String script) {
		List<List<String>> commands = new ArrayList<>();
		for (String line : script.replace("\\\n", " ").lines().toList()) {
			if (!line.isBlank() && !line.strip().startsWith("#")) {
				split(line, commands);
			}
		}
		return commands;
	}

	private static void split(String line, List<List<String>> commands) {
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		boolean inWord = false;
		char quote = 0;
		for (int i = 0; i < line.length(); i++) {
			char character = line.charAt(i);
			if (quote != 0) {
				if (character == '\\' && quote == '"' && i + 1 < line.length()) {
					word.append(line.charAt(++i));
				}
				else if (character == quote) {
					quote = 0;
				}
				else {
					word.append(character);
				}
			}
			else if (character == '\'' || character == '"') {
				quote = character;
				inWord = true;
			}
			else if (Character.isWhitespace(character) || character == '&' || character == '|' || character == ';') {
				if (inWord) {
					words.add(word.toString());
				}
				word.setLength(0);
				inWord = false;
				if (!Character.isWhitespace(character) && !words.isEmpty()) {
					commands.add(List.copyOf(words));
					words.clear();
				}
			}
			else if (character == '#' && !inWord) {
				break;
			}
			else {
				word.append(character);
				inWord = true;
			}
		}
		if (inWord) {
			words.add(word.toString());
		}
		if (!words.isEmpty()) {
			commands.add(List.copyOf(words));
		}
	}

	/**
	 * The result of a command.
	 *
	 * @param exitCode the exit code
	 * @param output its output and error output
	 */
	record Result(int exitCode, String output) {

	}

}
