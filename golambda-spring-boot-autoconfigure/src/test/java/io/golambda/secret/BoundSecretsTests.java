package io.golambda.secret;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a secret is as a property.
 */
class BoundSecretsTests {

	private final AwsServer aws;

	BoundSecretsTests() throws Exception {
		this.aws = new AwsServer();
	}

	@AfterEach
	void close() {
		this.aws.close();
	}

	@Test
	void whatLooksLikeAPlaceholderIsPartOfTheSecret() {
		this.aws.secret("db", "{\"user-name\":\"a${b:c}d\",\"password\":\"${NOT_SET}#{1+1}\",\"port\":\"5432\"}")
			.parameter("/key", "${HOME}");
		try (ConfigurableApplicationContext context = start("golambda.secrets.db=db", "golambda.parameters.key=/key")) {
			assertThat(context.getBean(Db.class)).isEqualTo(new Db("a${b:c}d", "${NOT_SET}#{1+1}", 5432));
			assertThat(context.getEnvironment().getProperty("key")).isEqualTo("${HOME}");
			assertThat(context.getEnvironment().getProperty("db.port", Integer.class)).isEqualTo(5432);
		}
	}

	@Test
	void theCommandLineGoesBeforeASecretAndASecretBeforeTheApplicationsFiles() {
		this.aws.secret("db", "{\"userName\":\"ada\",\"password\":\"correct horse\"}");
		try (ConfigurableApplicationContext context = start(Map.of("db.password", "from a file", "db.port", "1"),
				"golambda.secrets.db=db", "db.user-name=grace")) {
			assertThat(context.getBean(Db.class)).isEqualTo(new Db("grace", "correct horse", 1));
		}
	}

	@Test
	void aFileWithPlainTextStandsInForAPlainSecret(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("key.txt"), "correct horse\n");
		try (ConfigurableApplicationContext context = start("golambda.secrets.key.value=file:" + file)) {
			assertThat(context.getEnvironment().getProperty("key")).isEqualTo("correct horse");
		}
	}

	@Test
	void aParameterThatOnlyLooksLikeJsonIsText() {
		this.aws.parameter("/prod/app/template", "{host}/{id}").parameter("/prod/app/limits", "{\"most\":3}");
		try (ConfigurableApplicationContext context = start("golambda.parameters.app=/prod/app/")) {
			assertThat(context.getEnvironment().getProperty("app.template")).isEqualTo("{host}/{id}");
			assertThat(context.getEnvironment().getProperty("app.limits.most", Integer.class)).isEqualTo(3);
		}
	}

	@Test
	void versionsAndPartitionsAndArnsOfParametersAreHonoured() {
		String secret = "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:prod/db-AbCdEf";
		String parameter = "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/prod/key";
		this.aws.secret(secret + " 6cc3cf75", "{\"password\":\"correct horse\"}").parameter(parameter, "a key");
		try (ConfigurableApplicationContext context = start("golambda.secrets.db=" + secret,
				"golambda.secrets.db.version-id=6cc3cf75", "golambda.parameters.key=" + parameter)) {
			assertThat(context.getBean(Db.class).password()).isEqualTo("correct horse");
			assertThat(context.getEnvironment().getProperty("key")).isEqualTo("a key");
		}
		assertThat(this.aws.requests()).contains("GetSecretValue " + secret + " cn-north-1 6cc3cf75");
	}

	@Test
	void namesAreRelaxed() {
		this.aws.secret("db AWSPREVIOUS", "{\"password\":\"correct horse\"}");
		try (ConfigurableApplicationContext context = start(Map.of("golambda.secrets.db", "none"),
				"golambda.secrets.DB=db", "golambda.secrets.db.versionStage=AWSPREVIOUS",
				"golambda.secrets.timeToLive=1h")) {
			assertThat(context.getBean(Db.class).password()).isEqualTo("correct horse");
		}
		assertThat(this.aws.requests()).hasSize(1);
	}

	@Test
	void severalApplicationsInOneProcessHaveTheirOwn() {
		this.aws.secret("one", "{\"password\":\"1\"}").secret("two", "{\"password\":\"2\"}");
		SpringApplication application = application(Map.of());
		try (ConfigurableApplicationContext one = application.run(arguments("golambda.secrets.db=one"));
				ConfigurableApplicationContext two = application.run(arguments("golambda.secrets.db=two"))) {
			assertThat(one.getBean(Db.class).password()).isEqualTo("1");
			assertThat(two.getBean(Db.class).password()).isEqualTo("2");
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		return start(Map.of(), properties);
	}

	private ConfigurableApplicationContext start(Map<String, Object> files, String... properties) {
		return application(files).run(arguments(properties));
	}

	private static SpringApplication application(Map<String, Object> files) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(files);
		return application;
	}

	private String[] arguments(String... properties) {
		List<String> all = new ArrayList<>(List.of("spring.cloud.aws.endpoint=" + this.aws.endpoint(),
				"spring.cloud.aws.region.static=us-east-1", "spring.cloud.aws.credentials.access-key=key",
				"spring.cloud.aws.credentials.secret-key=secret"));
		all.addAll(List.of(properties));
		return all.stream().map((property) -> "--" + property).toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Db.class)
	static class Application {

	}

	@ConfigurationProperties("db")
	record Db(String userName, String password, int port) {

	}

}
