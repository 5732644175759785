package io.golambda.coldstart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A comparison that golambda aims at.
 *
 * @param what what is compared
 * @param measured the measured value, empty if one of its rows was not run
 * @param atMost the goal
 */
record Goal(String what, OptionalDouble measured, double atMost) {

	static List<Goal> of(Results results) {
		Optional<Result> outOfTheBox = results.image(Results.GOLAMBDA, false, false);
		Optional<Result> aot = results.image(Results.SPRING_AOT, false, false);
		Optional<Result> fastest = results.image(Results.SPRING_AOT, true, false);
		Optional<Result> fastestOnOneCore = results.image(Results.SPRING_AOT, true, true);
		return List.of(
				cold("Spring AOT and cache, to Quarkus with its cache", fastest,
						results.image(Results.QUARKUS, true, false), 1),
				cold("the same on one core", fastestOnOneCore, results.image(Results.QUARKUS, true, true), 1),
				cold("Spring AOT and cache, to bare Jackson with a cache", fastest,
						results.image(Results.BARE, true, false), 2.1),
				cold("out of the box, to Spring Cloud Function's adapter", outOfTheBox,
						results.image(Results.ADAPTER, false, false), 0.45),
				cold("out of the box, to Powertools", outOfTheBox, results.image(Results.POWERTOOLS, false, false), 1),
				cold("Spring AOT without a cache, to Quarkus without one", aot,
						results.image(Results.QUARKUS, false, false), 1),
				new Goal("memory with Spring AOT and cache, to Quarkus with its cache",
						Results.ratio(fastest, results.image(Results.QUARKUS, true, false), Result::memory), 1.1),
				new Goal("a warm invocation above bare Jackson, to that of Powertools", warm(results, outOfTheBox),
						0.2),
				new Goal("size of the zip, MB",
						outOfTheBox.map((result) -> OptionalDouble.of(result.deployedMegabytes()))
							.orElse(OptionalDouble.empty()),
						19));
	}

	private static Goal cold(String what, Optional<Result> result, Optional<Result> to, double atMost) {
		return new Goal(what, Results.ratio(result, to, Result::cold), atMost);
	}

	private static OptionalDouble warm(Results results, Optional<Result> golambda) {
		OptionalDouble own = golambda.map(results::warmAboveBare).orElse(OptionalDouble.empty());
		OptionalDouble others = results.image(Results.POWERTOOLS, false, false)
			.map(results::warmAboveBare)
			.orElse(OptionalDouble.empty());
		return (own.isPresent() && others.isPresent()) ? OptionalDouble.of(own.getAsDouble() / others.getAsDouble())
				: OptionalDouble.empty();
	}

}
