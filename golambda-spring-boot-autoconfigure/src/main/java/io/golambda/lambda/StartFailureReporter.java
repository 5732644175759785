package io.golambda.lambda;

/**
 * Reports why an application failed to start. A listener of the {@code SpringApplication}
 * implements it, so that the failure is reported while its context is still there; see
 * {@link LambdaHandler}.
 */
@FunctionalInterface
public interface StartFailureReporter {

	/**
	 * Reports the failure of a start in Lambda, unless that was done already.
	 * @param failure the failure
	 * @return the analysis of the failure in one line, without secrets
	 */
	String report(Throwable failure);

}
