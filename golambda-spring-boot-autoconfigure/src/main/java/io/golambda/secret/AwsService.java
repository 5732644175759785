package io.golambda.secret;

/**
 * The services of AWS that hold secrets, and what they call their own.
 */
enum AwsService {

	SECRETS_MANAGER("Secrets Manager", "secretsmanager", "secret:",
			"arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX"),

	PARAMETER_STORE("Parameter Store", "ssm", "parameter/", "arn:aws:ssm:REGION:ACCOUNT:parameter/NAME");

	private final String displayName;

	private final String code;

	private final String resourceType;

	private final String arnFormat;

	AwsService(String displayName, String code, String resourceType, String arnFormat) {
		this.displayName = displayName;
		this.code = code;
		this.resourceType = resourceType;
		this.arnFormat = arnFormat;
	}

	String displayName() {
		return this.displayName;
	}

	/**
	 * Returns the name of the service in ARNs, IAM actions and the AWS CLI.
	 */
	String code() {
		return this.code;
	}

	/**
	 * Returns what the resource of an ARN begins with.
	 */
	String resourceType() {
		return this.resourceType;
	}

	String arnFormat() {
		return this.arnFormat;
	}

}
