package io.golambda.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * The file in which a function of {@code com.acme.once} records its work.
 */
record Effects(Path file) {

	/**
	 * Returns how often the work on each order was done.
	 */
	Map<String, Long> done() throws IOException {
		return lines("done").collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}

	/**
	 * Waits until the work on an order has started.
	 * @return the process that works on it
	 */
	ProcessHandle awaitStart(String order) {
		String line = await().atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> lines("started").filter((each) -> each.startsWith(order + " ")).toList(),
					(lines) -> !lines.isEmpty())
			.get(0);
		return ProcessHandle.of(Long.parseLong(line.substring(order.length() + 1))).orElseThrow();
	}

	private Stream<String> lines(String kind) throws IOException {
		List<String> lines = Files.exists(this.file) ? Files.readAllLines(this.file) : List.of();
		return lines.stream()
			.filter((line) -> line.startsWith(kind + " "))
			.map((line) -> line.substring(kind.length() + 1));
	}

}
