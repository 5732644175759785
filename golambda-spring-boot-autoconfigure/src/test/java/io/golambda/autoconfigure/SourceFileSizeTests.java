package io.golambda.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no class is too large, which usually means that it has more than one job.
 */
class SourceFileSizeTests {

	@Test
	void mainClassesHaveAtMost450Lines() throws IOException {
		assertThat(filesWithMoreLines("src/main/java", 450)).isEmpty();
	}

	@Test
	void testClassesHaveAtMost500Lines() throws IOException {
		assertThat(filesWithMoreLines("src/test/java", 500)).isEmpty();
	}

	private static List<String> filesWithMoreLines(String folder, int limit) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(folder))) {
			return files.filter((file) -> file.toString().endsWith(".java") && lines(file) > limit)
				.map((file) -> file.getFileName() + " has " + lines(file) + " lines")
				.toList();
		}
	}

	private static long lines(Path file) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
