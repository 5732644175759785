package io.golambda.lambda;

/**
 * Reports the failure of a start. golambda's auto-configuration implements it by a
 * listener of the {@link LambdaApplication}, so that a failure is reported while its
 * application context is available. Not meant for applications, which declare an
 * {@link io.golambda.invocation.ErrorReporter ErrorReporter} instead.
 */
@FunctionalInterface
public interface StartFailureReporter {

	/**
	 * Reports the failure of a start in Lambda, unless it is already reported.
	 * @param failure the failure
	 * @return the analysis of the failure in one line, without secrets
	 */
	String report(Throwable failure);

}
