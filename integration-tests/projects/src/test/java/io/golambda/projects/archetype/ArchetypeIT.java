package io.golambda.projects.archetype;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.projects.Maven;
import io.golambda.projects.MavenResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds projects that the archetype generates with all of its options.
 */
class ArchetypeIT {

	@TempDir
	static Path folder;

	static Maven maven;

	static GeneratedProjects projects;

	static MavenResult build;

	@BeforeAll
	static void buildProjects() {
		maven = Maven.withStagedArtifacts();
		projects = GeneratedProjects.copyTo(folder.resolve("projects"));
		build = projects.build(maven);
	}

	static List<String> names() {
		return projects.names();
	}

	static List<String> builtNames() {
		return projects.builtNames();
	}

	@Test
	void allOptionsAreGenerated() {
		assertThat(names()).hasSize(14)
			.contains("java-sqs", "java-sns", "java-kinesis", "java-dynamodb", "java-s3", "java-kafka",
					"java-eventbridge");
	}

	@Test
	void projectsCompileWithoutWarnings() {
		build.succeeded();
		assertThat(build.output().lines()).filteredOn((line) -> line.startsWith("[WARNING]"))
			.noneMatch((line) -> line.contains(".java") || line.contains(".kt") || line.contains("source value"));
	}

	@ParameterizedTest
	@MethodSource("builtNames")
	void testsOfTheProjectPassAndItIsPackaged(String name) throws Exception {
		try (Stream<Path> reports = Files.list(projects.path(name).resolve("target/surefire-reports"))) {
			Path report = reports.filter((file) -> file.toString().endsWith(".txt")).findFirst().orElseThrow();
			Matcher summary = Pattern.compile("Tests run: (\\d+), Failures: 0, Errors: 0, Skipped: 0")
				.matcher(Files.readString(report));
			assertThat(summary.find()).isTrue();
			assertThat(Integer.parseInt(summary.group(1))).isGreaterThanOrEqualTo(3);
		}
		assertThat(projects.path(name).resolve("target/" + name + "-lambda.zip")).isNotEmptyFile();
	}

	@ParameterizedTest
	@MethodSource("names")
	void projectHasNoFilesOfOtherOptions(String name) throws Exception {
		boolean kotlin = name.startsWith("kotlin");
		try (Stream<Path> files = Files.walk(projects.path(name))) {
			List<String> sources = files.map((file) -> projects.path(name).relativize(file).toString())
				.filter((file) -> file.startsWith("src"))
				.toList();
			assertThat(sources).noneMatch((file) -> file.endsWith(kotlin ? ".java" : ".kt"))
				.filteredOn((file) -> file.endsWith(".json") && file.contains("events"))
				.hasSize(2);
		}
		for (String file : List.of("README.md", "template.yaml", "Dockerfile", "pom.xml")) {
			assertThat(projects.path(name).resolve(file)).content()
				.doesNotContain("#if", "#set", "#end", "$h2", "${artifactId}", "${source}", "\\$");
		}
		assertThat(projects.path(name).resolve("README.md")).content().contains("## Test", "## Deploy");
	}

	@Test
	void packagedFunctionRunsOnTheRuntimeClient() throws Exception {
		Path project = projects.path("java-sqs");
		try (LocalFunction function = LocalFunction.builder()
			.taskRoot(project.resolve("target/golambda/task"))
			.start()) {
			FunctionAnswer accepted = function
				.invoke(Event.of(Files.readString(project.resolve("src/test/events/orders.json"))))
				.join();
			assertThat(accepted.text()).isEqualTo("{\"batchItemFailures\":[]}");
			FunctionAnswer rejected = function
				.invoke(Event.of(Files.readString(project.resolve("src/test/events/one-rejected.json"))))
				.join();
			assertThat(rejected.text())
				.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"2e1424d4-f796-459a-8184-9c92662be6da\"}]}");
		}
	}

	@Test
	void oneCommandGeneratesProjectWithDefaults() throws Exception {
		Path created = Files.createDirectories(folder.resolve("command"));
		generate(created, "-DartifactId=orders-api").succeeded();
		Path project = created.resolve("orders-api");
		assertThat(project.resolve("mvnw")).isExecutable();
		assertThat(project.resolve(".gitignore")).content().contains("target/");
		assertThat(project.resolve(".mvn/wrapper/maven-wrapper.properties")).exists();
		assertThat(project.resolve(".github/workflows/build.yml")).content().contains("./mvnw -B -ntp verify");
		assertThat(project.resolve("src/main/java/com/acme/OrdersApiApplication.java")).content()
			.contains("Function<Event, BatchResponse> orders(OrderService service)");
		assertThat(project.resolve("pom.xml")).content()
			.contains("<version>" + Maven.springBootVersion() + "</version>",
					"<golambda.version>" + Maven.golambdaVersion() + "</golambda.version>");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					-Dsource=sqz              | -Dsource=sqz is not valid: expected one of sqs, sns, kinesis, dynamodb, s3, kafka, eventbridge.
					-Dsecrets=yes             | -Dsecrets=yes is not valid: expected one of true, false.
					-DspringBootVersion=3.5.0 | -DspringBootVersion=3.5.0 is not valid: expected a version of Spring Boot 4
					""")
	void invalidOptionFailsWithWhatWasExpected(String option, String message) throws Exception {
		Path created = Files.createTempDirectory(folder, "invalid");

		MavenResult result = generate(created, "-DartifactId=orders", option);

		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains(message);
		assertThat(created).isEmptyDirectory();
	}

	private static MavenResult generate(Path folder, String... options) {
		return maven.run(folder,
				Stream.concat(
						Stream.of("org.apache.maven.plugins:maven-archetype-plugin:3.4.1:generate",
								"-DarchetypeCatalog=local", "-DarchetypeGroupId=io.golambda",
								"-DarchetypeArtifactId=golambda-archetype",
								"-DarchetypeVersion=" + Maven.golambdaVersion(), "-DgroupId=com.acme"),
						Stream.of(options))
					.toArray(String[]::new));
	}

}
