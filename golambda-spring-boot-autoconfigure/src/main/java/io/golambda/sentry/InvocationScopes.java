package io.golambda.sentry;

import io.sentry.IScopes;
import io.sentry.ISentryLifecycleToken;

/**
 * Sentry's scopes of an invocation, for the threads that process its records.
 *
 * @param scopes the scopes of the thread that runs the function
 */
record InvocationScopes(IScopes scopes) {

	/**
	 * Gives the current thread a copy of these scopes, so that the breadcrumbs of a
	 * record are its own.
	 * @return closes the copy
	 */
	ISentryLifecycleToken enterCopy() {
		return this.scopes.forkedScopes("golambda").makeCurrent();
	}

}
