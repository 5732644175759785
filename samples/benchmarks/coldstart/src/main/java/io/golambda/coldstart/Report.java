package io.golambda.coldstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes the results as Markdown tables, ready for the page on benchmarks, and as a
 * chart.
 */
final class Report {

	private final Results results;

	private final int rounds;

	Report(List<Result> results, int rounds) {
		this.results = new Results(results);
		this.rounds = rounds;
	}

	/**
	 * Compares each contestant with the adapter, and with peers that run like it.
	 */
	String markdown() {
		StringBuilder text = new StringBuilder(head());
		List<Result> onAllCores = this.results.on(false);
		if (!onAllCores.isEmpty()) {
			text.append('\n').append(Column.table(columns(true), onAllCores));
		}
		List<Result> onOneCore = this.results.on(true);
		if (!onOneCore.isEmpty()) {
			text.append("\nOn one core:\n\n").append(Column.table(columns(false), onOneCore));
		}
		List<Goal> goals = Goal.of(this.results).stream().filter((goal) -> goal.measured().isPresent()).toList();
		if (!goals.isEmpty()) {
			text.append("\nWhat golambda aims at:\n\n").append(Column.row(List.of("", "measured", "goal, at most")));
			text.append("|---|---|---|\n");
			goals.forEach((goal) -> text.append(Column.row(List.of(goal.what(), Column.format(2, goal.measured()),
					Column.format(2, OptionalDouble.of(goal.atMost()))))));
		}
		return text.toString();
	}

	/**
	 * Compares each contestant with the first one that also has, or lacks, a cache.
	 */
	String added() {
		List<Column> columns = List.of(name(), cold(), Column
			.number("added, ms", 0, (result) -> OptionalDouble.of(result.cold() - this.results.first(result).cold())),
				cpu(),
				Column.number("added, ms", 0,
						(result) -> OptionalDouble.of(result.cpu() - this.results.first(result).cpu())),
				memory(), deployed());
		return head() + '\n' + Column.table(columns, this.results.all());
	}

	private List<Column> columns(boolean withWarm) {
		List<Column> columns = new ArrayList<>(List.of(name(), cold(), cpu(), to("to the adapter", Results.ADAPTER),
				to("to Quarkus", Results.QUARKUS), to("to bare", Results.BARE)));
		if (withWarm) {
			columns.add(Column.number("warm, µs above bare", 0, this.results::warmAboveBare));
		}
		columns.add(memory());
		if (withWarm) {
			columns.add(deployed());
		}
		return columns;
	}

	private static Column name() {
		return new Column("", (result) -> result.contestant().row());
	}

	private static Column cold() {
		return new Column("cold start, ms (least to most)", (result) -> String.format(Locale.ROOT,
				"%.0f (%.0f to %.0f)", result.cold(), result.coldMin(), result.coldMax()));
	}

	private static Column cpu() {
		return Column.number("CPU time, ms", 0, (result) -> OptionalDouble.of(result.cpu()));
	}

	private static Column memory() {
		return Column.number("memory, MB", 0, (result) -> OptionalDouble.of(result.memory()));
	}

	private static Column deployed() {
		return Column.number("zip, MB", 1, (result) -> OptionalDouble.of(result.deployedMegabytes()));
	}

	private Column to(String head, String peer) {
		return Column.number(head, 2,
				(result) -> Results.ratio(Optional.of(result), this.results.alike(result, peer), Result::cold));
	}

	private String head() {
		return String.format("%d rounds on JDK %s, %s, %d cores:%n", this.rounds, Runtime.version(),
				System.getProperty("os.name"), Runtime.getRuntime().availableProcessors());
	}

	String svg() {
		List<Result> rows = this.results.on(false);
		double most = rows.stream().mapToDouble(Result::cold).max().orElse(1);
		int line = 22;
		StringBuilder text = new StringBuilder();
		text.append(String
			.format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"%d\" font-family=\"sans-serif\" "
					+ "font-size=\"12\">%n", rows.size() * line + 40));
		text.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
		text.append(
				"<text x=\"8\" y=\"20\" font-weight=\"bold\">Cold start in ms: process start to first answer</text>\n");
		for (int i = 0; i < rows.size(); i++) {
			Result result = rows.get(i);
			int y = 30 + i * line;
			double width = 480 * result.cold() / most;
			String colour = result.contestant().name().startsWith("golambda") ? "#2a78b8" : "#b0b0b0";
			text.append(String.format(Locale.ROOT,
					"<text x=\"330\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"338\" y=\"%d\" width=\"%.0f\" "
							+ "height=\"16\" fill=\"%s\"/><text x=\"%.0f\" y=\"%d\">%.0f</text>%n",
					y + 13, result.contestant().row(), y, width, colour, 344 + width, y + 13, result.cold()));
		}
		return text.append("</svg>\n").toString();
	}

}
