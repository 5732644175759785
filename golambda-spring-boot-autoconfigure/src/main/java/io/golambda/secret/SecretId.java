package io.golambda.secret;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a secret or parameter, and remembers the property that names it.
 *
 * @param service the service that holds it
 * @param property the property, or {@code null} if the id was passed to a method
 * @param id the ARN or name, or a local file
 * @param versionStage the staging label of the version, or {@code null} for the current
 * version
 * @param versionId the id of the version, or {@code null}
 */
record SecretId(AwsService service, @Nullable String property, String id, @Nullable String versionStage,
		@Nullable String versionId) {

	static SecretId of(String id) {
		if (id.startsWith(NamedSecret.OPTIONAL)) {
			throw new SecretException(id + " is not an ARN or a name.", "Remove " + NamedSecret.OPTIONAL
					+ ", which only golambda.secrets.* and golambda.parameters.* support.");
		}
		return new SecretId(AwsService.SECRETS_MANAGER, null, id, null, null);
	}

	/**
	 * Returns the region of the ARN.
	 * @return the region, or {@code null} if the id is a name
	 * @throws SecretException if the id is an invalid ARN
	 */
	@Nullable String region() {
		if (!Arn.isArn(this.id)) {
			return null;
		}
		return Arn.of(this.service, this.id)
			.map(Arn::region)
			.orElseThrow(() -> new SecretException(describe() + " is not an ARN of " + this.service.displayName() + ".",
					"Expected " + this.service.arnFormat() + ", or just the name."));
	}

	/**
	 * Returns the property, the id and the version for a message.
	 */
	String describe() {
		String described = assignment();
		return hasVersion() ? described + " (" + version() + ")" : described;
	}

	/**
	 * Returns the line of a properties file that names the secret, or just its id.
	 */
	String assignment() {
		return (this.property != null) ? this.property + "=" + this.id : this.id;
	}

	boolean isLocal() {
		return this.id.startsWith("file:") || this.id.startsWith("classpath:");
	}

	/**
	 * Returns whether the id is a path of Parameter Store, which stands for all
	 * parameters below it.
	 */
	boolean isPath() {
		return this.id.endsWith("/");
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
