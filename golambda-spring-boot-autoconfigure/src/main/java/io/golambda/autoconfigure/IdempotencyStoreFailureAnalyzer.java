package io.golambda.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports that there is no store for idempotency keys, without the stack trace.
 */
final class IdempotencyStoreFailureAnalyzer extends AbstractFailureAnalyzer<IdempotencyStoreMissingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, IdempotencyStoreMissingException cause) {
		return new FailureAnalysis(cause.problem(), cause.action(), cause);
	}

}
