package io.golambda.docs;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTests {

	@Test
	void readmeHasBetween500And900Words() {
		String visible = Pages.text("README.md").replaceAll("(?s)<!--.*?-->", " ");
		assertThat(visible.strip().split("\\s+")).hasSizeBetween(500, 900);
	}

	@Test
	void readmeShowsTheFunctionOfTheFirstPage() {
		String function = "event.decapSqs()";
		assertThat(Pages.page("README.md").blocks())
			.anyMatch((block) -> block.is("java") && block.code().contains(function));
		assertThat(Pages.page("docs/first-function.md").blocks())
			.anyMatch((block) -> block.is("java") && block.code().contains(function));
	}

}
