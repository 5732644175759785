package io.golambda.batch;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The result of one task of S3 Batch Operations: <pre>
 * return S3BatchResult.permanentFailure("The object is no image.");
 * </pre>
 * <p>
 * Immutable and safe for use by multiple threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html">Invoke
 * AWS Lambda function</a>
 */
public final class S3BatchResult {

	private static final int MAX_LENGTH = 1024;

	private static final S3BatchResult SUCCEEDED = new S3BatchResult(Code.SUCCEEDED, "");

	private final Code code;

	private final String resultString;

	private S3BatchResult(Code code, String resultString) {
		this.code = code;
		this.resultString = cut(resultString);
	}

	/**
	 * Returns the result of a task that is done.
	 * @return the result
	 */
	public static S3BatchResult succeeded() {
		return SUCCEEDED;
	}

	/**
	 * Returns the result of a task that is done, with text for the completion report.
	 * @param resultString the text, of which the first 1,024 characters are sent; not a
	 * secret, since it is stored with the report
	 * @return the result
	 */
	public static S3BatchResult succeeded(String resultString) {
		return new S3BatchResult(Code.SUCCEEDED, Objects.requireNonNull(resultString, "resultString"));
	}

	/**
	 * Returns the result of a task that S3 tries again before the job completes. An
	 * exception has the same effect, and is logged and reported as well.
	 * @param resultString the reason, as for {@link #succeeded(String)}
	 * @return the result
	 */
	public static S3BatchResult temporaryFailure(String resultString) {
		return new S3BatchResult(Code.TEMPORARY_FAILURE, Objects.requireNonNull(resultString, "resultString"));
	}

	/**
	 * Returns the result of a task that S3 marks as failed and does not try again.
	 * @param resultString the reason, as for {@link #succeeded(String)}
	 * @return the result
	 */
	public static S3BatchResult permanentFailure(String resultString) {
		return new S3BatchResult(Code.PERMANENT_FAILURE, Objects.requireNonNull(resultString, "resultString"));
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
		return other instanceof S3BatchResult result && this.code == result.code
				&& this.resultString.equals(result.resultString);
	}

	@Override
	public int hashCode() {
		return 31 * this.code.hashCode() + this.resultString.hashCode();
	}

	@Override
	public String toString() {
		// without the text, which may be confidential
		return "S3BatchResult[" + this.code.text + "]";
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
