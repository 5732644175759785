package io.golambda.error;

/**
 * Removes secrets from an exception before it is logged or reported.
 */
@FunctionalInterface
public interface Redaction {

	/**
	 * Redacts an exception.
	 * @param failure the exception
	 * @return the exception itself if no message in it holds a secret, otherwise an
	 * exception to log and report in its place
	 */
	Throwable redact(Throwable failure);

}
