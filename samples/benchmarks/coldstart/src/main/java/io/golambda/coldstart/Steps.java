package io.golambda.coldstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The steps that make a start faster, and what each saves of Lambda's billed init phase.
 */
final class Steps {

	private static final double COLD_STARTS = 1_000_000;

	private static final double GIGABYTES = 1;

	/**
	 * An example of the price of a gigabyte-second, in US dollars.
	 */
	private static final double EXAMPLE_PRICE = 0.0000166667;

	private final Results results;

	Steps(Results results) {
		this.results = results;
	}

	/**
	 * Returns a Markdown table, or nothing unless all steps were measured.
	 */
	Optional<String> markdown() {
		List<Step> steps = new ArrayList<>();
		steps.add(step("golambda", Results.GOLAMBDA, false));
		steps.add(step("golambda, Spring AOT", Results.SPRING_AOT, false));
		steps.add(step("golambda, the JDK's cache", Results.GOLAMBDA, true));
		steps.add(step("golambda, Spring AOT and the JDK's cache", Results.SPRING_AOT, true));
		if (steps.stream().anyMatch((step) -> step.millis().isEmpty() || step.millisOnOneCore().isEmpty())) {
			return Optional.empty();
		}
		Step golambda = steps.get(0);
		StringBuilder text = new StringBuilder(Column
			.row(List.of("", "ms", "ms on one core", "saved on one core, ms", "saved GB-seconds", "saved, USD")));
		text.append("|---|---|---|---|---|---|\n");
		for (Step step : steps) {
			double saved = golambda.millisOnOneCore().getAsDouble() - step.millisOnOneCore().getAsDouble();
			double gigabyteSeconds = saved / 1000 * COLD_STARTS * GIGABYTES;
			List<String> savings = (step == golambda) ? List.of("", "", "")
					: List.of(String.format(Locale.ROOT, "%.0f", saved),
							String.format(Locale.ROOT, "%,.0f", gigabyteSeconds),
							String.format(Locale.ROOT, "%.2f", gigabyteSeconds * EXAMPLE_PRICE));
			List<String> cells = new ArrayList<>(
					List.of(step.what(), Column.format(0, step.millis()), Column.format(0, step.millisOnOneCore())));
			cells.addAll(savings);
			text.append(Column.row(cells));
		}
		return Optional.of(text.toString());
	}

	private Step step(String what, String name, boolean cached) {
		return new Step(what, cold(this.results.image(name, cached, false)),
				cold(this.results.image(name, cached, true)));
	}

	private static OptionalDouble cold(Optional<Result> result) {
		return result.map((present) -> OptionalDouble.of(present.cold())).orElse(OptionalDouble.empty());
	}

	private record Step(String what, OptionalDouble millis, OptionalDouble millisOnOneCore) {

	}

}
