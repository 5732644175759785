package io.golambda.integration.console;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that hostile text stays text, and that the page talks to no other host.
 */
@ExtendWith(ConsoleExtension.class)
class SafetyTests {

	private static final String HOSTILE = "<img src=http://example.com/x onerror=alert(1)><script>alert(2)</script>"
			+ "<style>body{display:none}</style></textarea><base href=//example.com>";

	@Test
	void hostileTextOfEventAndLogIsShownAsText(ConsolePage page) {
		String message = JsonMapper.shared().writeValueAsString(Map.of("id", 1, "customer", HOSTILE, "quantity", 1000));
		page.make(message, ConsolePage.ACCEPTED).run();
		eventually(() -> assertThat(page.text(".level-error")).contains(HOSTILE));
		for (int depth = 0; depth < 5; depth++) {
			page.script("document.querySelectorAll('#invocation details').forEach((details) => details.open = true)");
		}
		eventually(() -> assertThat(page.text("#invocation .tree")).contains("onerror"));
		assertThat(page.text(".editor-text pre")).contains("onerror=alert(1)");
		assertThat(page.text(".invocations li")).contains("<img src");
		assertThat(page.all("main img, main script, main style, main base, main iframe, [onerror]")).isEmpty();
		assertThat(page.all("#event-text")).hasSize(1).first().matches((element) -> element.isDisplayed());
		assertThat(requests(page)).noneMatch((url) -> url.contains("example.com"));
	}

	@Test
	void pasteOfHostileTextIsShownAsText(ConsolePage page) {
		page.find("#tab-paste").click();
		page.write(page.find("#panel-paste textarea"), HOSTILE);
		page.click("Use it");
		eventually(() -> assertThat(page.text("#panel-paste .problem")).isNotEmpty());
		assertThat(page.all("main img, main script, main style, main base")).isEmpty();
	}

	@Test
	void noRequestGoesToAnotherHost(ConsolePage page) {
		requests(page);
		page.reload();
		page.make(ConsolePage.ACCEPTED).run();
		page.find("#tab-files").click();
		page.find("#help-button").click();
		String origin = page.server().url().toString();
		assertThat(requests(page)).hasSizeGreaterThan(20)
			.allMatch((url) -> url.startsWith(origin) || url.startsWith("data:"));
	}

	@Test
	void contentSecurityPolicyForbidsInlineCodeAndIsKept(ConsolePage page) {
		page.driver().manage().logs().get(LogType.BROWSER);
		page.reload();
		page.make(ConsolePage.ACCEPTED, ConsolePage.REJECTED).run();
		assertThat(page.driver().manage().logs().get(LogType.BROWSER).getAll()).extracting(LogEntry::getMessage)
			.noneMatch((message) -> message.contains("Content Security Policy") || message.contains("Uncaught"));
		page.script("""
				const script = document.createElement('script');
				script.textContent = 'window.inline = true';
				document.head.append(script);
				const style = document.createElement('style');
				style.textContent = 'body { opacity: 0.5 }';
				document.head.append(style);""");
		assertThat(page.script("return window.inline ?? getComputedStyle(document.body).opacity")).isEqualTo("1");
	}

	private static List<String> requests(ConsolePage page) {
		return page.driver()
			.manage()
			.logs()
			.get(LogType.PERFORMANCE)
			.getAll()
			.stream()
			.map((entry) -> JsonMapper.shared().readTree(entry.getMessage()).path("message"))
			.filter((message) -> message.path("method").asString("").equals("Network.requestWillBeSent"))
			.map((JsonNode message) -> message.path("params").path("request").path("url").asString(""))
			.toList();
	}

}
