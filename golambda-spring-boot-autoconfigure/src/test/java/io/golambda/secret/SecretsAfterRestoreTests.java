package io.golambda.secret;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for secrets after a restore from SnapStart's snapshot. Spring stops the life
 * cycle before the snapshot and starts it after the restore, as do these tests.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsAfterRestoreTests {

	private final AwsServer aws;

	SecretsAfterRestoreTests() throws Exception {
		this.aws = new AwsServer();
		this.aws.secret("db", "{\"username\":\"ada\",\"password\":\"correct horse\"}");
	}

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void outdatedSecretIsReadAgain(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("1ms")) {
			this.aws.secret("db", "{\"username\":\"ada\",\"password\":\"battery staple\",\"role\":\"reader\"}");
			restore(context);
			assertThat(context.getEnvironment().getProperty("db.password")).isEqualTo("battery staple");
			assertThat(context.getBean(BySetters.class).password).isEqualTo("battery staple");
			assertThat(context.getBean(BySetters.class).role).isEqualTo("reader");
			assertThat(context.getBean(ByConstructor.class).password()).isEqualTo("correct horse");
			assertThat(output.getOut()).containsOnlyOnce(" WARN ")
				.contains("ByConstructor", "give it setters")
				.doesNotContain("battery staple");
		}
	}

	@Test
	void unchangedSecretIsNotBoundAgain(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("1ms")) {
			context.getBean(BySetters.class).password = "set by code";
			restore(context);
			assertThat(context.getBean(BySetters.class).password).isEqualTo("set by code");
			assertThat(output.getOut()).doesNotContain(" WARN ");
		}
	}

	@Test
	void recentSecretIsNotReadAgain() {
		try (ConfigurableApplicationContext context = start("5m")) {
			this.aws.secret("db", "{\"username\":\"ada\",\"password\":\"battery staple\"}");
			restore(context);
			assertThat(context.getBean(BySetters.class).password).isEqualTo("correct horse");
			assertThat(this.aws.requests()).hasSize(1);
		}
	}

	@Test
	void secretThatCannotBeReadAgainIsKeptWithAWarning(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("1ms")) {
			this.aws.failing("db", 400, "AccessDeniedException", "not any more");
			restore(context);
			assertThat(context.getBean(BySetters.class).password).isEqualTo("correct horse");
			assertThat(output.getOut()).containsOnlyOnce(" WARN ").contains("those of the snapshot are used");
		}
	}

	@Test
	void optionalSecretThatCannotBeReadAgainIsKept(CapturedOutput output) {
		this.aws.secret("key", "old");
		try (ConfigurableApplicationContext context = start("1ms", "--golambda.secrets.key=key",
				"--golambda.secrets.key.format=plain", "--golambda.secrets.db=optional:db")) {
			this.aws.failing("db", 400, "AccessDeniedException", "not any more").secret("key", "renewed");
			restore(context);
			assertThat(context.getEnvironment().getProperty("key")).isEqualTo("renewed");
			assertThat(context.getEnvironment().getProperty("db.password")).isEqualTo("correct horse");
			assertThat(context.getBean(BySetters.class).password).isEqualTo("correct horse");
			assertThat(output.getOut()).containsOnlyOnce(" WARN ")
				.contains("It is optional, so its previous values are kept.");
		}
	}

	private static void restore(ConfigurableApplicationContext context) {
		context.stop();
		context.start();
	}

	private ConfigurableApplicationContext start(String timeToLive, String... more) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		List<String> arguments = new ArrayList<>(List.of("--golambda.secret-settings.time-to-live=" + timeToLive,
				"--spring.cloud.aws.endpoint=" + this.aws.endpoint(), "--spring.cloud.aws.region.static=us-east-1",
				"--spring.cloud.aws.credentials.access-key=key", "--spring.cloud.aws.credentials.secret-key=secret"));
		arguments.addAll((more.length > 0) ? List.of(more) : List.of("--golambda.secrets.db=db"));
		return application.run(arguments.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ BySetters.class, ByConstructor.class })
	static class Application {

	}

	@ConfigurationProperties("db")
	static class BySetters {

		private String password = "";

		private String role = "";

		public void setPassword(String password) {
			this.password = password;
		}

		public void setRole(String role) {
			this.role = role;
		}

	}

	@ConfigurationProperties("db")
	record ByConstructor(String password) {

	}

}
