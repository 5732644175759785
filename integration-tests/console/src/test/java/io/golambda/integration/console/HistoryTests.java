package io.golambda.integration.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the history and what is done with an invocation again.
 */
@ExtendWith(ConsoleExtension.class)
class HistoryTests {

	@Test
	void invocationsAreListedWithTheirStates(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run();
		page.make(ConsolePage.REJECTED).run();
		assertThat(page.texts(".invocations li:nth-child(-n+2) .history-state .visually-hidden"))
			.containsExactly("failed", "succeeded");
		int last = page.number();
		page.find(".invocations li:nth-child(2) button").click();
		eventually(() -> assertThat(page.number()).isEqualTo(last - 1));
		assertThat(page.state()).isEqualTo("succeeded");
	}

	@Test
	void invocationIsReplayed(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run();
		page.edit("{}");
		page.answered(() -> page.click("Replay"));
		assertThat(page.state()).isEqualTo("succeeded");
		assertThat(page.text("#answer-text")).isEqualTo("{\"batchItemFailures\":[]}");
	}

	@Test
	void onlyWhatFailedIsReplayed(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED, ConsolePage.REJECTED, ConsolePage.REJECTED).run();
		page.answered(() -> page.click("Replay failed"));
		assertThat(page.text(".figures dl")).contains("Records2");
		assertThat(page.texts(".line-message")).contains("order rejected").doesNotContain("customer=Ada");
	}

	@Test
	void invocationIsCopiedAsJUnitTest(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run();
		page.driver().executeCdpCommand("Browser.setPermission", Chromium.permission("granted"));
		page.click("Copy as JUnit test");
		eventually(() -> assertThat(page.text("#status") + page.text("#code")).containsAnyOf("copied", "@Test"));
	}

	@Test
	void eventThatIsTooLongForASourceFileIsSaved(ConsolePage page) throws IOException {
		page.edit("{\"Records\":[{\"messageId\":\"1\",\"eventSource\":\"aws:sqs\",\"body\":\"" + "long ".repeat(20_000)
				+ "\"}]}")
			.run();
		page.click("Copy as JUnit test");
		eventually(() -> assertThat(page.text("#question")).contains("Save the file", ".json"));
		page.click("Save");
		eventually(() -> assertThat(page.text("#status") + page.text("#code")).containsAnyOf("copied", "@Test"));
		try (Stream<Path> files = Files.list(page.server().eventsFolder())) {
			assertThat(files).anySatisfy((file) -> {
				assertThat(file).content().contains("long ".repeat(20_000));
				assertThat(page.text("#question")).contains(file.getFileName().toString());
			});
		}
	}

	@Test
	void codeIsShownIfTheBrowserDoesNotCopy(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run();
		page.driver().executeCdpCommand("Browser.setPermission", Chromium.permission("denied"));
		page.click("Copy as JUnit test");
		eventually(() -> assertThat(page.text("#code pre")).contains("@Test", "\"body\"", "Ada"));
		assertThat((String) page.script("return getSelection().toString()")).contains("@Test");
	}

	@Test
	void eventRunsSeveralTimesInParallel(ConsolePage page) {
		page.make("""
				{"id": 1, "customer": "Slow", "quantity": 100}""");
		int before = page.newest();
		assertThat(page.text("#concurrency")).isEqualTo("2 at once");
		page.find("#count").clear();
		page.find("#count").sendKeys("6");
		page.find("#run").click();
		eventually(() -> assertThat(page.newest()).isEqualTo(before + 6));
		eventually(() -> assertThat(page.texts(".invocations li:nth-child(-n+6) .history-state .visually-hidden"))
			.hasSize(6)
			.containsOnly("succeeded"));
		assertThat(page.texts(".invocations .history-state .visually-hidden")).isNotEmpty();
	}

	@Test
	void durationsAreDrawnAndListed(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run().run();
		eventually(() -> assertThat(page.all("#durations svg rect")).hasSizeGreaterThanOrEqualTo(2));
		assertThat(page.find("#durations svg").getAttribute("aria-label")).contains("median");
		page.click("Table");
		eventually(() -> assertThat(page.texts("#durations tbody th")).contains("#" + page.number()));
	}

	@Test
	void historyIsClearedOnlyIfConfirmed(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run();
		page.click("Clear");
		eventually(() -> page.click("Cancel"));
		assertThat(page.all(".invocations li")).isNotEmpty();
	}

}
