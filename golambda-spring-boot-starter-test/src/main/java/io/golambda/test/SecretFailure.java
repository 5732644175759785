package io.golambda.test;

/**
 * A failure of Secrets Manager or Parameter Store, for {@link SecretsStandIn#fail}.
 */
public enum SecretFailure {

	/**
	 * The secret or parameter does not exist.
	 */
	NOT_FOUND(400, "ResourceNotFoundException", "ParameterNotFound",
			"Secrets Manager can't find the specified secret."),

	/**
	 * The function's role may not read it.
	 */
	ACCESS_DENIED(400, "AccessDeniedException", "AccessDeniedException",
			"User: arn:aws:sts::123456789012:assumed-role/function/function is not authorized to read it because no "
					+ "identity-based policy allows the action"),

	/**
	 * The function's role may not use the KMS key that encrypts it.
	 */
	DECRYPTION_FAILED(400, "DecryptionFailure", "InvalidKeyId",
			"Secrets Manager can't decrypt the secret value using the specified KMS key."),

	/**
	 * Too many requests at a time. The AWS SDK retries before it fails.
	 */
	THROTTLED(400, "ThrottlingException", "ThrottlingException", "Rate exceeded"),

	/**
	 * The service fails. The AWS SDK retries before it fails.
	 */
	INTERNAL_ERROR(500, "InternalServiceError", "InternalServerError", "An error occurred on the server side.");

	private final int status;

	private final String secretsManagerCode;

	private final String parameterStoreCode;

	private final String message;

	SecretFailure(int status, String secretsManagerCode, String parameterStoreCode, String message) {
		this.status = status;
		this.secretsManagerCode = secretsManagerCode;
		this.parameterStoreCode = parameterStoreCode;
		this.message = message;
	}

	int status() {
		return this.status;
	}

	String code(boolean parameter) {
		return parameter ? this.parameterStoreCode : this.secretsManagerCode;
	}

	String message() {
		return this.message;
	}

}
