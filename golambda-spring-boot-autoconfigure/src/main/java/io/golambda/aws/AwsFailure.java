package io.golambda.aws;

import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Why a request to AWS failed, or why a client could not be built, and how to fix what
 * has the same cause for all services: <pre>
 * AwsFailure.of(ex)
 * 	.map(failure -&gt; failure.description() + " " + failure.fix("dynamodb").orElseGet(this::fixTable));
 * </pre>
 * <p>
 * For other packages of golambda. Immutable.
 *
 * @param kind the kind of failure
 * @param code the error code of the service, or the name of the SDK's exception
 * @param message what the service or the SDK says, may be empty
 */
public record AwsFailure(Kind kind, String code, String message) {

	private static final int MAX_CAUSES = 10;

	/**
	 * Recognizes a failure.
	 * @param ex the exception of a client or of building it
	 * @return the failure, or empty if neither the exception nor one of its causes is of
	 * the AWS SDK
	 */
	public static Optional<AwsFailure> of(Throwable ex) {
		SdkException failure = cause(ex, SdkException.class);
		return (failure instanceof AwsServiceException refusal) ? Optional.of(ofService(refusal))
				: Optional.ofNullable(failure).map(AwsFailure::ofClient);
	}

	private static AwsFailure ofService(AwsServiceException ex) {
		AwsErrorDetails details = ex.awsErrorDetails();
		String code = (details != null && details.errorCode() != null) ? details.errorCode()
				: "HTTP status " + ex.statusCode();
		String message = (details != null && details.errorMessage() != null) ? details.errorMessage() : "";
		return new AwsFailure(kindOfService(code, ex), code, message);
	}

	private static Kind kindOfService(String code, AwsServiceException ex) {
		if (code.startsWith("AccessDenied") || (ex.statusCode() == 403 && code.startsWith("HTTP"))) {
			return Kind.DENIED;
		}
		if (ex.isThrottlingException()) {
			return Kind.THROTTLED;
		}
		return (code.contains("Token") || code.contains("Signature") || code.contains("AccessKey")
				|| code.equals("UnrecognizedClientException")) ? Kind.INVALID_CREDENTIALS : Kind.REFUSED;
	}

	private static AwsFailure ofClient(SdkException ex) {
		String message = String.valueOf(ex.getMessage());
		return new AwsFailure(kindOfClient(ex, message), ex.getClass().getSimpleName(), message);
	}

	private static Kind kindOfClient(SdkException ex, String message) {
		if (ex instanceof ApiCallTimeoutException) {
			return Kind.OUT_OF_TIME;
		}
		if (ex instanceof AbortedException) {
			return Kind.INTERRUPTED;
		}
		String lowerCase = message.toLowerCase(Locale.ROOT);
		if (lowerCase.contains("credentials")) {
			return Kind.NO_CREDENTIALS;
		}
		if (lowerCase.contains("region")) {
			return Kind.NO_REGION;
		}
		if (lowerCase.contains("http implementation")) {
			return Kind.NO_HTTP_CLIENT;
		}
		return (cause(ex, UnknownHostException.class) != null) ? Kind.NO_ADDRESS : Kind.NO_ANSWER;
	}

	private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
			cause = cause.getCause();
		}
		return null;
	}

	/**
	 * Describes the failure.
	 * @return code and message, a sentence that may follow a colon
	 */
	public String description() {
		return switch (this.kind) {
			case NO_CREDENTIALS -> "there are no AWS credentials.";
			case NO_REGION -> "there is no AWS region.";
			case NO_HTTP_CLIENT -> "the AWS SDK has no HTTP client.";
			case NO_ADDRESS -> "its address cannot be resolved (" + this.message + ").";
			case INTERRUPTED -> "the thread was interrupted.";
			case OUT_OF_TIME -> "no attempt succeeded in time (" + this.message + ").";
			case NO_ANSWER -> "it did not answer (" + this.message + ").";
			default -> this.code + (this.message.isBlank() ? "." : ", \"" + this.message + "\".");
		};
	}

	/**
	 * Returns how to fix a failure that does not depend on what was requested.
	 * @param service the name of the service in VPC endpoints, such as {@code dynamodb}
	 * @return a sentence; empty if the fix depends on the request, as for
	 * {@link Kind#DENIED}
	 */
	public Optional<String> fix(String service) {
		return Optional.ofNullable(switch (this.kind) {
			case NO_CREDENTIALS -> "In Lambda the function's role provides them; elsewhere sign in: aws login.";
			case INVALID_CREDENTIALS -> "Check the credentials: in Lambda those of the function's role, elsewhere "
					+ "those of \"aws sts get-caller-identity\".";
			case NO_REGION -> "Lambda sets AWS_REGION; elsewhere set it yourself.";
			case NO_HTTP_CLIENT ->
				"Add software.amazon.awssdk:url-connection-client to the dependencies of the function.";
			case NO_ADDRESS -> "Check the region and the endpoint; if they are right, the function's subnet does not "
					+ "reach a DNS server.";
			case NO_ANSWER -> "Check that the function's subnet reaches it: by a NAT gateway, or a VPC endpoint for "
					+ "com.amazonaws.REGION." + service + ".";
			case INTERRUPTED -> "The function was about to time out, or its thread was interrupted by the application.";
			case DENIED, THROTTLED, REFUSED, OUT_OF_TIME -> null;
		});
	}

	/**
	 * Returns the partition of a region, which the ARNs in a fix begin with.
	 * @param region the region, or {@code null} if it is not known
	 * @return the partition, such as {@code aws} or {@code aws-cn}
	 */
	public static String partition(@Nullable String region) {
		return (region != null && !region.isBlank()) ? PartitionMetadata.of(Region.of(region)).id() : "aws";
	}

	/**
	 * The kinds of failures.
	 */
	public enum Kind {

		/**
		 * The credentials do not allow the request.
		 */
		DENIED,

		/**
		 * There were too many requests, also after the retries of the SDK.
		 */
		THROTTLED,

		/**
		 * The service refused the request for another reason.
		 */
		REFUSED,

		/**
		 * The credentials are expired or wrong.
		 */
		INVALID_CREDENTIALS,

		/**
		 * There are no credentials.
		 */
		NO_CREDENTIALS,

		/**
		 * There is no region.
		 */
		NO_REGION,

		/**
		 * There is no HTTP client on the class path.
		 */
		NO_HTTP_CLIENT,

		/**
		 * The host of the service is unknown.
		 */
		NO_ADDRESS,

		/**
		 * The service did not answer.
		 */
		NO_ANSWER,

		/**
		 * The thread was interrupted.
		 */
		INTERRUPTED,

		/**
		 * The time for a request and its retries ended.
		 */
		OUT_OF_TIME

	}

}
