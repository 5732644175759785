package io.golambda.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.golambda.secret.SecretException;

/**
 * Tells which secret the start failed of, why, and what to do. Goes before Spring Boot's
 * own analyzers, which would quote it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecretFailureAnalyzer extends AbstractFailureAnalyzer<SecretException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SecretException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
