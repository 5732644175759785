package io.golambda.secret;

import java.net.UnknownHostException;
import java.util.Locale;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

import io.golambda.aws.AwsFailure;

/**
 * Translates exceptions of the AWS SDK to exceptions that name the cause and the fix.
 */
final class AwsFailures {

	private static final int MAX_CAUSES = 10;

	private final AwsService service;

	private final @Nullable String region;

	/**
	 * Creates a translator.
	 * @param service the service that was called
	 * @param region the region of the function, which determines the partition in IAM
	 * policies
	 */
	AwsFailures(AwsService service, @Nullable String region) {
		this.service = service;
		this.region = region;
	}

	/**
	 * Translates an exception, which may also be one of a client of the application's own
	 * or of the creation of a client.
	 */
	SecretException of(SecretId id, RuntimeException ex) {
		if (ex instanceof SecretException translated) {
			return translated;
		}
		Throwable failure = firstCause(ex, SdkException.class::isInstance);
		if (failure instanceof AwsServiceException refusal) {
			return ofService(id, refusal);
		}
		return (failure instanceof SdkException client) ? ofClient(id, client) : UnexpectedFailure.of(id, ex);
	}

	private SecretException ofService(SecretId id, AwsServiceException ex) {
		AwsFailure failure = AwsFailure.of(ex).orElseThrow();
		String description = problem(id) + failure.description();
		String fix = fix(id, failure.code(), failure.message());
		return isMissing(failure.code()) ? SecretException.ofMissing(description, fix, ex)
				: new SecretException(description, fix, ex);
	}

	private String problem(SecretId id) {
		return id.describe() + " cannot be read from " + this.service.displayName() + ": ";
	}

	/**
	 * Creates an exception for a response without a value.
	 */
	SecretException empty(SecretId id) {
		return new SecretException(problem(id) + "the response contains no value.", checkEndpoint());
	}

	private String checkEndpoint() {
		return "Check that the endpoint is that of " + this.service.displayName()
				+ ": AWS_ENDPOINT_URL, spring.cloud.aws.endpoint, or a proxy.";
	}

	private static boolean isMissing(String code) {
		return code.startsWith("ResourceNotFound") || code.startsWith("ParameterNotFound")
				|| code.startsWith("ParameterVersionNotFound");
	}

	private String fix(SecretId id, String code, String message) {
		String lowerCase = message.toLowerCase(Locale.ROOT);
		if (code.startsWith("AccessDenied")) {
			return fixAccess(id, lowerCase);
		}
		if (code.startsWith("DecryptionFailure") || code.startsWith("InvalidKeyId") || code.startsWith("KMS")) {
			return allowDecrypt();
		}
		if (lowerCase.contains("deletion")) {
			return "It is scheduled for deletion. Restore it: aws secretsmanager restore-secret --secret-id " + id.id();
		}
		if (isMissing(code)) {
			return (id.hasVersion() || code.startsWith("ParameterVersionNotFound")) ? checkVersion(id) : checkName(id);
		}
		if (code.contains("Throttl") || code.contains("TooManyRequests")) {
			return "All retries were throttled. Spread the cold starts, or read fewer "
					+ (isParameterStore() ? "parameters." : "secrets.");
		}
		if (code.contains("Token") || code.contains("Client") || code.contains("Signature")) {
			return "Check the credentials: in Lambda those of the function's role, elsewhere those of \"aws sts "
					+ "get-caller-identity\".";
		}
		return "Check it: aws "
				+ (isParameterStore() ? "ssm get-parameter --name " : "secretsmanager get-secret-value --secret-id ")
				+ id.id();
	}

	private String fixAccess(SecretId id, String message) {
		if (message.contains("kms:") || message.contains("to kms") || message.contains("kms key")) {
			return allowDecrypt();
		}
		if (message.contains("explicit deny")) {
			return "A policy denies it explicitly, which no other policy can override: change that policy.";
		}
		String action = isParameterStore() ? (id.isPath() ? "ssm:GetParametersByPath" : "ssm:GetParameter")
				: "secretsmanager:GetSecretValue";
		return "Add to the function's role: {\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\""
				+ resource(id) + "\"}";
	}

	private static String allowDecrypt() {
		return "Allow the function's role kms:Decrypt on the key that encrypts it, in the role and in the key's policy.";
	}

	private String checkVersion(SecretId id) {
		return "Check the name, the region and the versions: aws " + (isParameterStore()
				? "ssm get-parameter-history --name " : "secretsmanager list-secret-version-ids --secret-id ") + id.id()
				+ ".";
	}

	private String checkName(SecretId id) {
		String check = "Check the name, the region and the account: aws "
				+ (isParameterStore() ? "ssm describe-parameters --filters Key=Name,Values="
						: "secretsmanager describe-secret --secret-id ")
				+ id.id() + (Arn.isArn(id.id()) ? "." : ". If it is in another region, give its ARN.");
		return (isParameterStore() && id.id().contains("/"))
				? check + " If it is a path, end it with a slash: " + id.assignment() + "/" : check;
	}

	private String resource(SecretId id) {
		if (Arn.isArn(id.id())) {
			// the ARN of a secret ends with six random characters, which its name lacks
			return (isParameterStore() || id.id().matches(".*-[A-Za-z0-9]{6}")) ? id.id() : id.id() + "-??????";
		}
		return "arn:" + AwsFailure.partition(this.region)
				+ (isParameterStore()
						? ":ssm:*:*:parameter" + ("/" + id.id()).replaceFirst("^//", "/").replaceFirst("/$", "/*")
						: ":secretsmanager:*:*:secret:" + id.id() + "-*");
	}

	private boolean isParameterStore() {
		return this.service == AwsService.PARAMETER_STORE;
	}

	private SecretException ofClient(SecretId id, SdkException ex) {
		String problem = problem(id);
		if (firstCause(ex, AwsFailures::isUnreadable) != null) {
			// the message may quote the response
			return new SecretException(problem + "the response cannot be parsed.", checkEndpoint(),
					UnexpectedFailure.withoutMessages(ex, 0));
		}
		String reason = String.valueOf(ex.getMessage());
		if (reason.contains("credentials")) {
			return new SecretException(problem + "there are no AWS credentials.",
					"In Lambda the function's role provides them; elsewhere sign in, or name a local JSON file: "
							+ "golambda.secrets.PREFIX=file:secret.json",
					ex);
		}
		if (reason.contains("region")) {
			return new SecretException(problem + "there is no region.", "Give its ARN, or set AWS_REGION.", ex);
		}
		if (firstCause(ex, UnknownHostException.class::isInstance) != null) {
			return new SecretException(problem + "its address cannot be resolved (" + reason + ").",
					"Check the region of the ARN or AWS_REGION; if it is right, the function's subnet does not reach a "
							+ "DNS server.",
					ex);
		}
		return new SecretException(problem + "it did not answer (" + reason + ").",
				"Check that the function's subnet reaches it: by a NAT gateway, or a VPC endpoint for com.amazonaws.REGION."
						+ this.service.code() + " whose security group allows the function.",
				ex);
	}

	private static boolean isUnreadable(Throwable failure) {
		String message = String.valueOf(failure.getMessage());
		return failure.getClass().getName().contains(".jackson.") || message.startsWith("Unable to unmarshall")
				|| message.startsWith("Unable to parse");
	}

	private static @Nullable Throwable firstCause(Throwable failure, Predicate<Throwable> condition) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			if (condition.test(cause)) {
				return cause;
			}
			cause = cause.getCause();
		}
		return null;
	}

}
