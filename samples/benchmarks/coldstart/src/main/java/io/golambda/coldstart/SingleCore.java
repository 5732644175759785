package io.golambda.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs a command on one core, as a function that has less memory than a whole core needs.
 */
final class SingleCore {

	private static final String CPUS = "Cpus_allowed_list:";

	private SingleCore() {
	}

	/**
	 * Returns the command that precedes the command to run, or nothing if this computer
	 * has no {@code taskset}.
	 */
	static Optional<List<String>> command() throws IOException, InterruptedException {
		Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) {
			return Optional.empty();
		}
		List<String> command = List.of("taskset", "-c", firstCore(status));
		try {
			Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of("true")).toList())
				.inheritIO()
				.start();
			return (process.waitFor() == 0) ? Optional.of(command) : Optional.empty();
		}
		catch (IOException ex) {
			// not installed
			return Optional.empty();
		}
	}

	// such as "0" of the list "0-3,8"
	private static String firstCore(Path status) throws IOException {
		try (Stream<String> lines = Files.lines(status)) {
			return lines.filter((line) -> line.startsWith(CPUS))
				.map((line) -> line.substring(CPUS.length()).strip().split("[-,]")[0])
				.findFirst()
				.orElse("0");
		}
	}

}
