package io.golambda.projects.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.golambda.projects.Maven;
import io.golambda.projects.MavenResult;
import io.golambda.projects.ProjectFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Types in the files that the page on the first function shows under "By hand", and
 * follows it.
 */
class FirstFunctionPageIT {

	private static final Pattern FILE = Pattern
		.compile("`([\\w./-]+\\.(?:xml|java|json))`[^`]*\\n\\n```\\w+\\n(.*?)\\n```", Pattern.DOTALL);

	@TempDir
	static Path folder;

	private static MavenResult result;

	@BeforeAll
	static void followThePage() throws IOException {
		String byHand = Files.readString(page()).split("## By hand")[1];
		ProjectFolder project = ProjectFolder.at(folder);
		Matcher file = FILE.matcher(byHand);
		int files = 0;
		while (file.find()) {
			project.write(file.group(1), file.group(2)
				.replace("<version>4.1.1</version>", "<version>" + Maven.springBootVersion() + "</version>"));
			files++;
		}
		assertThat(files).as("files on the page").isEqualTo(5);
		result = Maven.withStagedArtifacts()
			.run(folder, "-q", "package", "golambda:invoke", "-Devent=src/test/events/colors.json");
	}

	@Test
	void testSucceedsAndTheEventIsAnswered() {
		assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
		assertThat(result.output()).contains("\"blue:orange\"");
		assertThat(folder.resolve("target/surefire-reports")).isDirectoryContaining("glob:**ColorsTests.xml");
	}

	@Test
	void zipIsWritten() {
		assertThat(folder.resolve("target/colors-lambda.zip")).isNotEmptyFile();
	}

	private static Path page() {
		Path parent = Path.of("").toAbsolutePath();
		while (!Files.exists(parent.resolve("mvnw"))) {
			parent = parent.getParent();
		}
		return parent.resolve("docs/first-function.md");
	}

}
