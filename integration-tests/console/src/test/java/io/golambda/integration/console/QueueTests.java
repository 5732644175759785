package io.golambda.integration.console;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests the form of the loop that polls a queue.
 */
@ExtendWith(ConsoleExtension.class)
class QueueTests {

	@BeforeEach
	void queueIsSupported(ConsolePage page) {
		assumeThat(page.script("return fetch('/api/queue').then((response) => response.status)")).asString()
			.as("the server of the console has no queue")
			.isEqualTo("200");
	}

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
