package io.golambda.integration.console;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

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
		eventually(() -> assertThat(page.texts(".spans .span-name")).filteredOn((name) -> name.endsWith("process SQS"))
			.hasSize(3));
		page.script("document.getElementById('status').textContent = ''");
		page.script("document.activeElement.blur()");
		page.device(1440, 900, "light");
		save(page, "console.png");
		page.script("document.getElementById('trace-title').scrollIntoView()");
		save(page, "console-trace.png");
		page.script("document.getElementById('invocation').scrollTop = 0");
		page.device(1440, 900, "dark");
		save(page, "console-dark.png");
		page.device(390, 844, "light");
		save(page, "console-phone.png");
	}

	private static void save(ConsolePage page, String name) throws IOException {
		Files.createDirectories(IMAGES);
		byte[] screenshot = page.driver().getScreenshotAs(OutputType.BYTES);
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(screenshot));
		BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
		opaque.createGraphics().drawImage(image, 0, 0, null);
		ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
		ImageWriteParam smallest = writer.getDefaultWriteParam();
		smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
		smallest.setCompressionQuality(0);
		Path file = IMAGES.resolve(name);
		Files.deleteIfExists(file);
		try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
			writer.setOutput(out);
			writer.write(null, new IIOImage(opaque, null, null), smallest);
		}
		assertThat(file.toFile()).satisfies((written) -> assertThat(written.length()).isLessThan(200_000));
	}

}
