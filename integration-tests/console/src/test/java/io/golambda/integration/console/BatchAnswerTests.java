package io.golambda.integration.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.support.ui.Select;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how the answer to a batch is drawn.
 */
@ExtendWith(ConsoleExtension.class)
class BatchAnswerTests {

	@Test
	void eachRecordIsDoneOrFailed(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED, ConsolePage.REJECTED, ConsolePage.ACCEPTED).run();
		assertThat(page.state()).isEqualTo("partial");
		eventually(() -> assertThat(page.texts(".item .item-state")).containsExactly("✓ done", "✕ failed", "✓ done"));
		assertThat(page.texts(".item .item-text")).element(1).asString().endsWith("order rejected");
		assertThat(page.texts(".batch .badge")).containsExactly("✓ 2 done", "✕ 1 failed");
	}

	@Test
	void restOfAStreamIsUntried(ConsolePage page) {
		new Select(page.find("#panel-make select")).selectByValue("KINESIS");
		page.make(ConsolePage.ACCEPTED);
		eventually(() -> assertThat(page.event()).contains("aws:kinesis"));
		addRecords(page, ConsolePage.REJECTED, ConsolePage.ACCEPTED);
		page.run();
		eventually(
				() -> assertThat(page.texts(".item .item-state")).containsExactly("✓ done", "✕ failed", "– untried"));
	}

	@Test
	void logIsFilteredByRecord(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED, ConsolePage.REJECTED).run();
		eventually(() -> page.find("[aria-label='Show the log of record 2']").click());
		eventually(() -> assertThat(page.texts(".line-message")).containsExactly("Order received", "order rejected"));
		assertThat(page.text(".level-error .report-values")).contains("customer: Grace");
		page.find(".log-tools .chip").click();
		eventually(() -> assertThat(page.texts(".line-message")).hasSizeGreaterThan(2));
	}

	private static void addRecords(ConsolePage page, String... payloads) {
		for (String payload : payloads) {
			page.click("+ Record");
			page.write(
					page.all("#panel-make .record textarea").get(page.all("#panel-make .record textarea").size() - 1),
					payload);
		}
		eventually(() -> assertThat(page.event().split("\"data\"")).hasSize(payloads.length + 2));
	}

}
