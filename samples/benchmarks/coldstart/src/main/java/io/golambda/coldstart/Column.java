package io.golambda.coldstart;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A column of a Markdown table.
 *
 * @param head the head
 * @param cell the text of the row
 */
record Column(String head, Function<Result, String> cell) {

	static Column number(String head, int decimals, Function<Result, OptionalDouble> value) {
		return new Column(head, (result) -> format(decimals, value.apply(result)));
	}

	static String format(int decimals, OptionalDouble value) {
		// "-0" is "0"
		return value.isPresent() ? String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble())
			.replaceFirst("^-(0\\.?0*)$", "$1") : "";
	}

	static String table(List<Column> columns, List<Result> rows) {
		StringBuilder text = new StringBuilder(row(columns.stream().map(Column::head).toList()));
		text.append("|---".repeat(columns.size())).append("|\n");
		rows.forEach(
				(result) -> text.append(row(columns.stream().map((column) -> column.cell.apply(result)).toList())));
		return text.toString();
	}

	static String row(List<String> cells) {
		return cells.stream()
			.map((cell) -> cell.isEmpty() ? "| " : "| " + cell + " ")
			.collect(Collectors.joining("", "", "|\n"));
	}

}
