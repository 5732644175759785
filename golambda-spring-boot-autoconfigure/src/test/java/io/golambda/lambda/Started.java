package io.golambda.lambda;

import java.util.function.Supplier;

/**
 * Starts a handler with properties that Lambda would give by environment variables.
 */
final class Started {

	private static final String DEFINITION = "spring.cloud.function.definition";

	private Started() {
	}

	static <T> T with(String definition, Supplier<T> start) {
		System.setProperty(DEFINITION, definition);
		try {
			return start.get();
		}
		finally {
			System.clearProperty(DEFINITION);
		}
	}

}
