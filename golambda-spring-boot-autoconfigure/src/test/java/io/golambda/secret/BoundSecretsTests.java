package io.golambda.secret;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the properties that secrets become.
 */
@ExtendWith(OutputCaptureExtension.class)
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
	void placeholderIsPartOfTheSecret() {
		this.aws.secret("db", "{\"user-name\":\"a${b:c}d\",\"password\":\"${NOT_SET}#{1+1}\",\"port\":\"5432\"}")
			.parameter("/key", "${HOME}");
		try (ConfigurableApplicationContext context = start("golambda.secrets.db=db", "golambda.parameters.key=/key")) {
			assertThat(context.getBean(Db.class)).isEqualTo(new Db("a${b:c}d", "${NOT_SET}#{1+1}", 5432));
			assertThat(context.getEnvironment().getProperty("key")).isEqualTo("${HOME}");
			assertThat(context.getEnvironment().getProperty("db.port", Integer.class)).isEqualTo(5432);
		}
	}

	@Test
	void valuesOfTypeObjectArePlain() {
		this.aws
			.secret("any",
					"""
							{"text":"correct horse","placeholder":"a${b}c","number":5432,"exact":1.10,"long":12345678901234567890123,
							"flag":true,"list":["x","${y}",3],"inner":{"text":"${HOME}","none":null}}""")
			.secret("word", "${b}");
		try (ConfigurableApplicationContext context = start("golambda.secrets.any.values=any",
				"golambda.secrets.word=word", "golambda.secrets.word.format=plain")) {
			Map<String, Object> values = context.getBean(Any.class).values();
			assertThat(values).containsEntry("text", "correct horse")
				.containsEntry("placeholder", "a${b}c")
				.containsEntry("number", 5432)
				.containsEntry("exact", "1.10")
				.containsEntry("long", "12345678901234567890123")
				.containsEntry("flag", true);
			assertThat(values.get("inner")).isEqualTo(Map.of("text", "${HOME}"));
			assertThat(values.get("list")).asString().contains("x", "${y}", "3");
			assertThat(context.getBean(Any.class).list()).isNull();
			assertThat(context.getEnvironment().getProperty("any.values.text", Object.class))
				.isEqualTo("correct horse");
			assertThat(context.getEnvironment().getProperty("word", Object.class)).isEqualTo("${b}");
			assertThat(context.getEnvironment().getProperty("word", CharSequence.class)).isEqualTo("${b}");
			assertThat(context.getEnvironment().getProperty("any.values.number", Integer.class)).isEqualTo(5432);
			assertThat(context.getEnvironment().getProperty("any.values.number")).isEqualTo("5432");
			assertThat(Binder.get(context.getEnvironment())
				.bind("any.values.inner", Bindable.mapOf(String.class, String.class))
				.get()).containsEntry("text", "${HOME}");
		}
	}

	@Test
	void listsOfTypeObjectArePlain() {
		this.aws.secret("any", "{\"list\":[\"x\",\"${y}\",3]}");
		try (ConfigurableApplicationContext context = start("golambda.secrets.any=any")) {
			assertThat(context.getBean(Any.class).list()).containsExactly("x", "${y}", 3);
		}
	}

	@Test
	void byteOrderMarkIsRemoved(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("db.json"), "\uFEFF{\"password\":\"correct horse\"}\r\n");
		this.aws.secret("key", "\uFEFFword").parameter("/app", "\uFEFF{\"limit\":3}");
		try (ConfigurableApplicationContext context = start("golambda.secrets.db=file:" + file,
				"golambda.secrets.key.id=key", "golambda.secrets.key.format=plain", "golambda.parameters.app=/app")) {
			assertThat(context.getBean(Db.class).password()).isEqualTo("correct horse");
			assertThat(context.getEnvironment().getProperty("key")).isEqualTo("word");
			assertThat(context.getEnvironment().getProperty("app.limit")).isEqualTo("3");
		}
	}

	@Test
	void optionalSecretThatIsMissingIsSkipped(CapturedOutput output) {
		this.aws.secret("there", "{\"password\":\"correct horse\"}")
			.failing("denied", 400, "AccessDeniedException", "not authorized");
		// loads the AWS SDK, which on a busy machine may exceed the timeout of a start
		catchThrowable(() -> start("golambda.secrets.db=there", "golambda.parameters.key=/there").close());
		try (ConfigurableApplicationContext context = start("golambda.secrets.db=optional:there",
				"golambda.secrets.a=optional:missing", "golambda.secrets.b=optional:missing",
				"golambda.secrets.b.format=plain", "golambda.secrets.c=optional:file:missing.json",
				"golambda.secrets.d=optional:classpath:missing.json", "golambda.secrets.e=optional:${NOT_SET}",
				"golambda.secrets.f=optional:", "golambda.secrets.g=optional:denied",
				"golambda.parameters.h=optional:/missing", "golambda.parameters.i=optional:/missing/",
				"golambda.parameters.j=optional:file:missing.txt")) {
			assertThat(context.getBean(Db.class).password()).isEqualTo("correct horse");
			assertThat(context.getEnvironment().containsProperty("b")).isFalse();
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("It is optional, so it is skipped.")))
			.hasSize(10)
			.filteredOn((line) -> line.contains("WARN"))
			.singleElement()
			.asString()
			.contains("golambda.secrets.g=denied cannot be read", "not authorized", "Add to the function's role");
	}

	@Test
	void secretOverridesFilesAndNotTheCommandLine() {
		this.aws.secret("db", "{\"userName\":\"ada\",\"password\":\"correct horse\"}");
		try (ConfigurableApplicationContext context = start(Map.of("db.password", "from a file", "db.port", "1"),
				"golambda.secrets.db=db", "db.user-name=grace")) {
			assertThat(context.getBean(Db.class)).isEqualTo(new Db("grace", "correct horse", 1));
		}
	}

	@Test
	void fileReplacesAPlainSecret(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("key.txt"), "correct horse\n");
		try (ConfigurableApplicationContext context = start("golambda.secrets.key=file:" + file,
				"golambda.secrets.key.format=PLAIN")) {
			assertThat(context.getEnvironment().getProperty("key")).isEqualTo("correct horse");
		}
	}

	@Test
	void parameterThatIsNotJsonIsText() {
		this.aws.parameter("/prod/app/template", "{host}/{id}").parameter("/prod/app/limits", "{\"most\":3}");
		try (ConfigurableApplicationContext context = start("golambda.parameters.app=/prod/app/")) {
			assertThat(context.getEnvironment().getProperty("app.template")).isEqualTo("{host}/{id}");
			assertThat(context.getEnvironment().getProperty("app.limits.most", Integer.class)).isEqualTo(3);
		}
	}

	@Test
	void versionsPartitionsAndArnsOfParametersAreSupported() {
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
				"golambda.secret-settings.timeToLive=1h")) {
			assertThat(context.getBean(Db.class).password()).isEqualTo("correct horse");
		}
		assertThat(this.aws.requests()).hasSize(1);
	}

	@Test
	void applicationsInOneProcessHaveTheirOwnSecrets() {
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
	@EnableConfigurationProperties({ Db.class, Any.class })
	static class Application {

	}

	@ConfigurationProperties("any")
	record Any(Map<String, Object> values, List<Object> list) {

	}

	@ConfigurationProperties("db")
	record Db(String userName, String password, int port) {

	}

}
