package io.golambda.integration.console;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.golambda.integration.console.ConsolePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page survives a restart of its server.
 */
@ExtendWith(ConsoleExtension.class)
class ReconnectTests {

	@Test
	void pageConnectsAgainAfterTheServerWasAway(ConsolePage page) throws IOException {
		page.make(ConsolePage.ACCEPTED);
		page.server().close();
		eventually(() -> assertThat(page.find("#connection").isDisplayed()).isTrue());
		assertThat(page.text("#function-state")).isEqualTo("disconnected");
		page.server().start();
		eventually(() -> assertThat(page.find("#connection").isDisplayed()).isFalse());
		eventually(() -> assertThat(page.newest()).isZero());
		assertThat(page.event()).contains("Ada");
		page.run();
		assertThat(page.state()).isEqualTo("succeeded");
		assertThat(page.text(".figures dl")).contains("cold");
		// of the first invocation, by the settings that the console gives the function
		eventually(() -> assertThat(page.texts(".spans .span-name")).contains("process SQS"));
	}

}
