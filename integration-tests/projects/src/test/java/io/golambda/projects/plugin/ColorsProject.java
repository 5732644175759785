package io.golambda.projects.plugin;

import java.nio.file.Path;

import io.golambda.projects.Maven;
import io.golambda.projects.ProjectFolder;

/**
 * Writes projects with the colors function, as users have them.
 */
final class ColorsProject {

	private static final String START = """
			<project xmlns="http://maven.apache.org/POM/4.0.0">
				<modelVersion>4.0.0</modelVersion>
			""";

	private static final String END = """
			</project>
			""";

	static final String STARTER = dependency("io.golambda", "golambda-spring-boot-starter", "");

	static final String GOLAMBDA_PLUGIN = golambdaPlugin("");

	static final String REPACKAGE = bootPlugin("repackage");

	static final String PROCESS_AOT = bootPlugin("process-aot");

	static final String APPLICATION = """
			package com.acme.colors;

			import java.util.function.Function;
			import java.util.stream.Collectors;

			import org.springframework.boot.SpringApplication;
			import org.springframework.boot.autoconfigure.SpringBootApplication;
			import org.springframework.context.annotation.Bean;

			import io.golambda.event.Event;

			@SpringBootApplication
			public class ColorsApplication {

				public static void main(String[] args) {
					SpringApplication.run(ColorsApplication.class, args);
				}

				@Bean
				Function<Event, String> colors() {
					return (event) -> event.decapSqs().stream()
						.map((record) -> record.text())
						.collect(Collectors.joining(":"));
				}

			}
			""";

	private ColorsProject() {
	}

	/**
	 * Writes the function into a project with Spring Boot's parent.
	 */
	static ProjectFolder write(Path folder, String dependencies, String plugins) {
		return writePom(folder, dependencies, plugins).write("src/main/java/com/acme/colors/ColorsApplication.java",
				APPLICATION);
	}

	/**
	 * Writes the build file of a project with Spring Boot's parent.
	 */
	static ProjectFolder writePom(Path folder, String dependencies, String plugins) {
		return writePom(folder, "", dependencies, plugins);
	}

	static ProjectFolder writePom(Path folder, String more, String dependencies, String plugins) {
		return ProjectFolder.at(folder)
			.write("pom.xml", START + """
					<parent>
						<groupId>org.springframework.boot</groupId>
						<artifactId>spring-boot-starter-parent</artifactId>
						<version>%s</version>
						<relativePath/>
					</parent>
					""".formatted(Maven.springBootVersion()) + body(folder, more, golambdaBom(), dependencies, plugins)
					+ END);
	}

	/**
	 * Writes the function into a project without a parent, with imported BOMs.
	 */
	static ProjectFolder writeWithoutParent(Path folder, String plugins) {
		String boms = importBom("org.springframework.boot", "spring-boot-dependencies", Maven.springBootVersion())
				+ golambdaBom();
		return ProjectFolder.at(folder)
			.write("pom.xml", START + body(folder, """
					<properties>
						<maven.compiler.release>17</maven.compiler.release>
						<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
					</properties>
					""", boms, STARTER, plugins) + END)
			.write("src/main/java/com/acme/colors/ColorsApplication.java", APPLICATION);
	}

	private static String body(Path folder, String more, String boms, String dependencies, String plugins) {
		return """
				<groupId>com.acme</groupId>
				<artifactId>%s</artifactId>
				<version>1.0</version>
				%s
				<dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
				<dependencies>%s</dependencies>
				<build><plugins>%s</plugins></build>
				""".formatted(folder.getFileName(), more, boms, dependencies, plugins);
	}

	static String dependency(String groupId, String artifactId, String more) {
		return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s</dependency>".formatted(groupId,
				artifactId, more);
	}

	static String golambdaPlugin(String configuration) {
		return """
				<plugin>
					<groupId>io.golambda</groupId>
					<artifactId>golambda-maven-plugin</artifactId>
					<version>%s</version>
					<configuration>%s</configuration>
					<executions><execution><goals><goal>package</goal></goals></execution></executions>
				</plugin>
				""".formatted(Maven.golambdaVersion(), configuration);
	}

	private static String bootPlugin(String goal) {
		return """
				<plugin>
					<groupId>org.springframework.boot</groupId>
					<artifactId>spring-boot-maven-plugin</artifactId>
					<executions><execution><id>%s</id><goals><goal>%s</goal></goals></execution></executions>
				</plugin>
				""".formatted(goal, goal);
	}

	private static String golambdaBom() {
		return importBom("io.golambda", "golambda-bom", Maven.golambdaVersion());
	}

	private static String importBom(String groupId, String artifactId, String version) {
		return dependency(groupId, artifactId,
				"<version>" + version + "</version><type>pom</type><scope>import</scope>");
	}

}
