package io.golambda.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

/**
 * Tests what a release publishes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseTests {

	private ReleaseBuild release;

	@BeforeAll
	void build() throws Exception {
		this.release = ReleaseBuild.run("first");
	}

	@Test
	void publishesTheModulesForUsersAndNothingElse() throws IOException {
		assertThat(this.release.artifactIds()).isEqualTo(modules());
	}

	@Test
	void eachJarHasSourcesJavadocAndListOfDependencies() throws IOException {
		for (String module : jars()) {
			String start = module + "-" + ReleaseBuild.VERSION;
			assertThat(this.release.files(module)).containsExactlyInAnyOrder(start + ".jar", start + ".pom",
					start + "-sources.jar", start + "-javadoc.jar", start + "-cyclonedx.json");
		}
	}

	@Test
	void eachJarHasTheLicence() throws IOException {
		String licence = Files.readString(ReleaseBuild.CHECKOUT.resolve("LICENSE"));
		for (String module : jars()) {
			try (ZipFile jar = new ZipFile(this.release.file(module, ".jar").toFile())) {
				assertThat(jar.getEntry("META-INF/LICENSE")).as(module).isNotNull();
				assertThat(jar.getInputStream(jar.getEntry("META-INF/LICENSE"))).hasContent(licence);
			}
		}
	}

	@Test
	void eachClassHasItsSourceAndPublicTypesHaveJavadoc() throws IOException {
		for (String module : jars()) {
			List<String> sources = entries(this.release.file(module, "-sources.jar"));
			List<String> classes = entries(this.release.file(module, ".jar")).stream()
				.filter((name) -> name.matches("io/golambda/[^$]+\\.class") && !name.endsWith("package-info.class"))
				.map((name) -> name.replace(".class", ".java"))
				.toList();
			assertThat(sources).as(module).containsAll(classes);
			if (!classes.isEmpty()) {
				assertThat(entries(this.release.file(module, "-javadoc.jar"))).as(module).contains("index.html");
			}
		}
	}

	@Test
	void eachPomStandsAloneAndNamesLicenceAuthorsAndSource() throws Exception {
		for (String module : modules()) {
			Path file = this.release.file(module, ".pom");
			Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
			assertThat(pom.getElementsByTagName("parent").getLength()).as(module).isZero();
			assertThat(contentOf(file.toFile())).as(module).doesNotContain("SNAPSHOT");
			for (String name : List.of("name", "description", "url", "licenses", "developers", "scm")) {
				assertThat(pom.getElementsByTagName(name).getLength()).as(module + ": " + name).isPositive();
			}
			NodeList dependencies = pom.getElementsByTagName("dependency");
			for (int i = 0; i < dependencies.getLength(); i++) {
				Element dependency = (Element) dependencies.item(i);
				assertThat(text(dependency, "version")).as(module + ": " + text(dependency, "artifactId")).isNotEmpty();
				assertThat(text(dependency, "scope")).isNotEqualTo("test");
			}
			assertThat(contentOf(file.toFile())).as(module).doesNotContain("<repositories>");
		}
	}

	@Test
	void projectWithoutParentUsesTheRelease() throws Exception {
		String output = this.release.useIn("consumer", """
				<project>
					<modelVersion>4.0.0</modelVersion>
					<groupId>com.acme</groupId>
					<artifactId>colors</artifactId>
					<version>1</version>
					<repositories>
						<repository>
							<id>release</id>
							<url>REPOSITORY</url>
						</repository>
					</repositories>
					<dependencies>
						<dependency>
							<groupId>io.golambda</groupId>
							<artifactId>golambda-spring-boot-starter-secrets</artifactId>
							<version>0.1.0</version>
						</dependency>
						<dependency>
							<groupId>io.golambda</groupId>
							<artifactId>golambda-spring-boot-starter-test</artifactId>
							<version>0.1.0</version>
							<scope>test</scope>
						</dependency>
						<dependency>
							<groupId>io.golambda</groupId>
							<artifactId>golambda-local</artifactId>
							<version>0.1.0</version>
							<scope>test</scope>
						</dependency>
					</dependencies>
				</project>
				""", "org.apache.maven.plugins:maven-dependency-plugin:3.10.0:tree");
		assertThat(output)
			.contains("io.golambda:golambda-spring-boot-autoconfigure:jar:0.1.0:compile",
					"io.golambda:golambda-local:jar:0.1.0:test", "io.sentry:sentry-spring-boot-4-starter")
			.doesNotContain("golambda-parent", "spring-boot-starter-webflux", "apache5-client", "netty");
	}

	@Test
	void secondBuildInAnotherFolderGivesTheSameBytes() throws Exception {
		ReleaseBuild second = this.release.again("second/in another folder", "-Dmaven.javadoc.skip");
		for (String module : modules()) {
			for (String name : this.release.files(module)) {
				if (!name.endsWith("-javadoc.jar")) {
					assertThat(second.artifact(module).resolve(name))
						.hasSameBinaryContentAs(this.release.artifact(module).resolve(name));
				}
			}
		}
	}

	@Test
	void licencesOfDependenciesAreListedAndPermitUse() throws IOException {
		ThirdParty dependencies = ThirdParty
			.read(jars().stream().map((module) -> this.release.file(module, "-cyclonedx.json")).toList());
		assertThat(dependencies.withoutPermissiveLicence()).isEmpty();
		assertThat(contentOf(ReleaseBuild.CHECKOUT.resolve("THIRD-PARTY.md").toFile()))
			.as("THIRD-PARTY.md differs from what the build uses: replace it with the expected text")
			.isEqualTo(dependencies.page());
	}

	/**
	 * Returns the modules in the root folder, all of which users need.
	 */
	private static List<String> modules() throws IOException {
		try (Stream<Path> folders = Files.list(ReleaseBuild.CHECKOUT)) {
			return folders.filter((folder) -> Files.exists(folder.resolve("pom.xml")))
				.map((folder) -> folder.getFileName().toString())
				.filter((name) -> name.startsWith("golambda-"))
				.sorted()
				.toList();
		}
	}

	private static List<String> jars() throws IOException {
		return modules().stream().filter((module) -> !module.equals("golambda-bom")).toList();
	}

	private static List<String> entries(Path jar) throws IOException {
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			return zip.stream().map((entry) -> entry.getName()).toList();
		}
	}

	private static String text(Element element, String name) {
		NodeList found = element.getElementsByTagName(name);
		return (found.getLength() > 0) ? found.item(0).getTextContent() : "";
	}

}
