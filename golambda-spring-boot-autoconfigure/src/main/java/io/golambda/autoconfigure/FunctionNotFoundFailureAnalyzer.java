package io.golambda.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.golambda.lambda.FunctionNotFoundException;

/**
 * Reports that it is not clear which function to run, without the stack trace.
 */
final class FunctionNotFoundFailureAnalyzer extends AbstractFailureAnalyzer<FunctionNotFoundException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FunctionNotFoundException cause) {
		return new FailureAnalysis(cause.getMessage(), null, cause);
	}

}
