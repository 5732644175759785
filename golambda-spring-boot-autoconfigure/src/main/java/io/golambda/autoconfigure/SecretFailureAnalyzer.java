package io.golambda.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.golambda.secret.SecretException;

/**
 * Describes a start that failed because of a secret. It precedes the analyzers of Spring
 * Boot, which would quote the secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecretFailureAnalyzer extends AbstractFailureAnalyzer<SecretException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SecretException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
