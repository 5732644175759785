package io.golambda.batch;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The result of one task of S3 Batch Operations: <pre>
 * return S3TaskResult.permanentFailure("The object is not an image.");
 * </pre>
 * <p>
 * Immutable and safe for use by multiple threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html">Invoke
 * AWS Lambda function</a>
 */
public final class S3TaskResult {

	private static final int MAX_LENGTH = 1024;

	private static final S3TaskResult SUCCEEDED = new S3TaskResult(Code.SUCCEEDED, "");

	private final Code code;

	private final String resultString;

	private S3TaskResult(Code code, String resultString) {
		this.code = code;
		this.resultString = cut(resultString);
	}

	/**
	 * Returns the result of a task that is done.
	 * @return the result
	 */
	public static S3TaskResult succeeded() {
		return SUCCEEDED;
	}

	/**
	 * Returns the result of a task that is done, with text for the completion report.
	 * @param resultString the text, of which the first 1,024 characters are sent; not a
	 * secret, since it is stored with the report
	 * @return the result
	 */
	public static S3TaskResult succeeded(String resultString) {
		return new S3TaskResult(Code.SUCCEEDED, Objects.requireNonNull(resultString, "resultString"));
	}

	/**
	 * Returns the result of a task that S3 tries again before the job completes. An
	 * exception has the same effect, and is logged and reported as well.
	 * @param resultString the reason, as for {@link #succeeded(String)}
	 * @return the result
	 */
	public static S3TaskResult temporaryFailure(String resultString) {
		return new S3TaskResult(Code.TEMPORARY_FAILURE, Objects.requireNonNull(resultString, "resultString"));
	}

	/**
	 * Returns the result of a task that S3 marks as failed and does not try again.
	 * @param resultString the reason, as for {@link #succeeded(String)}
	 * @return the result
	 */
	public static S3TaskResult permanentFailure(String resultString) {
		return new S3TaskResult(Code.PERMANENT_FAILURE, Objects.requireNonNull(resultString, "resultString"));
	}

	private static String cut(String text) {
		if (text.length() <= MAX_LENGTH) {
			return text;
		}
		int end = MAX_LENGTH - 1;
		return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
	}

	Code code() {
		return this.code;
	}

	String resultString() {
		return this.resultString;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof S3TaskResult result && this.code == result.code
				&& this.resultString.equals(result.resultString);
	}

	@Override
	public int hashCode() {
		return 31 * this.code.hashCode() + this.resultString.hashCode();
	}

	@Override
	public String toString() {
		// without the text, which may be confidential
		return "S3TaskResult[" + this.code.text + "]";
	}

	enum Code {

		SUCCEEDED("Succeeded"), TEMPORARY_FAILURE("TemporaryFailure"), PERMANENT_FAILURE("PermanentFailure");

		private final String text;

		Code(String text) {
			this.text = text;
		}

		String text() {
			return this.text;
		}

	}

}
