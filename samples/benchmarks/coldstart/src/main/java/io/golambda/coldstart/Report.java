package io.golambda.coldstart;

import java.util.List;
import java.util.Locale;

/**
 * Writes the results as a Markdown table and as a chart.
 */
final class Report {

	private final List<Result> results;

	Report(List<Result> results) {
		this.results = results;
	}

	private double cold(String name) {
		return this.results.stream()
			.filter((result) -> result.contestant().name().equals(name))
			.findFirst()
			.orElseThrow()
			.cold();
	}

	private static StringBuilder head(int rounds) {
		return new StringBuilder(String.format("%d rounds on JDK %s, %s, %d cores%n%n", rounds, Runtime.version(),
				System.getProperty("os.name"), Runtime.getRuntime().availableProcessors()));
	}

	/**
	 * Compares each contestant with the first one that also has, or lacks, a cache.
	 */
	String added(int rounds) {
		StringBuilder text = head(rounds);
		text.append("| | cold start, ms (least to most) | added, ms | processor time, ms | added, ms | deployed, MB |\n"
				+ "|---|---|---|---|---|---|\n");
		for (Result result : this.results) {
			Result first = this.results.stream()
				.filter((other) -> other.contestant().cached() == result.contestant().cached())
				.findFirst()
				.orElseThrow();
			text.append(String.format(Locale.ROOT, "| %s | %.0f (%.0f to %.0f) | %.0f | %.0f | %.0f | %.1f |%n",
					result.contestant().name(), result.cold(), result.coldMin(), result.coldMax(),
					result.cold() - first.cold(), result.cpu(), result.cpu() - first.cpu(),
					result.deployedBytes() / 1e6));
		}
		return text.toString();
	}

	String markdown(int rounds) {
		double reference = cold(Contestant.REFERENCE);
		double floor = cold(Contestant.FLOOR);
		StringBuilder text = head(rounds);
		text.append(
				"| | cold start, ms (least to most) | to the adapter | to bare | warm, µs | memory, MB | deployed, MB |\n");
		text.append("|---|---|---|---|---|---|---|\n");
		for (Result result : this.results) {
			text.append(String.format(Locale.ROOT, "| %s | %.0f (%.0f to %.0f) | %.2f | %.2f | %.0f | %.0f | %.1f |%n",
					result.contestant().name(), result.cold(), result.coldMin(), result.coldMax(),
					result.cold() / reference, result.cold() / floor, result.warm(), result.memory(),
					result.deployedBytes() / 1e6));
		}
		return text.toString();
	}

	String svg() {
		double most = this.results.stream().mapToDouble(Result::cold).max().orElse(1);
		int line = 22;
		StringBuilder text = new StringBuilder();
		text.append(String
			.format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"%d\" font-family=\"sans-serif\" "
					+ "font-size=\"12\">%n", this.results.size() * line + 40));
		text.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
		text.append(
				"<text x=\"8\" y=\"20\" font-weight=\"bold\">Cold start in ms: process start to first answer</text>\n");
		for (int i = 0; i < this.results.size(); i++) {
			Result result = this.results.get(i);
			int y = 30 + i * line;
			double width = 480 * result.cold() / most;
			String colour = result.contestant().name().startsWith("golambda") ? "#2a78b8" : "#b0b0b0";
			text.append(String.format(Locale.ROOT,
					"<text x=\"330\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"338\" y=\"%d\" width=\"%.0f\" "
							+ "height=\"16\" fill=\"%s\"/><text x=\"%.0f\" y=\"%d\">%.0f</text>%n",
					y + 13, result.contestant().name(), y, width, colour, 344 + width, y + 13, result.cold()));
		}
		return text.append("</svg>\n").toString();
	}

}
