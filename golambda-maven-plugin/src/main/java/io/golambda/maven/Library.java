package io.golambda.maven;

import java.nio.file.Path;

import org.apache.maven.artifact.Artifact;

/**
 * A dependency that is deployed.
 *
 * @param artifact the dependency
 * @param fileName the name of its jar in {@code lib/}, unique in the function
 */
record Library(Artifact artifact, String fileName) {

	/**
	 * Returns the jar, or the class folder of a module of this build.
	 */
	Path file() {
		return this.artifact.getFile().toPath();
	}

	String id() {
		return this.artifact.getGroupId() + ":" + this.artifact.getArtifactId();
	}

	/**
	 * Returns the coordinates for messages.
	 */
	String coordinates() {
		return id() + ":" + this.artifact.getBaseVersion();
	}

}
