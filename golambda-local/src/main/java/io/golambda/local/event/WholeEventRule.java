package io.golambda.local.event;

import org.jspecify.annotations.Nullable;

/**
 * A source that accepts no partial response: a function that returns has processed the
 * event.
 */
record WholeEventRule() implements BatchRule {

	@Override
	public boolean usesResponse() {
		return false;
	}

	@Override
	public @Nullable String apply(BatchAnswer batch, Answer answer, Verdicts verdicts) {
		return null;
	}

}
