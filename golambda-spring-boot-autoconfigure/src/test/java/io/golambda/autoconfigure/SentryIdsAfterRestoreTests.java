package io.golambda.autoconfigure;

import io.sentry.Sentry;
import io.sentry.protocol.SentryId;
import io.sentry.util.SentryRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SentryIdsAfterRestore}.
 */
class SentryIdsAfterRestoreTests {

	@AfterEach
	void closeSentry() {
		Sentry.close();
	}

	@Test
	void eachRestoreGeneratesNewIds() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.properties("sentry.dsn=http://key@127.0.0.1:1/1")
			.run()) {
			assertThat(idAfterRestore(context)).isNotEqualTo(idAfterRestore(context));
		}
	}

	private static String idAfterRestore(ConfigurableApplicationContext context) {
		// the state in a snapshot
		SentryRandom.current().setSeed(1, 2);
		context.stop();
		context.start();
		return new SentryId().toString();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
