package io.golambda.integration.console;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the loop that polls a queue, with a real server of SQS.
 */
@ExtendWith(ConsoleExtension.class)
class QueueTests {

	private static SqsServer sqs;

	@BeforeAll
	static void start() {
		sqs = new SqsServer();
	}

	@AfterAll
	static void close() {
		sqs.close();
	}

	@AfterEach
	void stopPolling(ConsolePage page) {
		page.script("return fetch('/api/queue', {method: 'DELETE'}).then((response) => response.status)");
	}

	@Test
	void messagesAreReceivedAndDeleted(ConsolePage page) {
		String queue = sqs.createQueue("orders");
		poll(page, queue);
		assertThat(page.find("#panel-queue input[type=url]").isEnabled()).isFalse();
		int before = page.newest();
		sqs.send(queue, ConsolePage.ACCEPTED);
		open(page, before + 1);
		assertThat(page.state()).isEqualTo("succeeded");
		eventually(() -> assertThat(page.text("#panel-queue .counts")).isEqualTo("received1deleted1returned0"));
		assertThat(page.text("#queue-chip")).isEqualTo("polling · 1");
		assertThat(page.text("#panel-queue .problem")).isEmpty();
		eventually(() -> assertThat(sqs.messages(queue)).isZero());

		page.click("Stop polling");
		eventually(() -> assertThat(page.find("#queue-chip").isDisplayed()).isFalse());
		assertThat(page.find("#panel-queue input[type=url]").isEnabled()).isTrue();
		int last = page.newest();
		sqs.send(queue, ConsolePage.ACCEPTED);
		page.run();
		assertThat(page.number()).isEqualTo(last + 1);
		assertThat(sqs.messages(queue)).isOne();
	}

	@Test
	void failedMessagesOfABatchReturn(ConsolePage page) {
		String queue = sqs.createQueue("partly");
		sqs.send(queue, ConsolePage.ACCEPTED);
		sqs.send(queue, ConsolePage.REJECTED);
		int before = page.newest();
		poll(page, queue);
		open(page, before + 1);
		assertThat(page.state()).isEqualTo("partial");
		eventually(() -> assertThat(page.texts(".item .item-state")).containsExactlyInAnyOrder("✓ done", "✕ failed"));
		eventually(() -> assertThat(page.text("#panel-queue .counts")).contains("deleted1"));
		// again, after the queue's visibility timeout
		eventually(() -> assertThat(page.text("#panel-queue .counts")).containsPattern("returned[2-9]"));
		assertThat(page.text("#panel-queue .counts")).contains("deleted1");
		assertThat(sqs.messages(queue)).isOne();
		eventually(() -> assertThat(page.texts(".invocations .history-state .visually-hidden")).startsWith("failed")
			.contains("partly failed"));
	}

	@Test
	void queueThatDoesNotAnswerIsExplained(ConsolePage page) {
		// nothing listens there
		poll(page, "http://localhost:9/000000000000/orders");
		eventually(() -> assertThat(page.text("#panel-queue .problem")).isNotEmpty());
		page.click("Stop polling");
		eventually(() -> assertThat(page.find("#queue-chip").isDisplayed()).isFalse());
	}

	@Test
	void invalidUrlIsRefusedWithAReason(ConsolePage page) {
		page.find("#tab-queue").click();
		page.find("#panel-queue input[type=url]").clear();
		page.find("#panel-queue input[type=url]").sendKeys("orders", Keys.ENTER);
		eventually(() -> assertThat(page.text("#panel-queue .problem")).contains("orders"));
		assertThat(page.find("#queue-chip").isDisplayed()).isFalse();
	}

	/**
	 * Opens an invocation of the queue when it is over: the page does not go there by
	 * itself.
	 */
	private static void open(ConsolePage page, int number) {
		eventually(() -> {
			page.find(".invocations li[data-number='" + number + "'] button").click();
			assertThat(page.number()).isEqualTo(number);
			assertThat(page.state()).isNotIn("queued", "running");
		});
	}

	private static void poll(ConsolePage page, String queue) {
		page.find("#tab-queue").click();
		page.find("#panel-queue input[type=url]").clear();
		page.find("#panel-queue input[type=url]").sendKeys(queue);
		page.click("Start polling");
		eventually(() -> assertThat(page.find("#queue-chip").isDisplayed()).isTrue());
	}

}
