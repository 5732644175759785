package io.golambda.secret;

import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	private static final String OPTIONAL = "optional:";

	static SecretId of(String id) {
		if (id.startsWith(OPTIONAL)) {
			throw new SecretException(id + " is not an ARN or a name.",
					"Leave out " + OPTIONAL + ", which is for golambda.secrets.* and golambda.parameters.*.");
		}
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

	static boolean isOptional(String id) {
		return id.startsWith(OPTIONAL);
	}

	static String withoutOptional(String id) {
		return isOptional(id) ? id.substring(OPTIONAL.length()).trim() : id;
	}

	/**
	 * The property, the id and the version, for a message.
	 */
	String describe() {
		String described = (this.property != null) ? this.property + "=" + this.id : this.id;
		return hasVersion() ? described + " (" + version() + ")" : described;
	}

	/**
	 * Whether it ends like a path of Parameter Store, and does not begin like one.
	 */
	boolean isPathWithoutRoot() {
		return this.property != null && this.property.startsWith(SecretProperties.PARAMETERS) && this.id.endsWith("/")
				&& !this.id.matches("(/|arn:|file:|classpath:|\\$\\{).*");
	}

	boolean hasVersion() {
		return this.versionStage != null || this.versionId != null;
	}

	private String version() {
		return Stream
			.of((this.versionStage != null) ? "version-stage=" + this.versionStage : "",
					(this.versionId != null) ? "version-id=" + this.versionId : "")
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining(", "));
	}

}
