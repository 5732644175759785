package io.golambda.secret;

import java.util.function.Function;

import com.acme.secrets.SecretsApplication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for tests without AWS. They have no credentials, and the secrets that must not be
 * read have no id.
 */
class SecretsInTestsTests {

	private static String ask(Function<Event, Object> function, String what) {
		return String.valueOf(function.apply(Event.of("\"" + what + "\"")));
	}

	@Nested
	@SpringBootTest(classes = SecretsApplication.class,
			properties = { "golambda.secrets.db=${NOT_SET}", "db.password=from the test" })
	class WithAPropertyOfTheTest {

		@Test
		void secretWithThePropertyIsNotRead(@Autowired Function<Event, Object> function) {
			assertThat(ask(function, "length")).isEqualTo("13");
		}

	}

	@Nested
	@SpringBootTest(classes = SecretsApplication.class,
			properties = { "golambda.secrets.key.id=arn:of:something", "golambda.secrets.key.format=plain" })
	@TestPropertySource(properties = "key=from the test")
	class WithAPropertyOfATestPropertySource {

		@Test
		void plainSecretIsNotRead(@Autowired Function<Event, Object> function) {
			assertThat(ask(function, "key")).isEqualTo("from the test");
		}

	}

	@Nested
	@SpringBootTest(classes = SecretsApplication.class,
			properties = { "golambda.secrets.db=classpath:secrets/db.json", "golambda.secrets.other=${NOT_SET}",
					"other.x=1", "golambda.parameters.app.labels=classpath:secrets/db.json" })
	class WithALocalFile {

		@Test
		void fileReplacesTheSecretAndTheParameter(@Autowired Function<Event, Object> function) {
			assertThat(ask(function, "db")).startsWith("ada/");
			assertThat(ask(function, "app")).contains("username=ada");
		}

	}

	@Nested
	@SpringBootTest(classes = SecretsApplication.class,
			properties = { "golambda.secret-settings.enabled=false", "golambda.secrets.db=${NOT_SET}" })
	class SwitchedOff {

		@Test
		void nothingIsRead(@Autowired Function<Event, Object> function) {
			assertThat(ask(function, "db")).startsWith("null/");
		}

	}

}
