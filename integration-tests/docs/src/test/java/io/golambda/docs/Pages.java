package io.golambda.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pages that users read: README.md and all pages below docs.
 */
final class Pages {

	private Pages() {
	}

	static List<Page> all() {
		Path root = root();
		try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
			return Stream.concat(Stream.of(root.resolve("README.md")), docs)
				.filter((file) -> file.toString().endsWith(".md"))
				.sorted()
				.map(Pages::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Page page(String path) {
		return read(root().resolve(path));
	}

	/**
	 * Returns the blocks of all pages in one of the languages that are not marked as not
	 * run.
	 */
	static List<CodeBlock> blocks(String... languages) {
		return all().stream()
			.flatMap((page) -> page.blocks().stream())
			.filter((block) -> block.is(languages) && block.notRun().isEmpty())
			.toList();
	}

	static Path root() {
		Path folder = Path.of("").toAbsolutePath();
		while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
			folder = folder.getParent();
		}
		if (folder == null) {
			throw new IllegalStateException("No folder above the working directory contains mvnw");
		}
		return folder;
	}

	static String text(String path) {
		try {
			return Files.readString(root().resolve(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Page read(Path file) {
		String path = root().relativize(file).toString().replace('\\', '/');
		return Page.parse(path, text(path));
	}

}
