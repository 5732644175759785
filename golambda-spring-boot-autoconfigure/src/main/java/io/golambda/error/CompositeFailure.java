package io.golambda.error;

import java.util.List;

/**
 * An exception that represents several others, such as those of the records of a batch.
 */
public interface CompositeFailure {

	/**
	 * Returns the represented exceptions.
	 * @return the exceptions in their order, none if this exception represents itself
	 */
	List<Throwable> failures();

}
