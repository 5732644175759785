package io.golambda.coldstart;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the tables, from the contestants to their Markdown.
 */
class ReportTests {

	@Test
	void everyRowHasANameOfItsOwn() {
		for (List<Contestant> table : List.of(Contestants.full(), Contestants.secrets(), Contestants.features())) {
			Set<String> names = table.stream().map(Contestant::label).collect(Collectors.toSet());
			assertThat(names).hasSameSizeAs(table);
		}
	}

	@Test
	void everyGoalIsMeasuredByAFullRun() {
		Results results = new Results(Contestants.full().stream().map((each) -> result(each, 100)).toList());
		assertThat(Goal.of(results)).allSatisfy((goal) -> assertThat(goal.measured()).as(goal.what()).isPresent());
	}

	@Test
	void rowIsComparedWithThePeerThatRunsLikeIt() {
		List<Result> results = Contestants.full()
			.stream()
			.map((each) -> result(each,
					(each.cached() ? 100 : 400) * (each.oneCore() ? 2 : 1)
							* (each.folder().equals("golambda") ? 3 : 1)))
			.toList();
		assertThat(new Report(results, 10).markdown())
			.contains(
					"| golambda, Spring AOT, image | 1200 (1200 to 1200) | 1200 | 3.00 | 3.00 | 3.00 | 0 | 80 | 20.0 |")
			.contains(
					"| golambda, Spring AOT, cache, image | 300 (300 to 300) | 300 | 3.00 | 3.00 | 3.00 | 0 | 80 | 20.0 |")
			.contains("On one core:")
			.contains("| golambda, Spring AOT, cache, image | 600 (600 to 600) | 600 | 3.00 | 3.00 | 3.00 | 80 |")
			.contains("| the same on one core | 3.00 | 1.00 |");
	}

	@Test
	void comparisonWithRowsThatWereNotRunIsLeftOut() {
		List<Result> results = Contestants.full()
			.stream()
			.filter((each) -> each.label().equals("golambda, Spring AOT, cache, image"))
			.map((each) -> result(each, 300))
			.toList();
		assertThat(new Report(results, 3).markdown())
			.contains("| golambda, Spring AOT, cache, image | 300 (300 to 300) | 300 | | | | | 80 | 20.0 |")
			.doesNotContain("On one core")
			.doesNotContain("aims at");
	}

	@Test
	void featureIsComparedWithTheFunctionWithoutIt() {
		List<Result> results = Contestants.features()
			.stream()
			.map((each) -> result(each, (each.cached() ? 100 : 400) + (each.name().startsWith("Sentry") ? 50 : 0)))
			.toList();
		assertThat(new Report(results, 10).added())
			.contains("| Sentry, image | 450 (450 to 450) | 50 | 450 | 50 | 80 | 20.0 |")
			.contains("| Sentry, Spring AOT, cache, image | 150 (150 to 150) | 50 | 150 | 50 | 80 | 20.0 |");
	}

	@Test
	void stepSavesMoneyByTheMillisecondsOnOneCore() {
		List<Result> results = Contestants.full()
			.stream()
			.map((each) -> result(each,
					(each.name().startsWith("golambda, Spring AOT") ? 600 : 1000) * (each.oneCore() ? 2 : 1)))
			.toList();
		assertThat(new Steps(new Results(results)).markdown()).get()
			.asString()
			.contains("| golambda | 1000 | 2000 | | | |")
			// 800 ms of a million starts at 1 GB
			.contains("| golambda, Spring AOT | 600 | 1200 | 800 | 800,000 | 13.33 |");
	}

	private static Result result(Contestant contestant, long millis) {
		return new Result(contestant, List.of(new Measured(millis, 0, 80, millis)),
				contestant.oneCore() ? List.of() : List.of(200.0), 20_000_000);
	}

}
