package io.golambda.error;

import java.util.List;

/**
 * An exception that stands for several others, such as those of the records of a batch.
 */
public interface CompositeFailure {

	/**
	 * What it stands for.
	 * @return all of them, in their order; none if it stands for itself
	 */
	List<Throwable> failures();

}
