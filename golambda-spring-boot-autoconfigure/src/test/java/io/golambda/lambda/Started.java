package io.golambda.lambda;

import java.util.function.Supplier;

import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/**
 * Starts a handler with properties, which environment variables set in Lambda.
 */
final class Started {

	private static final String DEFINITION = "spring.cloud.function.definition";

	private static final String MAIN_CLASS = "MAIN_CLASS";

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

	/**
	 * Spring Cloud Function's own handler with an application.
	 */
	static FunctionInvoker functionInvoker(String definition, Class<?> application) {
		return with(definition, () -> {
			System.setProperty(MAIN_CLASS, application.getName());
			try {
				return new FunctionInvoker();
			}
			finally {
				System.clearProperty(MAIN_CLASS);
			}
		});
	}

}
