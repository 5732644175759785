package io.golambda.lambda;

import java.util.Collection;

/**
 * Thrown when it is not clear which function Lambda runs. The message lists the functions
 * of the application and says how to fix it. Lambda answers it as the
 * {@code errorMessage} of a failed start.
 */
public final class FunctionNotFoundException extends IllegalStateException {

	private static final long serialVersionUID = 1;

	private FunctionNotFoundException(String message) {
		super(message);
	}

	static FunctionNotFoundException none() {
		return new FunctionNotFoundException("The application has no function for Lambda to run. "
				+ "Declare a bean of type java.util.function.Function, for example "
				+ "@Bean Function<Event, String> colors() { return event -> ...; }, in a package that is scanned.");
	}

	static FunctionNotFoundException ambiguous(Collection<String> candidates) {
		return new FunctionNotFoundException("The application has several functions: " + String.join(", ", candidates)
				+ ". Set spring.cloud.function.definition to the one that Lambda is to run, "
				+ "or to several joined by | to run one after the other.");
	}

	static FunctionNotFoundException unknown(String name, String definition, Collection<String> candidates) {
		String there = candidates.isEmpty() ? "The application has no functions."
				: "The functions are: " + String.join(", ", candidates) + ".";
		return new FunctionNotFoundException("spring.cloud.function.definition is \"" + definition
				+ "\", but there is no bean \"" + name + "\". " + there);
	}

	/**
	 * Creates an exception for a bean that cannot be run.
	 * @param why the predicate of a sentence about the bean
	 */
	static FunctionNotFoundException unusable(String name, String why) {
		return new FunctionNotFoundException("The function \"" + name + "\" " + why);
	}

	/**
	 * Returns the exception of this type in the causes of another one, so that Lambda
	 * reports it; otherwise the other one.
	 */
	static Throwable in(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof FunctionNotFoundException found) {
				return found;
			}
		}
		return ex;
	}

}
