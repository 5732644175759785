package io.golambda.payload;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

import io.golambda.aws.AwsFailure;
import io.golambda.event.PayloadReference;
import io.golambda.event.json.Excerpt;

/**
 * Translates exceptions of the AWS SDK to sentences that name the cause and the fix.
 */
final class S3Failures {

	private static final int PROBLEM_LENGTH = 500;

	private final @Nullable String region;

	S3Failures(@Nullable String region) {
		this.region = region;
	}

	IOException ofGet(PayloadReference reference, RuntimeException ex) {
		return new IOException(
				(ex instanceof AwsServiceException refusal) ? getProblem(reference, refusal) : clientProblem(ex), ex);
	}

	private String getProblem(PayloadReference reference, AwsServiceException ex) {
		String code = code(ex);
		return switch (code) {
			case "NoSuchBucket" -> "its bucket does not exist";
			case "NoSuchKey", "NoSuchVersion", "404" -> missing(reference, code);
			case "AccessDenied", "403" -> denied(reference, code, message(ex));
			case "InvalidObjectState" -> "it is archived; restore it first";
			case "PreconditionFailed" -> "it was replaced by another object while it was read";
			case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
				"S3 rejects the credentials (" + code + "); in Lambda they are those of the function's role";
			case "PermanentRedirect", "301", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
				"its bucket is in another region than the client (" + code + "); set "
						+ "spring.cloud.aws.s3.cross-region-enabled=true with Spring Cloud AWS, or declare an "
						+ "S3Client bean with crossRegionAccessEnabled(true)";
			default -> code.startsWith("KMS.") ? "its key is not usable (" + code + ")"
					: "S3 answered " + ex.statusCode() + " " + code;
		};
	}

	private static String missing(PayloadReference reference, String code) {
		return "it does not exist (" + code + "); " + (reference.pointer()
				? "it was deleted after a record succeeded before, in which case this is a duplicate, or by another "
						+ "reader of the message, or by a lifecycle rule"
				: "it was deleted since the event");
	}

	private String denied(PayloadReference reference, String code, String message) {
		if (message.contains("kms:")) {
			return "access to its key is denied (" + code
					+ "); allow the function's role kms:Decrypt on the KMS key of " + "the bucket";
		}
		if (message.contains("explicit deny")) {
			return "a policy denies it explicitly (" + code + "); change that policy";
		}
		return "access is denied (" + code + "); add to the function's role "
				+ allow((reference.versionId() != null) ? "s3:GetObjectVersion" : "s3:GetObject",
						reference.bucket() + "/*")
				+ ", and kms:Decrypt on the key if the object is encrypted by KMS. If it may be missing: without "
				+ allow("s3:ListBucket", reference.bucket()) + " S3 denies access to a missing object as well";
	}

	private String allow(String action, String resource) {
		return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"arn:"
				+ AwsFailure.partition(this.region) + ":s3:::" + Excerpt.of(resource) + "\"}";
	}

	String ofDelete(String bucket, RuntimeException ex) {
		return (ex instanceof AwsServiceException refusal) ? ofDelete(bucket, code(refusal)) : clientProblem(ex);
	}

	String ofDelete(String bucket, @Nullable String code) {
		return "AccessDenied".equals(code)
				? "access is denied; add to the function's role " + allow("s3:DeleteObject", bucket + "/*")
				: "S3 answered " + code;
	}

	private static String clientProblem(RuntimeException ex) {
		if (ex instanceof ApiCallTimeoutException) {
			return "S3 did not answer before the function has to end";
		}
		if (ex instanceof AbortedException) {
			return "the call to S3 was interrupted";
		}
		String problem = AwsFailure.of(ex)
			.map((failure) -> "S3 was not reached: " + failure.description() + " " + failure.fix("s3").orElse(""))
			.orElseGet(() -> "there is no client of S3: " + ex.getMessage());
		return Excerpt.of(problem.strip(), PROBLEM_LENGTH).replaceFirst("\\.$", "");
	}

	private static String code(AwsServiceException ex) {
		AwsErrorDetails details = ex.awsErrorDetails();
		String code = (details != null) ? details.errorCode() : null;
		return (code != null && !code.isBlank()) ? code : String.valueOf(ex.statusCode());
	}

	private static String message(AwsServiceException ex) {
		AwsErrorDetails details = ex.awsErrorDetails();
		String message = (details != null) ? details.errorMessage() : null;
		return (message != null) ? message : "";
	}

}
