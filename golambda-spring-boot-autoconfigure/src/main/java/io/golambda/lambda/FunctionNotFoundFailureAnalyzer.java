package io.golambda.lambda;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Has a start that failed for want of a function say just that.
 */
final class FunctionNotFoundFailureAnalyzer extends AbstractFailureAnalyzer<FunctionNotFoundException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FunctionNotFoundException cause) {
		return new FailureAnalysis(cause.getMessage(), null, cause);
	}

}
