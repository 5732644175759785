package io.golambda.maven;

import org.jspecify.annotations.Nullable;

/**
 * A dependency that is not deployed, in the form of spring-boot-maven-plugin's excludes.
 */
public final class Exclude {

	private @Nullable String groupId;

	private @Nullable String artifactId;

	private @Nullable String classifier;

	/**
	 * Creates an exclude that Maven fills in from the build file.
	 */
	public Exclude() {
	}

	Exclude(@Nullable String groupId, @Nullable String artifactId, @Nullable String classifier) {
		this.groupId = groupId;
		this.artifactId = artifactId;
		this.classifier = classifier;
	}

	boolean matches(String groupId, String artifactId, @Nullable String classifier) {
		return groupId.equals(this.groupId) && (this.artifactId == null || artifactId.equals(this.artifactId))
				&& (this.classifier == null || this.classifier.equals(classifier));
	}

}
