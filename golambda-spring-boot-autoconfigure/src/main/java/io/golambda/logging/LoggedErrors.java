package io.golambda.logging;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The errors of records that an invocation has logged. Safe for use by several threads.
 */
final class LoggedErrors {

	private final Set<Throwable> errors = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	void add(Throwable error) {
		this.errors.add(error);
	}

	boolean containsAll(Collection<Throwable> errors) {
		return this.errors.containsAll(errors);
	}

}
