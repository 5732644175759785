package io.golambda.integration.console;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the console, with the words of its users.
 */
final class ConsolePage {

	static final String ACCEPTED = """
			{"id": 17, "customer": "Ada", "quantity": 3}""";

	static final String REJECTED = """
			{"id": 18, "customer": "Grace", "quantity": 1000}""";

	private static final String IS_OVER = "#invocation .figures .badge:not([data-state=queued]):not([data-state=running])";

	private final ChromeDriver driver;

	private final ConsoleServer server;

	ConsolePage(ChromeDriver driver, ConsoleServer server) {
		this.driver = driver;
		this.server = server;
	}

	ChromeDriver driver() {
		return this.driver;
	}

	ConsoleServer server() {
		return this.server;
	}

	/** Loads the page as for the first time, with the light theme on a desktop. */
	ConsolePage open() {
		this.driver.executeCdpCommand("Storage.clearDataForOrigin",
				Map.of("origin", "http://localhost:" + this.server.url().getPort(), "storageTypes", "local_storage"));
		if (!this.driver.getCurrentUrl().startsWith(this.server.url().toString())) {
			this.driver.get(this.server.url().toString());
		}
		script("sessionStorage.clear()");
		device(1440, 900, "light");
		this.driver.get(this.server.url().toString());
		awaitEvent();
		return this;
	}

	/** Loads the page again, as it is. */
	void reload() {
		this.driver.navigate().refresh();
		awaitEvent();
	}

	/**
	 * Waits until the page is loaded, and the event has all that was typed into the form.
	 */
	private void awaitEvent() {
		eventually(() -> assertThat(
				script("""
						return document.readyState === 'complete' && !document.querySelector('main[aria-busy], #panel-make[aria-busy]')
							&& document.querySelector('#panel-make .record') !== null
							&& document.getElementById('event-text').value !== ''"""))
			.isEqualTo(true));
	}

	void device(int width, int height, String colorScheme) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	/** The event in the editor. */
	String event() {
		return (String) script("return document.getElementById('event-text').value");
	}

	/** Makes an event of SQS with these messages by the form. */
	ConsolePage make(String... messages) {
		for (int i = 0; i < messages.length; i++) {
			if (i > 0) {
				click("+ Record");
			}
			write(all("#panel-make .record").get(i).findElement(By.tagName("textarea")), messages[i]);
		}
		awaitEvent();
		return this;
	}

	/** Writes into the editor of the event. */
	ConsolePage edit(String event) {
		write(find("#event-text"), event);
		return this;
	}

	void write(WebElement field, String text) {
		script("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
				field, text);
	}

	/** Runs the event and waits for the answer. */
	ConsolePage run() {
		return answered(() -> find("#run").click());
	}

	/** Does something that invokes the function, and waits for the answer. */
	ConsolePage answered(Runnable action) {
		int before = newest();
		action.run();
		eventually(() -> {
			assertThat(newest()).isGreaterThan(before);
			assertThat(number()).isGreaterThan(before);
			assertThat(count(IS_OVER)).isPositive();
			assertThat(count("#answer-title")).isPositive();
		});
		return this;
	}

	/** The number of the invocation that is shown. */
	int number() {
		String text = text("#invocation .figure-title strong");
		return text.isEmpty() ? 0 : Integer.parseInt(text.substring(1));
	}

	/** The number of the newest invocation in the history. */
	int newest() {
		Object number = script("return Number(document.querySelector('.invocations li')?.dataset.number ?? 0)");
		return ((Number) number).intValue();
	}

	String state() {
		return find("#invocation .figures .badge").getAttribute("data-state");
	}

	/** The number of elements, without the many requests for each of them. */
	int count(String selector) {
		return ((Number) script("return document.querySelectorAll(arguments[0]).length", selector)).intValue();
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> all(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	/** The text of the first element, whether it is visible or not; empty if none. */
	String text(String selector) {
		return (String) script("return document.querySelector(arguments[0])?.textContent ?? ''", selector);
	}

	/** The texts of all elements, whether they are visible or not. */
	@SuppressWarnings("unchecked")
	List<String> texts(String selector) {
		return (List<String>) script(
				"return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)", selector);
	}

	/** Clicks the visible button with this label. */
	void click(String label) {
		Object button = script("""
				return [...document.querySelectorAll('button')]
					.find((button) => button.textContent === arguments[0] && button.checkVisibility())""", label);
		assertThat(button).as("button " + label).isNotNull();
		((WebElement) button).click();
	}

	/**
	 * The first log line with this message, after a cold start preceded by those of
	 * Spring.
	 */
	WebElement line(String message) {
		Object line = script("""
				return [...document.querySelectorAll('.line summary')]
					.find((line) => line.querySelector('.line-message')?.textContent === arguments[0])""", message);
		assertThat(line).as("log line " + message).isNotNull();
		return (WebElement) line;
	}

	Object script(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/** Types into the element that has the focus. */
	void type(CharSequence... keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
	}

	void press(Keys modifier, CharSequence key) {
		type(Keys.chord(modifier, key));
	}

	static void eventually(ThrowingRunnable assertion) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(15))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(30))
			.ignoreExceptions()
			.untilAsserted(assertion);
	}

}
