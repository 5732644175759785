package io.golambda.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all contestants in alternating rounds, so that changes in the speed of the
 * machine affect all of them, and writes {@code cold-start.md} and
 * {@code cold-start.svg}.
 */
public final class ColdStart {

	private ColdStart() {
	}

	/**
	 * Runs the measurements.
	 * @param arguments the folder of the peers, the folder to write to, and {@code full},
	 * {@code quick} or {@code secrets}
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		Path peers = Path.of(arguments[0]);
		Path target = Files.createDirectories(Path.of(arguments[1]));
		String what = arguments[2];
		int rounds = what.equals("quick") ? 3 : 10;
		if (what.equals("secrets")) {
			write(target.resolve("secrets.md"),
					new Report(measure(peers, Contestant.secrets(), rounds, 1)).added(rounds));
			return;
		}
		Report report = new Report(measure(peers, Contestant.all(), rounds, what.equals("quick") ? 400 : 4000));
		Files.writeString(target.resolve("cold-start.svg"), report.svg());
		write(target.resolve("cold-start.md"), report.markdown(rounds));
	}

	private static List<Result> measure(Path peers, List<Contestant> contestants, int rounds, int warmInvocations)
			throws IOException, InterruptedException {
		try (SecretsManager aws = new SecretsManager()) {
			Runner runner = new Runner(peers, Files.createTempDirectory("coldstart"), aws.endpoint());
			Map<Contestant, List<Runner.Measured>> starts = new LinkedHashMap<>();
			for (Contestant contestant : contestants) {
				runner.prepare(contestant);
				starts.put(contestant, new ArrayList<>());
			}
			for (int i = 1; i <= rounds; i++) {
				System.out.println("round " + i + " of " + rounds);
				for (Map.Entry<Contestant, List<Runner.Measured>> each : starts.entrySet()) {
					each.getValue().add(runner.measure(each.getKey(), (i < rounds) ? 1 : warmInvocations));
				}
			}
			List<Result> results = new ArrayList<>();
			for (Map.Entry<Contestant, List<Runner.Measured>> each : starts.entrySet()) {
				results.add(new Result(each.getKey(), each.getValue(), runner.deployedBytes(each.getKey())));
			}
			return results;
		}
	}

	private static void write(Path file, String table) throws IOException {
		Files.writeString(file, table);
		System.out.println(table);
	}

}
