package io.golambda.sentry;

import io.sentry.IScopes;
import io.sentry.ISentryLifecycleToken;

/**
 * The scopes of an invocation, for threads that work on its records.
 *
 * @param scopes Sentry's scopes in the thread of the function
 */
record InvocationScopes(IScopes scopes) {

	/**
	 * Gives the current thread a scope of its own, which begins as that of the
	 * invocation: what is logged meanwhile are breadcrumbs of this record only.
	 */
	ISentryLifecycleToken enterRecord() {
		return this.scopes.forkedScopes("golambda.record").makeCurrent();
	}

}
