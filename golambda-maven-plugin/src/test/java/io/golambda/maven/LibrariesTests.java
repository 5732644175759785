package io.golambda.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LibrariesTests {

	@TempDir
	Path folder;

	@Test
	void jarsWithEqualNamesGetTheirGroupsAsPrefix() throws Exception {
		assertThat(names(artifact("com.acme", "model", ""), artifact("com.other", "model", ""),
				artifact("com.acme", "rules", "")))
			.containsExactly("com.acme-model-1.0.jar", "com.other-model-1.0.jar", "rules-1.0.jar");
	}

	@Test
	void starterWithoutClassesAndAnnotationProcessorAreNotDeployed() throws Exception {
		assertThat(names(artifact("com.acme", "starter", "dependencies-starter"),
				artifact("com.acme", "processor", "annotation-processor"), artifact("com.acme", "rules", "")))
			.containsExactly("rules-1.0.jar");
	}

	@Test
	void toolsForDevelopmentAndTestsAreNotDeployed() throws Exception {
		assertThat(names(artifact("org.springframework.boot", "spring-boot-devtools", ""),
				artifact("org.springframework.boot", "spring-boot-docker-compose", ""),
				artifact("io.golambda", "golambda-local", ""),
				artifact("io.golambda", "golambda-spring-boot-starter-test", "")))
			.isEmpty();
	}

	@Test
	void optionalDependencyIsDeployedIfIncluded() throws Exception {
		Artifact optional = artifact("com.acme", "rules", "");
		optional.setOptional(true);
		assertThat(names(optional)).isEmpty();
		assertThat(new Libraries(List.of(), true, new SystemStreamLog()).of(List.of(optional))).hasSize(1);
	}

	@Test
	void excludedDependencyIsNotDeployed() throws Exception {
		List<Exclude> excludes = List.of(new Exclude("com.acme", "rules", null), new Exclude("com.other", null, null));
		assertThat(new Libraries(excludes, false, new SystemStreamLog()).of(List.of(artifact("com.acme", "rules", ""),
				artifact("com.acme", "model", ""), artifact("com.other", "model", ""))))
			.extracting(Library::fileName)
			.containsExactly("model-1.0.jar");
	}

	private static List<String> names(Artifact... artifacts) throws IOException {
		return new Libraries(List.of(), false, new SystemStreamLog()).of(List.of(artifacts))
			.stream()
			.map(Library::fileName)
			.toList();
	}

	private Artifact artifact(String group, String name, String jarType) throws IOException {
		DefaultArtifactHandler handler = new DefaultArtifactHandler("jar");
		handler.setAddedToClasspath(true);
		Artifact artifact = new DefaultArtifact(group, name, "1.0", "runtime", "jar", null, handler);
		Path jar = this.folder.resolve(group + "-" + name + ".jar");
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		if (!jarType.isEmpty()) {
			manifest.getMainAttributes().putValue("Spring-Boot-Jar-Type", jarType);
		}
		new JarOutputStream(Files.newOutputStream(jar), manifest).close();
		artifact.setFile(jar.toFile());
		return artifact;
	}

}
