package io.golambda.integration.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the page with axe-core, and its layout on a phone.
 *
 * @see <a href="https://github.com/dequelabs/axe-core">axe-core</a>
 */
@ExtendWith(ConsoleExtension.class)
class AccessibilityTests {

	private static final String CHECK = """
			const done = arguments[arguments.length - 1];
			axe.run(arguments[0], {resultTypes: ['violations']})
				.then((result) => done(result.passes.length < arguments[1] ? ['too few rules applied: ' + result.passes.length]
					: result.violations.flatMap((violation) => violation.nodes.map((node) =>
						violation.id + ': ' + node.target + ' ' + node.failureSummary))), (error) => done([String(error)]));""";

	@Test
	void pageAndItsDialogHaveNoViolationsInTheLightTheme(ConsolePage page) throws IOException {
		page.device(1440, 900, "light");
		assertThat(violationsWithAnswer(page)).isEmpty();
		page.find("#help-button").click();
		assertThat(violations(page, "#help", 5)).isEmpty();
	}

	@Test
	void pageHasNoViolationsInTheDarkTheme(ConsolePage page) throws IOException {
		page.device(1440, 900, "dark");
		assertThat(violationsWithAnswer(page)).isEmpty();
	}

	@Test
	void panesHaveNoViolationsOnAPhoneAndDoNotScrollSideways(ConsolePage page) throws IOException {
		page.make(ConsolePage.ACCEPTED, ConsolePage.REJECTED).run();
		page.device(360, 740, "light");
		page.script(axe());
		for (String pane : List.of("event", "invocation", "history")) {
			page.find(".pane-switch [data-pane=" + pane + "]").click();
			assertThat(page.find("#" + pane + "-pane").isDisplayed()).isTrue();
			assertThat(page.script("""
					return [document.documentElement, ...document.querySelectorAll('.pane-body, .event-source')]
						.filter((element) => element.scrollWidth > element.clientWidth)
						.map((element) => element.id + element.className)""")).as(pane).isEqualTo(List.of());
			assertThat(violations(page, "body", 20)).as(pane).isEmpty();
		}
	}

	@Test
	void answerIsInFrontOfAPhonesUserAfterARun(ConsolePage page) {
		page.device(360, 740, "light");
		page.make(ConsolePage.ACCEPTED).run();
		assertThat(page.find("#invocation-pane").isDisplayed()).isTrue();
		assertThat(page.find("#event-pane").isDisplayed()).isFalse();
	}

	private static List<?> violationsWithAnswer(ConsolePage page) throws IOException {
		page.make(ConsolePage.ACCEPTED, ConsolePage.REJECTED).run();
		eventually(() -> assertThat(page.all(".report, .folded")).isNotEmpty());
		page.line("Order received").click();
		page.script(axe());
		List<Object> violations = new ArrayList<>(violations(page, "html", 20));
		for (String tab : List.of("paste", "files", "queue")) {
			page.find("#tab-" + tab).click();
			violations.addAll(violations(page, "#panel-" + tab, 5));
		}
		return violations;
	}

	private static List<?> violations(ConsolePage page, String selector, int rules) {
		return (List<?>) page.driver().executeAsyncScript(CHECK, selector, rules);
	}

	private static String axe() throws IOException {
		try (InputStream script = AccessibilityTests.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
