package io.golambda.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures contestants in alternating rounds, so that changes in the speed of the machine
 * affect all of them, and writes Markdown tables and a chart.
 */
public final class ColdStart {

	private ColdStart() {
	}

	/**
	 * Runs the measurements.
	 * @param arguments the folder of the peers, the folder to write to, {@code full},
	 * {@code quick}, {@code secrets} or {@code features}, and a regular expression for
	 * the names of the rows to run
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		Path peers = Path.of(arguments[0]);
		Path target = Files.createDirectories(Path.of(arguments[1]));
		Path work = emptyFolder(target.resolve("work"));
		String what = arguments[2];
		Pattern only = Pattern.compile(arguments[3]);
		switch (what) {
			case "full", "quick" -> {
				Rounds rounds = what.equals("full") ? new Rounds(10, 3, 2000) : new Rounds(3, 1, 400);
				List<Result> results = measure(peers, work, Contestants.full(), only, rounds);
				Report report = new Report(results, rounds.cold());
				Files.writeString(target.resolve("cold-start.svg"), report.svg());
				write(target.resolve("cold-start.md"), report.markdown());
				Optional<String> steps = new Steps(new Results(results)).markdown();
				if (steps.isPresent()) {
					write(target.resolve("faster-starts.md"), steps.get());
				}
			}
			case "secrets", "features" -> {
				Rounds rounds = new Rounds(10, 0, 0);
				List<Contestant> contestants = what.equals("secrets") ? Contestants.secrets() : Contestants.features();
				write(target.resolve(what + ".md"),
						new Report(measure(peers, work, contestants, only, rounds), rounds.cold()).added());
			}
			default -> throw new IllegalArgumentException(
					"-Dcoldstart=" + what + " is unknown. Use full, quick, secrets or features.");
		}
	}

	private static List<Result> measure(Path peers, Path work, List<Contestant> contestants, Pattern only,
			Rounds rounds) throws IOException, InterruptedException {
		List<Contestant> rows = rows(contestants, only);
		try (LoopbackServices services = new LoopbackServices()) {
			Runner runner = new Runner(peers, work, services.address());
			Map<Contestant, List<Measured>> starts = new LinkedHashMap<>();
			Map<Contestant, List<Double>> warmMicros = new LinkedHashMap<>();
			for (Contestant contestant : rows) {
				runner.prepare(contestant);
				starts.put(contestant, new ArrayList<>());
				warmMicros.put(contestant, new ArrayList<>());
			}
			for (int i = 1; i <= rounds.cold(); i++) {
				System.out.println("round " + i + " of " + rounds.cold());
				for (Contestant contestant : rows) {
					starts.get(contestant).add(runner.measure(contestant, 1));
				}
			}
			for (int i = 1; i <= rounds.warm(); i++) {
				System.out.println("warm invocations, round " + i + " of " + rounds.warm());
				for (Contestant contestant : rows) {
					if (!contestant.oneCore()) {
						warmMicros.get(contestant)
							.add(runner.measure(contestant, rounds.warmInvocations()).warmMicros());
					}
				}
			}
			List<Result> results = new ArrayList<>();
			for (Contestant contestant : rows) {
				results.add(new Result(contestant, starts.get(contestant), warmMicros.get(contestant),
						runner.deployedBytes(contestant)));
			}
			return results;
		}
	}

	private static List<Contestant> rows(List<Contestant> contestants, Pattern only)
			throws IOException, InterruptedException {
		List<Contestant> rows = contestants.stream().filter((each) -> only.matcher(each.label()).find()).toList();
		if (rows.isEmpty()) {
			throw new IllegalArgumentException("-Dcoldstart.only=" + only + " matches none of "
					+ contestants.stream().map(Contestant::label).toList());
		}
		if (SingleCore.command().isPresent()) {
			return rows;
		}
		System.out.println("The rows on one core are skipped, since this computer has no taskset.");
		return rows.stream().filter((each) -> !each.oneCore()).toList();
	}

	private static Path emptyFolder(Path folder) throws IOException {
		if (Files.exists(folder)) {
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
		return Files.createDirectories(folder);
	}

	private static void write(Path file, String table) throws IOException {
		Files.writeString(file, table);
		System.out.println(table);
	}

	/**
	 * The size of a run.
	 *
	 * @param cold the number of cold starts of each contestant
	 * @param warm the number of longer runs of each contestant
	 * @param warmInvocations the number of invocations of a longer run
	 */
	private record Rounds(int cold, int warm, int warmInvocations) {

	}

}
