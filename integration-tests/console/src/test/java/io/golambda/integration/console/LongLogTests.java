package io.golambda.integration.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that thousands of log lines leave the page small and usable.
 */
@ExtendWith(ConsoleExtension.class)
class LongLogTests {

	@Test
	void pageHoldsAWindowOfTheLines(ConsolePage page) {
		page.make("""
				{"id": 1, "customer": "Many", "quantity": 3000}""").run();
		eventually(() -> assertThat(lines(page)).isGreaterThan(3000));
		assertThat(page.count(".line")).isEqualTo(200);
		assertThat(page.count("*")).isLessThan(6000);

		page.find("#log-search").sendKeys("\"piece\":1234,");
		eventually(() -> assertThat(page.texts(".line")).singleElement().asString().contains("piece=1234"));
		page.find("#log-search").clear();
		page.find("#log-search").sendKeys("Piece packed");
		eventually(() -> assertThat(page.count(".line")).isEqualTo(200));
		page.script("[...document.querySelectorAll('.log .wide')].find((button) => !button.hidden).click()");
		eventually(() -> assertThat(page.text(".line")).contains("piece=201"));
	}

	private static int lines(ConsolePage page) {
		return Integer.parseInt(page.text(".log-tools [role=status]").replaceAll("\\D+.*", ""));
	}

}
