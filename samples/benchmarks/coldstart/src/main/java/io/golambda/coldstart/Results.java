package io.golambda.coldstart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The results of a run, in the order of the table.
 *
 * @param all the results
 */
record Results(List<Result> all) {

	static final String BARE = "bare Jackson";

	static final String QUARKUS = "Quarkus";

	static final String ADAPTER = "Spring Cloud Function's adapter";

	static final String GOLAMBDA = "golambda";

	static final String SPRING_AOT = "golambda, Spring AOT";

	static final String POWERTOOLS = "Powertools (Log4j2)";

	List<Result> on(boolean oneCore) {
		return this.all.stream().filter((result) -> result.contestant().oneCore() == oneCore).toList();
	}

	Optional<Result> image(String name, boolean cached, boolean oneCore) {
		String wanted = name + (cached ? ", cache" : "");
		return on(oneCore).stream()
			.filter((result) -> result.contestant().layout() == Layout.IMAGE)
			.filter((result) -> result.contestant().name().equals(wanted))
			.findFirst();
	}

	/**
	 * Returns the result of a peer that runs like the given one.
	 */
	Optional<Result> alike(Result result, String peer) {
		return image(peer, result.contestant().cached(), result.contestant().oneCore());
	}

	/**
	 * Returns the first result with, or without, a cache, like the given one.
	 */
	Result first(Result result) {
		return this.all.stream()
			.filter((other) -> other.contestant().cached() == result.contestant().cached())
			.findFirst()
			.orElseThrow();
	}

	OptionalDouble warmAboveBare(Result result) {
		Optional<Result> bare = image(BARE, false, false);
		if (bare.isEmpty() || bare.get().warm().isEmpty() || result.warm().isEmpty()) {
			return OptionalDouble.empty();
		}
		return OptionalDouble.of(result.warm().getAsDouble() - bare.get().warm().getAsDouble());
	}

	static OptionalDouble ratio(Optional<Result> result, Optional<Result> to, ToDoubleFunction<Result> value) {
		if (result.isEmpty() || to.isEmpty()) {
			return OptionalDouble.empty();
		}
		return OptionalDouble.of(value.applyAsDouble(result.get()) / value.applyAsDouble(to.get()));
	}

}
