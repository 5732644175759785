package io.golambda.integration.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the form of the loop that polls a queue.
 */
@ExtendWith(ConsoleExtension.class)
class QueueTests {

	@Test
	void loopStartsShowsItsErrorAndStops(ConsolePage page) {
		page.find("#tab-queue").click();
		// nothing listens there
		page.find("#panel-queue input[type=url]").sendKeys("http://localhost:9/000000000000/orders");
		page.click("Start polling");
		eventually(() -> assertThat(page.find("#queue-chip").isDisplayed()).isTrue());
		eventually(() -> assertThat(page.text("#panel-queue .problem")).isNotEmpty());
		page.click("Stop polling");
		eventually(() -> assertThat(page.find("#queue-chip").isDisplayed()).isFalse());
	}

	@Test
	void invalidUrlIsRefusedWithAReason(ConsolePage page) {
		page.find("#tab-queue").click();
		page.find("#panel-queue input[type=url]").sendKeys("orders");
		page.click("Start polling");
		eventually(() -> assertThat(page.text("#panel-queue .problem")).isNotEmpty());
		assertThat(page.find("#queue-chip").isDisplayed()).isFalse();
	}

}
