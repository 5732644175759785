package io.golambda.secret;

import org.jspecify.annotations.Nullable;

/**
 * Which secret or parameter is meant, and who says so.
 *
 * @param property the property that names it, or {@code null} if code does
 * @param id its ARN or name
 * @param versionStage the stage of its version, or {@code null} for the current one
 * @param versionId the id of its version, or {@code null}
 */
record SecretId(@Nullable String property, String id, @Nullable String versionStage, @Nullable String versionId) {

	static SecretId of(String id) {
		return new SecretId(null, id, null, null);
	}

	/**
	 * The region of its ARN.
	 * @return {@code null} if it is only a name
	 * @throws SecretException if it looks like an ARN and is none
	 */
	@Nullable String region(String service) {
		if (!Arn.isMeant(this.id)) {
			return null;
		}
		return Arn.of(service, this.id)
			.map(Arn::region)
			.orElseThrow(() -> new SecretException(describe() + " is no ARN of " + AwsFailure.nameOf(service) + ".",
					"Expected is "
							+ (service.equals("ssm") ? "arn:aws:ssm:REGION:ACCOUNT:parameter/NAME"
									: "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX")
							+ ", or just the name."));
	}

	/**
	 * The property and the id, for a message.
	 */
	String describe() {
		return (this.property != null) ? this.property + "=" + this.id : this.id;
	}

}
