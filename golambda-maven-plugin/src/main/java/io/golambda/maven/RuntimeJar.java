package io.golambda.maven;

import java.nio.file.Path;

import org.eclipse.aether.artifact.Artifact;

/**
 * A jar of golambda's local runtime or Lambda's runtime client.
 *
 * @param fileName the name of the jar
 * @param file the jar, or the class folder of a module of this build
 */
record RuntimeJar(String fileName, Path file) {

	static RuntimeJar of(Artifact artifact) {
		String classifier = artifact.getClassifier();
		return new RuntimeJar(artifact.getArtifactId() + "-" + artifact.getBaseVersion()
				+ (classifier.isEmpty() ? "" : "-" + classifier) + ".jar", artifact.getFile().toPath());
	}

}
