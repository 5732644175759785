package io.golambda.maven;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.maven.RepositoryUtils;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Resolves golambda's local runtime and Lambda's runtime client, which a project need not
 * declare.
 */
final class LocalRuntime {

	private static final String GOLAMBDA = "io.golambda";

	private static final String LAMBDA = "com.amazonaws";

	private static final String LAMBDA_CLIENT = "aws-lambda-java-runtime-interface-client";

	private final RepositorySystem repositorySystem;

	private final RepositorySystemSession session;

	private final MavenProject project;

	private final String version;

	/**
	 * Creates a resolver.
	 * @param pluginVersion the version of this plugin, which is used if the project's
	 * golambda is not an artifact of its own
	 */
	LocalRuntime(RepositorySystem repositorySystem, MavenSession session, MavenProject project, String pluginVersion) {
		this.repositorySystem = repositorySystem;
		this.session = session.getRepositorySession();
		this.project = project;
		this.version = project.getArtifacts()
			.stream()
			.filter((artifact) -> artifact.getGroupId().equals(GOLAMBDA)
					&& artifact.getArtifactId().equals("golambda-spring-boot-autoconfigure"))
			.map(org.apache.maven.artifact.Artifact::getBaseVersion)
			.findFirst()
			.orElse(pluginVersion);
	}

	/**
	 * Returns the jars that the local runtime needs beside those of the function.
	 */
	List<RuntimeJar> trainer(List<Library> libraries) throws MojoExecutionException {
		return without(libraries, resolve(new DefaultArtifact(GOLAMBDA, "golambda-local", "jar", this.version)));
	}

	/**
	 * Returns the jars of Lambda's runtime client.
	 */
	List<RuntimeJar> lambdaClient() throws MojoExecutionException {
		return lambdaClient(List.of());
	}

	/**
	 * Returns the jars of Lambda's runtime client that are not of the function.
	 */
	List<RuntimeJar> lambdaClient(List<Library> libraries) throws MojoExecutionException {
		return without(libraries, resolve(new DefaultArtifact(LAMBDA, LAMBDA_CLIENT, "jar", lambdaClientVersion())));
	}

	private static List<RuntimeJar> without(List<Library> libraries, List<Artifact> artifacts) {
		Set<String> present = new HashSet<>();
		libraries.forEach((library) -> present.add(library.id()));
		return artifacts.stream()
			.filter((artifact) -> !present.contains(artifact.getGroupId() + ":" + artifact.getArtifactId()))
			.map(RuntimeJar::of)
			.toList();
	}

	private String lambdaClientVersion() throws MojoExecutionException {
		ArtifactDescriptorRequest request = new ArtifactDescriptorRequest(
				new DefaultArtifact(GOLAMBDA, "golambda-bom", "pom", this.version),
				this.project.getRemoteProjectRepositories(), null);
		try {
			List<Dependency> managed = new ArrayList<>(managedByProject());
			managed
				.addAll(this.repositorySystem.readArtifactDescriptor(this.session, request).getManagedDependencies());
			return managed.stream()
				.map(Dependency::getArtifact)
				.filter((artifact) -> artifact.getGroupId().equals(LAMBDA)
						&& artifact.getArtifactId().equals(LAMBDA_CLIENT))
				.map(Artifact::getVersion)
				.findFirst()
				.orElseThrow(() -> new MojoExecutionException(
						"golambda-bom " + this.version + " does not manage " + LAMBDA_CLIENT + "."));
		}
		catch (ArtifactDescriptorException ex) {
			throw new MojoExecutionException(ex.getMessage(), ex);
		}
	}

	private List<Dependency> managedByProject() {
		DependencyManagement management = this.project.getDependencyManagement();
		return (management == null) ? List.of() : management.getDependencies()
			.stream()
			.map((dependency) -> RepositoryUtils.toDependency(dependency, this.session.getArtifactTypeRegistry()))
			.toList();
	}

	private List<Artifact> resolve(Artifact root) throws MojoExecutionException {
		CollectRequest collect = new CollectRequest(new Dependency(root, "runtime"),
				this.project.getRemoteProjectRepositories());
		collect.setManagedDependencies(managedByProject());
		try {
			return this.repositorySystem.resolveDependencies(this.session, new DependencyRequest(collect, null))
				.getArtifactResults()
				.stream()
				.map(ArtifactResult::getArtifact)
				.toList();
		}
		catch (DependencyResolutionException ex) {
			throw new MojoExecutionException(root + " cannot be resolved: " + ex.getMessage(), ex);
		}
	}

}
