package io.golambda.error;

/**
 * Takes what is secret out of an exception before it is told.
 */
@FunctionalInterface
public interface Redaction {

	/**
	 * The exception as it may be told.
	 * @param failure the exception
	 * @return the exception itself if neither its message nor those of what it holds say
	 * anything secret; else another one in its place
	 */
	Throwable redact(Throwable failure);

}
