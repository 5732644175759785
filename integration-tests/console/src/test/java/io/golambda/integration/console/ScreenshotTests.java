package io.golambda.integration.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.OutputType;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the screenshots of the documentation.
 */
@ExtendWith(ConsoleExtension.class)
@EnabledIfSystemProperty(named = "screenshots", matches = ".*",
		disabledReason = "The screenshots in docs/images are only replaced with -Dscreenshots")
class ScreenshotTests {

	private static final Path IMAGES = Path.of("..", "..", "docs", "images");

	@Test
	void imagesOfTheDocumentation(ConsolePage page) throws IOException {
		page.make(ConsolePage.ACCEPTED).run().run().run();
		page.make(ConsolePage.ACCEPTED, ConsolePage.REJECTED, """
				{"id": 19, "customer": "Alan", "quantity": 60}""").run();
		eventually(() -> assertThat(page.all(".report")).isNotEmpty());
		page.script("document.getElementById('status').textContent = ''");
		page.script("document.activeElement.blur()");
		page.device(1440, 900, "light");
		save(page, "console.png");
		page.device(1440, 900, "dark");
		save(page, "console-dark.png");
		page.device(390, 844, "light");
		save(page, "console-phone.png");
	}

	private static void save(ConsolePage page, String name) throws IOException {
		Files.createDirectories(IMAGES);
		Files.write(IMAGES.resolve(name), page.driver().getScreenshotAs(OutputType.BYTES));
	}

}
