package io.golambda.secret;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The properties below {@code golambda.secrets.<prefix>}.
 *
 * @param id the ARN or name, unless {@code golambda.secrets.<prefix>} itself holds it
 * @param versionStage the staging label of the version
 * @param versionId the id of the version
 * @param format the format of the secret
 */
record SecretAttributes(@Nullable String id, @Nullable String versionStage, @Nullable String versionId,
		@DefaultValue("json") SecretFormat format) {

	private static final Set<String> NAMES = Set.of("id", "versionstage", "versionid", "format");

	/**
	 * Returns whether a name below {@code golambda.secrets} is that of an attribute, and
	 * not a prefix.
	 */
	static boolean isAttribute(ConfigurationPropertyName name) {
		return name.getNumberOfElements() > 1 && NAMES.contains(name.getLastElement(Form.UNIFORM));
	}

}
