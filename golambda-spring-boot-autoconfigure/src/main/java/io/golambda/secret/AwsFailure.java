package io.golambda.secret;

import java.net.UnknownHostException;
import java.util.Locale;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * From what AWS's SDK throws to what is wrong and what to do about it.
 */
enum AwsFailure {

	SECRETS_MANAGER("Secrets Manager", "secret", "secretsmanager:GetSecretValue", "secretsmanager"),

	PARAMETER_STORE("Parameter Store", "parameter", "ssm:GetParameter", "ssm");

	private final String service;

	private final String thing;

	private final String permission;

	private final String command;

	AwsFailure(String service, String thing, String permission, String command) {
		this.service = service;
		this.thing = thing;
		this.permission = permission;
		this.command = command;
	}

	static String nameOf(String command) {
		return command.equals("ssm") ? PARAMETER_STORE.service : SECRETS_MANAGER.service;
	}

	SecretException of(SecretId id, SdkException ex) {
		String what = id.describe() + " cannot be read from " + this.service + ": ";
		if (!(ex instanceof AwsServiceException failure)) {
			return ofClient(what, ex);
		}
		String code = (failure.awsErrorDetails() != null && failure.awsErrorDetails().errorCode() != null)
				? failure.awsErrorDetails().errorCode() : "HTTP status " + failure.statusCode();
		String message = (failure.awsErrorDetails() != null && failure.awsErrorDetails().errorMessage() != null)
				? failure.awsErrorDetails().errorMessage() : "";
		String said = code + (message.isBlank() ? "." : ", \"" + message + "\".");
		return isMissing(code) ? SecretException.ofMissing(what + said, action(id, code, message), ex)
				: new SecretException(what + said, action(id, code, message), ex);
	}

	/**
	 * The answer says nothing of a value.
	 */
	SecretException ofEmpty(SecretId id) {
		return new SecretException(
				id.describe() + " cannot be read from " + this.service + ": the answer holds no value.", ofEndpoint());
	}

	private String ofEndpoint() {
		return "Check that the endpoint is that of " + this.service
				+ ": AWS_ENDPOINT_URL, spring.cloud.aws.endpoint, or a proxy in between.";
	}

	private static boolean isMissing(String code) {
		return code.startsWith("ResourceNotFound") || code.startsWith("ParameterNotFound")
				|| code.startsWith("ParameterVersionNotFound");
	}

	private String action(SecretId id, String code, String message) {
		String lowerCase = message.toLowerCase(Locale.ROOT);
		if (code.startsWith("AccessDenied")) {
			if (lowerCase.contains("kms:") || lowerCase.contains("to kms") || lowerCase.contains("kms key")) {
				return forKey();
			}
			if (lowerCase.contains("explicit deny")) {
				return "A policy denies it, which no other policy can allow: change that policy.";
			}
			return "Add to the function's role: {\"Effect\":\"Allow\",\"Action\":\"" + permissions(id)
					+ "\",\"Resource\":\"" + resource(id) + "\"}";
		}
		if (code.startsWith("DecryptionFailure") || code.startsWith("InvalidKeyId") || code.startsWith("KMS")) {
			return forKey();
		}
		if (lowerCase.contains("deletion")) {
			return "It is scheduled for deletion. Keep it with: aws secretsmanager restore-secret --secret-id "
					+ id.id();
		}
		if (isMissing(code) && (id.hasVersion() || code.startsWith("ParameterVersionNotFound"))) {
			return "Check the name, the region and the versions: aws " + this.command + (this == SECRETS_MANAGER
					? " list-secret-version-ids --secret-id " + id.id() : " get-parameter-history --name " + id.id())
					+ ".";
		}
		if (isMissing(code)) {
			String path = (this == PARAMETER_STORE && id.id().contains("/"))
					? " If it is a path, end it with a slash: " + property(id) + id.id() + "/" : "";
			return "Check the name, the region and the account: aws " + this.command + " describe-" + this.thing
					+ (this == SECRETS_MANAGER ? " --secret-id " : "s --filters Key=Name,Values=") + id.id()
					+ (Arn.isMeant(id.id()) ? "" : ". If it is in another region, give its ARN") + "." + path;
		}
		if (code.contains("Throttl") || code.contains("TooManyRequests")) {
			return "It has been tried again in vain. Spread the cold starts, or read fewer " + this.thing + "s.";
		}
		if (code.contains("Token") || code.contains("Client") || code.contains("Signature")) {
			return "Check the credentials: in Lambda those of the function's role, elsewhere what \"aws sts "
					+ "get-caller-identity\" uses.";
		}
		return "Check it with: aws " + this.command + " "
				+ (this == SECRETS_MANAGER ? "get-secret-value --secret-id " : "get-parameter --name ") + id.id();
	}

	private static String property(SecretId id) {
		return (id.property() != null) ? id.property() + "=" : "";
	}

	private SecretException ofClient(String what, SdkException ex) {
		if (isUnreadable(ex)) {
			// its own message may quote the answer
			return new SecretException(what + "it answered something that cannot be read.", ofEndpoint(),
					UnexpectedFailure.withoutMessages(ex, 0));
		}
		String reason = String.valueOf(ex.getMessage());
		if (reason.contains("credentials")) {
			return new SecretException(what + "there are no AWS credentials.",
					"In Lambda the function's role gives them; elsewhere sign in, or name a local JSON file: "
							+ "golambda.secrets.PREFIX=file:secret.json",
					ex);
		}
		if (reason.contains("region")) {
			return new SecretException(what + "there is no region.", "Give its ARN, or set AWS_REGION.", ex);
		}
		if (isUnknownHost(ex)) {
			return new SecretException(what + "its address is not known (" + reason + ").",
					"Check the region, that of the ARN or AWS_REGION; if it is right, the function's subnet has no way "
							+ "to the name server.",
					ex);
		}
		return new SecretException(what + "it did not answer (" + reason + ").",
				"Check that the function's subnet has a way to it: a NAT gateway, or a VPC endpoint for "
						+ (this == SECRETS_MANAGER ? "com.amazonaws.REGION.secretsmanager" : "com.amazonaws.REGION.ssm")
						+ " whose security group lets the function in.",
				ex);
	}

	private static boolean isUnreadable(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < 10; i++) {
			String message = String.valueOf(cause.getMessage());
			if (cause.getClass().getName().contains(".jackson.") || message.startsWith("Unable to unmarshall")
					|| message.startsWith("Unable to parse")) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	private static boolean isUnknownHost(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < 10; i++) {
			if (cause instanceof UnknownHostException) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	private String permissions(SecretId id) {
		return (this == PARAMETER_STORE && id.id().endsWith("/")) ? "ssm:GetParametersByPath" : this.permission;
	}

	private String resource(SecretId id) {
		if (Arn.isMeant(id.id())) {
			// AWS's own ARN ends with six characters that a name does not have
			return (this == PARAMETER_STORE || id.id().matches(".*-[A-Za-z0-9]{6}")) ? id.id() : id.id() + "-??????";
		}
		return "arn:" + partition() + ((this == SECRETS_MANAGER) ? ":secretsmanager:*:*:secret:" + id.id() + "-*"
				: ":ssm:*:*:parameter" + ("/" + id.id()).replaceFirst("^//", "/").replaceFirst("/$", "/*"));
	}

	private static String partition() {
		String region = String.valueOf(System.getenv("AWS_REGION"));
		return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
	}

	private static String forKey() {
		return "Allow the function's role kms:Decrypt on the key that encrypts it, in the role and in the key's policy.";
	}

}
