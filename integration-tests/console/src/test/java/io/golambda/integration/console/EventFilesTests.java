package io.golambda.integration.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how events of the project are opened and saved.
 */
@ExtendWith(ConsoleExtension.class)
class EventFilesTests {

	@Test
	void fileOfTheProjectIsOpened(ConsolePage page) throws IOException {
		Files.writeString(file(page, "green.json"), """
				{"Records":[{"messageId":"1","eventSource":"aws:sqs","body":"green"}]}""");
		page.find("#tab-files").click();
		eventually(() -> page.click("green.json"));
		eventually(() -> assertThat(page.event()).contains("green"));
		assertThat(page.text("#event-info")).contains("green.json");
	}

	@Test
	void eventIsSavedAndOverwrittenOnlyIfConfirmed(ConsolePage page) throws IOException {
		Path file = file(page, "saved.json");
		Files.deleteIfExists(file);
		page.make("first");
		save(page);
		eventually(() -> assertThat(file).content().contains("first"));
		eventually(() -> assertThat(page.texts("#panel-files .files button")).contains("saved.json"));

		page.edit("{\"second\": true}");
		save(page);
		eventually(() -> assertThat(page.text("#question")).contains("saved.json exists"));
		page.click("Cancel");
		assertThat(file).content().contains("first");

		save(page);
		eventually(() -> page.click("Overwrite"));
		eventually(() -> assertThat(file).content().contains("second"));
	}

	@Test
	void nameOutsideOfTheFolderIsRefused(ConsolePage page) {
		page.find("#tab-files").click();
		page.find("#panel-files input").sendKeys("../outside.json", Keys.ENTER);
		eventually(() -> assertThat(page.text("#panel-files .problem")).isNotEmpty());
		assertThat(page.server().eventsFolder().resolveSibling("outside.json")).doesNotExist();
	}

	private static void save(ConsolePage page) {
		page.find("#tab-files").click();
		page.find("#panel-files input").clear();
		page.find("#panel-files input").sendKeys("saved", Keys.ENTER);
	}

	private static Path file(ConsolePage page, String name) {
		return page.server().eventsFolder().resolve(name);
	}

}
