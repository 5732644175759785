package io.golambda.integration.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what the console shows of an invocation.
 */
@ExtendWith(ConsoleExtension.class)
class RunTests {

	@Test
	void answerDurationAndMemoryAreShown(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run();
		assertThat(page.state()).isEqualTo("succeeded");
		assertThat(page.text("#answer-text")).isEqualTo("{\"batchItemFailures\":[]}");
		assertThat(page.text(".figures dl")).containsPattern("Duration[\\d.]+ m?s(cold|warm)")
			.containsPattern("Memory\\d+ MB");
	}

	@Test
	void coldAndWarmStartsAreToldApart(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run().run().run();
		assertThat(page.text(".figures dl")).contains("warm").doesNotContain("Init");
		// the first invocation of all tests
		page.find(".invocations li:last-child button").click();
		eventually(() -> assertThat(page.text(".figures dl")).contains("cold").containsPattern("Init[\\d.]+ m?s"));
	}

	@Test
	void linesAppearWhileTheFunctionRuns(ConsolePage page) {
		page.make("""
				{"id": 1, "customer": "Slow", "quantity": 1200}""");
		page.find("#run").click();
		eventually(() -> {
			assertThat(page.texts(".line-message")).contains("Order received");
			assertThat(page.state()).isEqualTo("running");
		});
		eventually(() -> assertThat(page.state()).isEqualTo("succeeded"));
		assertThat(page.texts(".line-message")).containsOnlyOnce("Order received");
	}

	@Test
	void lineOpensAsATree(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run();
		page.line("Order received").click();
		eventually(() -> assertThat(page.text(".level-info .tree")).contains("customer: Ada", "quantity: 3"));
	}

	@Test
	void linesAreFilteredByLevelAndText(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED, """
				{"id": 2, "customer": "Ada", "quantity": 60}""").run();
		Select level = new Select(page.find("[aria-label='Lowest level']"));
		level.selectByValue("warn");
		eventually(() -> assertThat(page.texts(".line-message")).containsExactly("Stock is low"));
		level.selectByValue("");
		page.find("#log-search").sendKeys("order RECEIVED");
		eventually(() -> assertThat(page.texts(".line-message")).containsExactly("Order received", "Order received"));
		page.find("#log-search").clear();
		page.find("#log-search").sendKeys("nothing like this", Keys.TAB);
		eventually(() -> assertThat(page.texts(".line")).isEmpty());
	}

	@Test
	void errorIsReportedWithValuesCausesAndFrames(ConsolePage page) {
		page.make(ConsolePage.REJECTED).run();
		assertThat(page.state()).isEqualTo("failed");
		eventually(() -> assertThat(page.text(".block .report")).contains("GolambdaException", "order rejected"));
		assertThat(page.text(".report-values")).contains("customer: Grace", "left: 100");
		assertThat(page.text(".report .report .report-type")).contains("IllegalStateException");
		assertThat(page.text(".report .report .report-message")).isEqualTo("not enough left");
		assertThat(page.text(".report .frames li")).contains("OrdersApplication.take", "OrdersApplication.java:");
	}

	@Test
	void foldedFramesOpen(ConsolePage page) {
		page.make(ConsolePage.REJECTED).run();
		eventually(() -> assertThat(page.all(".folded summary")).isNotEmpty());
		WebElement folded = page.all(".folded summary")
			.stream()
			.filter(WebElement::isDisplayed)
			.findFirst()
			.orElseThrow();
		folded.click();
		eventually(() -> assertThat(page.text(".folded[open]")).containsPattern("\\w+\\.java:\\d+"));
	}

	@Test
	void spansAreDrawnAsAWaterfall(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED, ConsolePage.ACCEPTED).run();
		eventually(() -> assertThat(page.texts(".spans .span-name")).filteredOn("process SQS"::equals).hasSize(2));
		assertThat(page.texts(".spans .span-time")).allMatch((time) -> time.matches("[\\d.]+ (ms|µs|s)"));
		page.find(".spans summary").click();
		eventually(() -> assertThat(page.text(".spans .tree")).contains("spanId", "start"));
	}

	@Test
	void spansThatArriveBeforeOlderDetailsStay(ConsolePage page) {
		page.script("""
				const send = window.fetch;
				window.fetch = async (path, options) => {
					const response = await send(path, options);
					if (/invocations\\/[^/]+$/.test(path)) {
						await new Promise((resolve) => setTimeout(resolve, 700));
					}
					return response;
				}""");
		page.make(ConsolePage.ACCEPTED).run();
		eventually(() -> assertThat(page.texts(".spans .span-name")).contains("process SQS"));
		assertThat(page.count("#answer-title")).isOne();
		assertThat(page.texts(".spans .span-name")).contains("process SQS");
	}

	@Test
	void metricsAreListed(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run();
		eventually(
				() -> assertThat(page.text("#invocation .metrics tbody")).contains("Pieces3Count", "Function=orders"));
	}

	@Test
	void eventThatWasSentIsShownAndEdited(ConsolePage page) {
		page.make(ConsolePage.ACCEPTED).run();
		String sent = page.event();
		page.edit("{}");
		page.click("Edit event");
		eventually(() -> assertThat(page.event()).isEqualTo(sent));
	}

	@Test
	void functionIsShownInTheHeader(ConsolePage page) {
		assertThat(page.text("#function-name")).isEqualTo("orders");
		eventually(() -> assertThat(page.text("#function-state")).isEqualTo("ready"));
		assertThat(page.text("#function-facts")).contains("Java " + Runtime.version().feature(), "runtime client");
		page.make("""
				{"id": 1, "customer": "Slow", "quantity": 500}""");
		page.find("#run").click();
		eventually(() -> assertThat(page.text("#function-state")).isEqualTo("running"));
		eventually(() -> assertThat(page.text("#function-state")).isEqualTo("ready"));
	}

}
