package io.golambda.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all contestants in alternating rounds, so that a machine that slows down slows
 * all of them down, and writes {@code cold-start.md} and {@code cold-start.svg}.
 */
public final class ColdStart {

	private ColdStart() {
	}

	/**
	 * Measures.
	 * @param arguments the folder of the peers, the folder to write to, and {@code full}
	 * or {@code quick}
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		boolean quick = arguments[2].equals("quick");
		int rounds = quick ? 3 : 10;
		int warmInvocations = quick ? 400 : 4000;
		Path target = Path.of(arguments[1]);
		Runner runner = new Runner(Path.of(arguments[0]), Files.createTempDirectory("coldstart"));
		Map<Contestant, List<Runner.Measured>> starts = new LinkedHashMap<>();
		for (Contestant contestant : Contestant.all()) {
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
		Report report = new Report(results);
		Files.createDirectories(target);
		Files.writeString(target.resolve("cold-start.md"), report.markdown(rounds));
		Files.writeString(target.resolve("cold-start.svg"), report.svg());
		System.out.println(report.markdown(rounds));
	}

}
