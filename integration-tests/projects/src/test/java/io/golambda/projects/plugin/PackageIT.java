package io.golambda.projects.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;
import io.golambda.local.LocalFunction;
import io.golambda.projects.Maven;
import io.golambda.projects.MavenResult;
import io.golambda.projects.ProjectFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packages projects by one Maven process and looks at their zips.
 */
class PackageIT {

	@TempDir
	static Path folder;

	static MavenResult result;

	@BeforeAll
	static void packageProjects() {
		ColorsProject
			.write(project("plain"),
					ColorsProject.STARTER + testKitWithWrongScope() + lombokAsOptional()
							+ ColorsProject.dependency("org.apache.commons", "commons-lang3", ""),
					ColorsProject.golambdaPlugin(
							"<excludes><exclude><groupId>org.apache.commons</groupId></exclude></excludes>"))
			.write("src/test/java/com/acme/colors/TestOnly.java", "package com.acme.colors; class TestOnly { }")
			.write("Dockerfile", "");
		ColorsProject.write(project("repackaged-before"), ColorsProject.STARTER,
				ColorsProject.REPACKAGE + ColorsProject.GOLAMBDA_PLUGIN);
		ColorsProject.write(project("repackaged-after"), ColorsProject.STARTER,
				ColorsProject.GOLAMBDA_PLUGIN + ColorsProject.REPACKAGE + ColorsProject.PROCESS_AOT);
		ColorsProject.writeWithoutParent(project("without-parent"), ColorsProject.GOLAMBDA_PLUGIN);
		writeModules();
		writeRefused();
		ProjectFolder.aggregate(folder, "plain", "repackaged-before", "repackaged-after", "without-parent", "rules",
				"colors-of-rules", "fat", "on-fat", "no-application", "no-function", "no-golambda", "two-applications",
				"too-new", "web-archive");
		result = Maven.withStagedArtifacts().run(folder, "--fail-at-end", "-DskipTests", "package");
	}

	private static Path project(String name) {
		return folder.resolve(name);
	}

	private static String testKitWithWrongScope() {
		return ColorsProject.dependency("io.golambda", "golambda-local", "");
	}

	private static String lombokAsOptional() {
		return ColorsProject.dependency("org.projectlombok", "lombok", "<optional>true</optional>");
	}

	private static void writeModules() {
		ColorsProject.writePom(project("rules"), "", "").write("src/main/java/com/acme/rules/Rules.java", """
				package com.acme.rules;

				public class Rules {

					public static String separator() {
						return "+";
					}

				}
				""");
		ColorsProject
			.writePom(project("colors-of-rules"),
					ColorsProject.STARTER + ColorsProject.dependency("com.acme", "rules", "<version>1.0</version>"),
					ColorsProject.golambdaPlugin("<startClass>com.acme.colors.ColorsApplication</startClass>"))
			.write("src/main/java/com/acme/colors/ColorsApplication.java",
					ColorsProject.APPLICATION.replace("Collectors.joining(\":\")",
							"Collectors.joining(com.acme.rules.Rules.separator())"))
			.write("src/main/java/com/acme/colors/OtherApplication.java", """
					package com.acme.colors;

					@org.springframework.boot.autoconfigure.SpringBootApplication
					class OtherApplication {

					}
					""");
	}

	private static void writeRefused() {
		ColorsProject.write(project("fat"), ColorsProject.STARTER, ColorsProject.REPACKAGE);
		ColorsProject.write(project("on-fat"),
				ColorsProject.STARTER + ColorsProject.dependency("com.acme", "fat", "<version>1.0</version>"),
				ColorsProject.GOLAMBDA_PLUGIN);
		ColorsProject.writePom(project("no-application"), ColorsProject.STARTER, ColorsProject.GOLAMBDA_PLUGIN)
			.write("src/main/java/com/acme/Order.java", "package com.acme; record Order(String id) { }");
		ColorsProject.writePom(project("no-function"), ColorsProject.STARTER, ColorsProject.GOLAMBDA_PLUGIN)
			.write("src/main/java/com/acme/OrdersApplication.java", """
					package com.acme;

					@org.springframework.boot.autoconfigure.SpringBootApplication
					class OrdersApplication {

						@org.springframework.context.annotation.Bean
						String orders() {
							return java.util.Optional.of("order").map((order) -> order + "s").get();
						}

					}
					""");
		ColorsProject
			.writePom(project("no-golambda"),
					ColorsProject.dependency("org.springframework.boot", "spring-boot-starter", ""),
					ColorsProject.GOLAMBDA_PLUGIN)
			.write("src/main/java/com/acme/OrdersApplication.java", """
					package com.acme;

					@org.springframework.boot.autoconfigure.SpringBootApplication
					class OrdersApplication {

					}
					""");
		ColorsProject.write(project("two-applications"), ColorsProject.STARTER, ColorsProject.GOLAMBDA_PLUGIN)
			.write("src/main/java/com/acme/colors/BlueApplication.java", """
					package com.acme.colors;

					@org.springframework.boot.autoconfigure.SpringBootApplication
					class BlueApplication {

					}
					""");
		ColorsProject.write(project("too-new"), ColorsProject.STARTER,
				ColorsProject.golambdaPlugin("<runtime>java11</runtime>"));
		ColorsProject
			.writePom(project("web-archive"), "<packaging>war</packaging>", ColorsProject.STARTER,
					ColorsProject.GOLAMBDA_PLUGIN)
			.write("src/main/webapp/WEB-INF/web.xml", "<web-app/>")
			.write("src/main/java/com/acme/colors/ColorsApplication.java", ColorsProject.APPLICATION);
	}

	@Test
	void zipHasTheStartScriptAndTheRuntimeDependencies() throws Exception {
		List<String> names = names(zip("plain"));
		assertThat(names).contains("start", "lib/plain-1.0.jar")
			.anyMatch((name) -> name.startsWith("lib/golambda-spring-boot-autoconfigure-"))
			.anyMatch((name) -> name.startsWith("lib/spring-boot-4"))
			.doesNotHaveDuplicates()
			.noneMatch((name) -> name.contains("golambda-local") || name.contains("lombok")
					|| name.contains("commons-lang3") || name.contains("runtime-interface-client"));
		try (ZipFile zip = ZipFile.builder().setPath(zip("plain")).get()) {
			ZipArchiveEntry start = zip.getEntry("start");
			assertThat(start.getUnixMode() & 0777).isEqualTo(0755);
			assertThat(zip.getEntry("lib/plain-1.0.jar").getUnixMode() & 0777).isEqualTo(0644);
		}
		assertThat(result.output()).contains("golambda-local is not deployed", "add <scope>test</scope> to it",
				"org.projectlombok:lombok is not deployed: it is optional");
	}

	@Test
	void applicationJarNamesTheApplicationAndHasNoTestClasses() throws Exception {
		byte[] jar = content(zip("plain"), "lib/plain-1.0.jar");
		try (JarInputStream content = new JarInputStream(new ByteArrayInputStream(jar))) {
			assertThat(content.getManifest().getMainAttributes().getValue("Start-Class"))
				.isEqualTo("com.acme.colors.ColorsApplication");
		}
		assertThat(entries(jar)).contains("com/acme/colors/", "com/acme/colors/ColorsApplication.class")
			.noneMatch((name) -> name.contains("TestOnly"));
	}

	@Test
	void outputHasTheLinesOfTheSamTemplate() {
		assertThat(result.output())
			.containsPattern("plain-1.0-lambda.zip: \\d+\\.\\d MB, unzipped \\d+\\.\\d MB, \\d+ jars")
			.contains("Handler: io.golambda.lambda.LambdaHandler", "Runtime: java25",
					"CodeUri: target/plain-1.0-lambda.zip", "MAIN_CLASS: com.acme.colors.ColorsApplication");
	}

	@Test
	void imageLayoutHasTheRuntimeClientAndTheTrainerApart() throws Exception {
		Path image = project("plain").resolve("target/golambda/image");
		assertThat(image.resolve("lib")).isDirectoryContaining("glob:**/aws-lambda-java-runtime-interface-client-*.jar")
			.isDirectoryContaining("glob:**/plain-1.0.jar")
			.isDirectoryNotContaining("glob:**/golambda-local-*.jar");
		assertThat(image.resolve("trainer")).isDirectoryContaining("glob:**/golambda-local-*.jar")
			.isDirectoryNotContaining("glob:**/golambda-spring-boot-autoconfigure-*.jar");
		assertThat(project("repackaged-before").resolve("target/golambda/image")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "repackaged-after" })
	void zipStartsOnTheRuntimeClient(String project) throws Exception {
		assertThat(answer(project)).isEqualTo("\"blue:orange\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "repackaged-before", "repackaged-after", "without-parent" })
	void zipDoesNotDependOnTheParentOrOnTheExecutableJarOfSpringBoot(String project) throws Exception {
		assertThat(names(zip(project)).stream().map((name) -> name.replace(project + "-1.0", "plain-1.0")))
			.containsExactlyInAnyOrderElementsOf(names(zip("plain")));
		assertThat(entries(content(zip(project), "lib/" + project + "-1.0.jar")))
			.contains("com/acme/colors/ColorsApplication.class")
			.noneMatch((name) -> name.startsWith("BOOT-INF/"));
	}

	@Test
	void zipHasTheOutputOfSpringAot() throws Exception {
		assertThat(entries(content(zip("repackaged-after"), "lib/repackaged-after-1.0.jar")))
			.contains("com/acme/colors/ColorsApplication__BeanDefinitions.class");
	}

	@Test
	void moduleOfTheSameBuildIsDeployedAsJar() throws Exception {
		assertThat(names(zip("colors-of-rules"))).contains("lib/rules-1.0.jar");
		assertThat(answer("colors-of-rules")).isEqualTo("\"blue+orange\"");
	}

	@Test
	void whatCannotWorkIsRefusedWithTheFix() {
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(failure("on-fat")).contains("com.acme:fat:1.0 is Spring Boot's executable jar",
				"<classifier>exec</classifier>");
		assertThat(failure("no-application")).contains("is annotated with @SpringBootApplication");
		assertThat(failure("no-function")).contains("No function was found", "@Bean Function<Event, String>");
		assertThat(failure("no-golambda")).contains("Add io.golambda:golambda-spring-boot-starter");
		assertThat(failure("two-applications")).contains("com.acme.colors.BlueApplication",
				"com.acme.colors.ColorsApplication", "<startClass>");
		assertThat(failure("too-new")).contains("is compiled for Java", "newer than the runtime java11",
				"<maven.compiler.release>11</maven.compiler.release>");
		assertThat(failure("web-archive")).contains("A function requires <packaging>jar</packaging>");
	}

	private static String failure(String project) {
		assertThat(project(project).resolve("target/" + project + "-1.0-lambda.zip")).doesNotExist();
		return result.output()
			.lines()
			.filter((line) -> line.contains("Failed to execute goal") && line.contains(" on project " + project + ":"))
			.findFirst()
			.orElseThrow(() -> new AssertionError(project + " is not refused:\n" + result.output()));
	}

	private static Path zip(String project) {
		Path zip = project(project).resolve("target/" + project + "-1.0-lambda.zip");
		assertThat(zip).as(() -> result.output()).exists();
		return zip;
	}

	private static String answer(String project) throws Exception {
		Path task = unzip(zip(project), Files.createTempDirectory(folder, "task"));
		try (LocalFunction function = LocalFunction.builder().taskRoot(task).start()) {
			return function.invoke(Event.encapSqs("blue", "orange")).join().text();
		}
	}

	private static Path unzip(Path zip, Path target) throws IOException {
		for (String name : names(zip)) {
			Path file = target.resolve(name);
			Files.createDirectories(file.getParent());
			Files.write(file, content(zip, name));
		}
		return target;
	}

	private static List<String> names(Path zip) throws IOException {
		try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
			return Collections.list(file.getEntries()).stream().map(ZipArchiveEntry::getName).toList();
		}
	}

	private static byte[] content(Path zip, String name) throws IOException {
		try (ZipFile file = ZipFile.builder().setPath(zip).get();
				InputStream content = file.getInputStream(file.getEntry(name))) {
			return content.readAllBytes();
		}
	}

	private static List<String> entries(byte[] jar) throws IOException {
		List<String> names = new ArrayList<>();
		try (ZipInputStream content = new ZipInputStream(new ByteArrayInputStream(jar))) {
			for (ZipEntry entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
				names.add(entry.getName());
			}
		}
		return names;
	}

}
