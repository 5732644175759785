package io.golambda.autoconfigure;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.annotation.Order;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Keeps Spring Boot from printing the failure of a start in Lambda, which
 * {@link StartFailureListener} reports. Outside Lambda, Spring Boot's report is easier to
 * read.
 */
@Order(0)
final class StartFailureSilencer implements SpringBootExceptionReporter {

	@Override
	public boolean reportException(Throwable failure) {
		return LambdaEnvironment.current().isLambda();
	}

}
