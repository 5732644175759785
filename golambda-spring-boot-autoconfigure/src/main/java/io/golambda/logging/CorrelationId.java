package io.golambda.logging;

import java.util.Optional;

import io.golambda.invocation.Invocation;

/**
 * Finds in an invocation what joins its lines with those of other functions.
 */
@FunctionalInterface
public interface CorrelationId {

	/**
	 * Finds it.
	 * @param invocation the invocation
	 * @return the id, or empty if there is none
	 */
	Optional<String> of(Invocation invocation);

}
