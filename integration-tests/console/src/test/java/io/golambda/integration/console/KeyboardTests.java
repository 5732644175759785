package io.golambda.integration.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the console without a mouse.
 */
@ExtendWith(ConsoleExtension.class)
class KeyboardTests {

	@Test
	void eventIsMadeAndRunAndItsLogRead(ConsolePage page) {
		page.press(Keys.ALT, "1");
		tabTo(page, "#panel-make .record textarea");
		page.press(Keys.CONTROL, "a");
		page.type(ConsolePage.REJECTED);
		eventually(() -> assertThat(page.event()).contains("Grace"));
		page.answered(() -> page.press(Keys.CONTROL, Keys.ENTER));
		assertThat(page.state()).isEqualTo("failed");
		eventually(() -> assertThat(page.all(".folded")).isNotEmpty());

		page.type(Keys.ESCAPE);
		page.type("x");
		assertThat(page.all(".folded[open]")).isNotEmpty();
		page.type("/");
		// faster than the page searches
		page.type("received", Keys.ARROW_DOWN);
		eventually(() -> assertThat(focused(page)).contains("Order received"));
		page.type(Keys.ARROW_RIGHT);
		eventually(() -> assertThat(page.text(".line details[open] .tree")).contains("customer: Grace"));
	}

	@Test
	void historyIsReadByArrowsAndKeys(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run().run();
		int last = page.number();
		page.type("j");
		eventually(() -> assertThat(page.number()).isEqualTo(last - 1));
		page.type("k");
		eventually(() -> assertThat(page.number()).isEqualTo(last));
		page.type("h");
		page.type(Keys.ARROW_DOWN);
		page.type(Keys.ENTER);
		eventually(() -> assertThat(page.number()).isEqualTo(last - 1));
		page.answered(() -> page.type("p"));
		assertThat(page.number()).isGreaterThan(last);
	}

	@Test
	void tabsOfTheEventAreSwitchedByArrows(ConsolePage page) {
		page.press(Keys.ALT, "1");
		page.type(Keys.TAB);
		page.type(Keys.ARROW_RIGHT);
		assertThat(page.find("#panel-paste").isDisplayed()).isTrue();
		assertThat(page.find("#tab-paste").getAttribute("aria-selected")).isEqualTo("true");
		page.type(Keys.END);
		assertThat(page.find("#panel-queue").isDisplayed()).isTrue();
	}

	@Test
	void shortcutsAreListedAndSwitchedOff(ConsolePage page) {
		page.press(Keys.ALT, "3");
		page.type("?");
		assertThat(page.find("#help").isDisplayed()).isTrue();
		assertThat(page.text("#help")).contains("Run the event", "Search the log", "Open or close folded frames");
		assertThat(page.script("return document.getElementById('help').contains(document.activeElement)"))
			.isEqualTo(true);
		page.find("#help input").click();
		page.type(Keys.ESCAPE);
		assertThat(page.find("#help").isDisplayed()).isFalse();
		page.press(Keys.ALT, "3");
		page.type("?");
		assertThat(page.find("#help").isDisplayed()).isFalse();
	}

	@Test
	void singleKeysAreTextInATextField(ConsolePage page) {
		page.find("#panel-make textarea").sendKeys("?jkt");
		assertThat(page.find("#help").isDisplayed()).isFalse();
		assertThat(page.find("#panel-make textarea").getAttribute("value")).endsWith("?jkt");
	}

	@Test
	void themeIsSwitchedAndKept(ConsolePage page) {
		page.press(Keys.ALT, "3");
		page.type("t", "t");
		assertThat(page.script("return document.documentElement.dataset.theme")).isEqualTo("dark");
		page.driver().navigate().refresh();
		assertThat(page.script("return document.documentElement.dataset.theme")).isEqualTo("dark");
	}

	private static void tabTo(ConsolePage page, String selector) {
		for (int i = 0; i < 20; i++) {
			page.type(Keys.TAB);
			if ((boolean) page.script("return document.activeElement.matches(arguments[0])", selector)) {
				return;
			}
		}
		throw new AssertionError("Tab does not reach " + selector);
	}

	private static String focused(ConsolePage page) {
		return (String) page.script("return document.activeElement.textContent");
	}

}
