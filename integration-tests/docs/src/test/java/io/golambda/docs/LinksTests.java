package io.golambda.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LinksTests {

	@Test
	void everyRelativeLinkAndAnchorExists() {
		List<String> problems = new ArrayList<>();
		for (Page page : Pages.all()) {
			problems.addAll(problemsOf(page));
		}
		assertThat(problems).isEmpty();
	}

	@Test
	void missingFileAndMissingAnchorAreReported() {
		Page page = Page.parse("docs/x.md",
				"""
						# A page, with `code` & more

						[here](#a-page-with-code--more) [file](nothing.md) [anchor](../README.md#nothing) ![image](images/nothing.png)
						`[not a link](nothing.md)`
						""");
		assertThat(problemsOf(page)).hasSize(3);
	}

	@Test
	void everyPageIsLinkedFromTheIndex() {
		List<String> links = Pages.page("docs/README.md").links();
		assertThat(Pages.all())
			.filteredOn((page) -> page.path().startsWith("docs/") && !page.path().endsWith("README.md"))
			.allSatisfy((page) -> assertThat(links).contains(page.path().substring("docs/".length())));
	}

	@Test
	void everyPageBeginsWithItsTitle() {
		assertThat(Pages.all()).allSatisfy((page) -> {
			assertThat(Pages.text(page.path())).as(page.path()).startsWith("# ");
			assertThat(page.headings()).as(page.path()).isNotEmpty();
		});
	}

	private static List<String> problemsOf(Page page) {
		List<String> problems = new ArrayList<>();
		for (String link : page.links()) {
			if (link.startsWith("http://localhost") || link.startsWith("https://") || link.startsWith("mailto:")) {
				continue;
			}
			String[] parts = link.split("#", 2);
			Path file = parts[0].isEmpty() ? Path.of(page.path())
					: Path.of(page.path()).resolveSibling(parts[0]).normalize();
			boolean own = file.equals(Path.of(page.path()));
			if (!own && !Files.exists(Pages.root().resolve(file))) {
				problems.add(page.path() + ": The file of " + link + " does not exist.");
			}
			else if (parts.length == 2 && !target(page, file).anchors().contains(parts[1])) {
				problems.add(page.path() + ": " + file + " has no anchor #" + parts[1] + ". It has "
						+ target(page, file).anchors());
			}
		}
		return problems;
	}

	private static Page target(Page page, Path file) {
		String path = file.toString().replace('\\', '/');
		return path.equals(page.path()) ? page : Pages.page(path);
	}

}
