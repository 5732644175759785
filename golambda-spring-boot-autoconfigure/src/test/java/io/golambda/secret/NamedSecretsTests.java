package io.golambda.secret;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the forms of {@code golambda.secrets.*} in {@link NamedSecrets}.
 */
class NamedSecretsTests {

	private static final Consumer<SecretException> NONE_SKIPPED = (failure) -> {
		throw failure;
	};

	private final MockEnvironment environment = new MockEnvironment();

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "golambda.secrets.my.db", "golambda.secrets.my.db.id", "golambda.secrets.MY.db.Id" })
	void shortAndLongFormNameTheSame(String property) throws Exception {
		this.environment.withProperty(property, file("{\"password\":\"correct horse\"}"));
		assertThat(read().getProperty("my.db.password")).isEqualTo("correct horse");
	}

	@Test
	void formatPlainMakesTheSecretOneProperty() throws Exception {
		this.environment.withProperty("golambda.secrets.key.id", file("{\"password\":\"correct horse\"}"))
			.withProperty("golambda.secrets.key.format", "plain");
		assertThat(read().getProperty("key")).isEqualTo("{\"password\":\"correct horse\"}");
	}

	@Test
	void environmentVariablesHaveEachAttribute() throws Exception {
		StandardEnvironment variables = new StandardEnvironment();
		variables.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("GOLAMBDA_SECRETS_MY_DB_ID", "missing", "GOLAMBDA_SECRETS_MY_DB_VERSION_STAGE",
									"AWSPREVIOUS", "GOLAMBDA_SECRETS_MY_DB_VERSION_ID", "6cc3cf75",
									"GOLAMBDA_SECRETS_MY_DB_FORMAT", "plain")));
		ConfigurationPropertySources.attach(variables);
		NamedSecrets secrets = NamedSecrets.of(Binder.get(variables));
		try (SecretReader reader = new SecretReader(new MockEnvironment(), (type) -> List.of(), null)) {
			assertThatExceptionOfType(SecretException.class).isThrownBy(() -> secrets.read(reader, NONE_SKIPPED))
				.withMessageStartingWith(
						"golambda.secrets.my.db.id=missing (version-stage=AWSPREVIOUS, version-id=6cc3cf75) cannot be read");
		}
	}

	@Test
	void unknownFormatIsInvalid() throws Exception {
		this.environment.withProperty("golambda.secrets.db", file("{}"))
			.withProperty("golambda.secrets.db.format", "xml");
		assertThatExceptionOfType(BindException.class).isThrownBy(this::read)
			.withMessageContaining("golambda.secrets.db");
	}

	@Test
	void bothFormsForOnePrefixAreInvalid() {
		this.environment.withProperty("golambda.secrets.db", "one").withProperty("golambda.secrets.db.id", "two");
		assertThatExceptionOfType(SecretException.class).isThrownBy(this::read)
			.withMessage("Both golambda.secrets.db and golambda.secrets.db.id are set. Remove one of them.");
	}

	@Test
	void attributesWithoutAnIdAreInvalid() {
		this.environment.withProperty("golambda.secrets.db.version-stage", "AWSPREVIOUS");
		assertThatExceptionOfType(SecretException.class).isThrownBy(this::read)
			.withMessageStartingWith("golambda.secrets.db.id is empty. Set it to the ARN or name");
	}

	private SecretPropertySource read() {
		ConfigurationPropertySources.attach(this.environment);
		try (SecretReader reader = new SecretReader(this.environment, (type) -> List.of(), null)) {
			return NamedSecrets.of(Binder.get(this.environment)).read(reader, NONE_SKIPPED);
		}
	}

	private String file(String content) throws Exception {
		return "file:" + Files.writeString(this.folder.resolve("secret"), content);
	}

}
