package io.golambda.maven;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Selects the dependencies that are deployed: those that Spring Boot would package,
 * without golambda's local runtime and test kit.
 */
final class Libraries {

	private static final Set<String> OF_GOLAMBDA_FOR_TESTS = Set.of("io.golambda:golambda-local",
			"io.golambda:golambda-spring-boot-starter-test");

	private static final Set<String> OF_BOOT_FOR_DEVELOPMENT = Set.of("org.springframework.boot:spring-boot-devtools",
			"org.springframework.boot:spring-boot-docker-compose");

	private static final Set<String> WITHOUT_RUN_TIME_CLASSES = Set.of("annotation-processor", "dependencies-starter",
			"development-tool");

	private final List<Exclude> excludes;

	private final boolean includeOptional;

	private final Log log;

	Libraries(List<Exclude> excludes, boolean includeOptional, Log log) {
		this.excludes = excludes;
		this.includeOptional = includeOptional;
		this.log = log;
	}

	/**
	 * Selects from the artifacts of the project's runtime class path.
	 */
	List<Library> of(Collection<Artifact> artifacts) throws IOException {
		List<Artifact> deployed = new ArrayList<>();
		Map<String, Integer> names = new HashMap<>();
		for (Artifact artifact : artifacts) {
			if (isDeployed(artifact)) {
				deployed.add(artifact);
				names.merge(fileName(artifact), 1, Integer::sum);
			}
		}
		return deployed.stream().map((artifact) -> {
			String name = fileName(artifact);
			return new Library(artifact, (names.get(name) > 1) ? artifact.getGroupId() + "-" + name : name);
		}).toList();
	}

	private boolean isDeployed(Artifact artifact) throws IOException {
		if (!artifact.getArtifactHandler().isAddedToClasspath() || Artifact.SCOPE_SYSTEM.equals(artifact.getScope())) {
			return leaveOut(artifact, "it is not part of Maven's runtime class path");
		}
		String id = artifact.getGroupId() + ":" + artifact.getArtifactId();
		if (OF_GOLAMBDA_FOR_TESTS.contains(id)) {
			this.log.warn(id + " is not deployed, but what it depends on may be: add <scope>test</scope> to it.");
			return false;
		}
		if (OF_BOOT_FOR_DEVELOPMENT.contains(id)) {
			return leaveOut(artifact, "it is for development");
		}
		for (Exclude exclude : this.excludes) {
			if (exclude.matches(artifact.getGroupId(), artifact.getArtifactId(), artifact.getClassifier())) {
				return leaveOut(artifact, "it is excluded");
			}
		}
		if (artifact.isOptional() && !this.includeOptional) {
			return leaveOut(artifact, "it is optional; <includeOptional>true</includeOptional> deploys it");
		}
		String type = jarType(artifact);
		if (type != null && WITHOUT_RUN_TIME_CLASSES.contains(type)) {
			this.log.debug(id + " is not deployed: its manifest says that it is of type " + type + ".");
			return false;
		}
		return true;
	}

	private boolean leaveOut(Artifact artifact, String reason) {
		this.log.info(artifact.getGroupId() + ":" + artifact.getArtifactId() + " is not deployed: " + reason + ".");
		return false;
	}

	private static @Nullable String jarType(Artifact artifact) throws IOException {
		if (!artifact.getFile().isFile()) {
			return null;
		}
		try (JarFile jar = new JarFile(artifact.getFile())) {
			Manifest manifest = jar.getManifest();
			return (manifest != null) ? manifest.getMainAttributes().getValue("Spring-Boot-Jar-Type") : null;
		}
	}

	// the same whether the artifact comes from a repository or from this build
	private static String fileName(Artifact artifact) {
		String classifier = artifact.getClassifier();
		return artifact.getArtifactId() + "-" + artifact.getBaseVersion()
				+ ((classifier != null && !classifier.isEmpty()) ? "-" + classifier : "") + ".jar";
	}

}
