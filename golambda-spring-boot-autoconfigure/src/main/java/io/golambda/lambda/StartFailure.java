package io.golambda.lambda;

import java.util.Collection;
import java.util.List;

import io.golambda.error.StackTraces;
import io.golambda.invocation.LambdaEnvironment;

/**
 * Logs the failure of a start in Lambda in one line, and converts it to an exception
 * whose message is the analysis of the failure.
 */
final class StartFailure {

	private StartFailure() {
	}

	/**
	 * Returns the exception that the handler throws.
	 * @param failure the failure of the start, reported or not
	 */
	static Throwable of(Throwable failure) {
		if (!LambdaEnvironment.current().isLambda() || failure instanceof StartException
				|| failure instanceof FunctionNotFoundException) {
			return FunctionNotFoundException.in(failure);
		}
		return reported(failure, List.of());
	}

	/**
	 * Reports a failure.
	 * @param failure the failure
	 * @param listeners the application's listeners, one of which reports failures; empty
	 * before there is an application
	 * @return the exception to throw instead
	 */
	static RuntimeException reported(Throwable failure, Collection<?> listeners) {
		String message = report(failure, listeners);
		if (FunctionNotFoundException.in(failure) instanceof FunctionNotFoundException found) {
			StackTraces.remove(found);
			return found;
		}
		return new StartException(message);
	}

	private static String report(Throwable failure, Collection<?> listeners) {
		for (Object listener : listeners) {
			if (listener instanceof StartFailureReporter reporter) {
				try {
					return reporter.report(failure);
				}
				catch (Throwable ex) {
					// most likely out of memory; the message may contain secrets
					return PlainErrorLine.write(new IllegalStateException("The application failed to start by "
							+ failure.getClass().getName() + ", and the report of it by " + ex.getClass().getName()));
				}
			}
		}
		return PlainErrorLine.write(failure);
	}

}
