package io.golambda.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import com.acme.direct.DirectApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;
import io.golambda.metrics.EmbeddedLine;
import io.golambda.secret.AwsServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application that Spring AOT has processed starts without a
 * {@code SpringApplication} as it starts by one, and by one if only that can apply the
 * settings of the process.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DirectStartTests {

	private static final String DIRECTLY = "Started the application directly";

	private static final String BY_SPRING_APPLICATION = "Started the application by a SpringApplication, because ";

	private static final String BY_SPRING_APPLICATION_LATER = "LambdaHandler will start the application by a "
			+ "SpringApplication, because ";

	private static final String WITH_AOT = "-Dspring.aot.enabled=true";

	private static final String WITHOUT_AOT = "-Dspring.aot.enabled=false";

	@TempDir
	private static Path folder;

	private static Path taskRoot;

	private FunctionOutput output = new FunctionOutput();

	private String options = WITH_AOT;

	@BeforeAll
	static void build() throws Exception {
		taskRoot = AotFunction.build(DirectApplication.class, folder.resolve("aot"), Map.of("application.yaml", """
				warehouse:
				  city: "Köln"
				  patience: 90s
				  shelves:
				  - 1
				  - 2
				  labels:
				    a.b: "c \\"d\\" $e"
				spring:
				  application:
				    name: stores
				logging:
				  level:
				    com.acme: debug
				golambda:
				  logging:
				    debug-on-failure: true
				""", "application.properties", """
				warehouse.city=Bonn
				warehouse.large=12345678901
				""", "warehouse.properties", """
				warehouse.greeting=hello from ${warehouse.city}
				"""));
		assertThat(folder.resolve("aot").resolve(AotFunction.LOG)).content()
			.doesNotContain(BY_SPRING_APPLICATION_LATER);
		AotFunction.jar(taskRoot);
	}

	@ParameterizedTest
	@ValueSource(strings = { "",
			"WAREHOUSE_CITY=Ulm;WAREHOUSE_LABELS_X=y;SPRING_CLOUD_FUNCTION_DEFINITION=describe;"
					+ "WAREHOUSE_GREETING=${warehouse.city} and ${random.int(5,6)};SPRING_APPLICATION_NAME=depot",
			"SPRING_JACKSON_PROPERTYNAMINGSTRATEGY=SNAKE_CASE;SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE=1s;"
					+ "SPRING_TASK_EXECUTION_POOL_CORESIZE=2;GOLAMBDA_EVENT_INFLATEDLIMIT=1MB;"
					+ "GOLAMBDA_LOGGING_ORDER=level,message",
			"LOG_LEVEL=warn;LOGGING_LEVEL_COM_ACME_DEPOT=error", "AWS_LAMBDA_LOG_LEVEL=DEBUG;LOGGING_LEVEL_ROOT=off" })
	void applicationIsTheSameAsBySpringApplication(String settings) throws Exception {
		assertSame(variables(settings));
	}

	@Test
	void metricsAreSwitchedOnWhenTheProcessStarts() throws Exception {
		start(Map.of());
		assertWay(DIRECTLY);
		assertThat(EmbeddedLine.in(this.output.completeLines())).as("lines without a namespace").isEmpty();
		start(Map.of("GOLAMBDA_METRICS_NAMESPACE", "Stores"));
		assertWay(DIRECTLY);
		FunctionOutput.eventually(
				() -> assertThat(EmbeddedLine.in(this.output.completeLines())).singleElement().satisfies((line) -> {
					assertThat(line.namespace()).isEqualTo("Stores");
					assertThat(line.names()).contains("lambda.duration", "lambda.cold.starts", "lambda.init.duration");
					assertThat(line.property("coldStart")).isEqualTo("true");
				}));
	}

	private void assertSame(Map<String, String> variables) throws Exception {
		JsonNode direct = start(variables);
		assertWay(DIRECTLY);
		assertThat(direct.path("events")).hasSize(4);
		assertThat(direct.toPrettyString()).isEqualTo(startBySpringApplication(variables).toPrettyString());
	}

	private static Map<String, String> variables(String settings) {
		Map<String, String> variables = new HashMap<>();
		for (String setting : StringUtils.tokenizeToStringArray(settings, ";")) {
			String[] pair = setting.split("=", 2);
			variables.put(pair[0], pair[1]);
		}
		return variables;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SPRING_PROFILES_ACTIVE | dev
			SPRING_CONFIG_ADDITIONALLOCATION | optional:file:/nowhere/
			SPRING_APPLICATION_JSON | {"warehouse":{"city":"Jena"}}
			SPRING_MAIN_LAZYINITIALIZATION | true
			LOGGING_GROUP_DEPOT | com.acme.depot
			DEBUG | true
			""")
	void settingThatOnlySpringApplicationAppliesCounts(String variable, String value) throws Exception {
		start(Map.of(variable, value));
		assertWay(BY_SPRING_APPLICATION + "the environment variable " + variable + " is set");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					application.properties | warehouse.city=Kiel | there is a file
					config/application.yaml | 'warehouse: {city: Kiel}' | there is a folder
					lib/layer.jar!application.yml | 'warehouse: {city: Kiel}' | there is a file application.yml in
					lib/layer.jar!META-INF/spring.factories | org.springframework.context.ApplicationListener=com.acme.direct.LateListener | com.acme.direct.LateListener takes part in the start
					""")
	void fileThatIsAddedAfterTheBuildCounts(String name, String content, String obstacle) throws Exception {
		Path added = add(name, content);
		try {
			start(Map.of());
			assertWay(BY_SPRING_APPLICATION + obstacle);
		}
		finally {
			FileSystemUtils.deleteRecursively(added);
		}
	}

	private static Path add(String name, String content) throws IOException {
		Path file = taskRoot.resolve(name.replaceFirst("!.*", ""));
		Files.createDirectories(file.getParent());
		if (name.contains("!")) {
			try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
				jar.putNextEntry(new ZipEntry(name.replaceFirst(".*!", "")));
				jar.write(content.getBytes(StandardCharsets.UTF_8));
			}
			return file;
		}
		Files.writeString(file, content);
		return file.getParent().equals(taskRoot) ? file : file.getParent();
	}

	@ParameterizedTest
	@ValueSource(strings = { WITH_AOT, WITHOUT_AOT })
	void secretIsBound(String options) throws Exception {
		this.options = options;
		try (AwsServer aws = new AwsServer()) {
			aws.secret("stores/warehouse", "{\"city\":\"Trier\",\"key\":\"hunter2\"}");
			Map<String, String> variables = Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "key",
					"AWS_SECRET_ACCESS_KEY", "secret", "AWS_SESSION_TOKEN", AwsServer.TOKEN, "AWS_ENDPOINT_URL",
					aws.endpoint(), "GOLAMBDA_SECRETS_WAREHOUSE", "stores/warehouse");
			JsonNode started = start(variables);
			assertWay(DIRECTLY);
			assertThat(started.path("environment").path("sources"))
				.isEqualTo(startBySpringApplication(variables).path("environment").path("sources"));
			assertThat(aws.requests()).hasSize(2);
			// a secret takes precedence over files
			assertThat(started.path("warehouse").asString()).contains("city=Trier");
		}
	}

	@Test
	void levelOfAGroupOfLoggersIsApplied() throws Exception {
		Map<String, String> variables = Map.of("LOGGING_LEVEL_SQL", "trace");
		JsonNode started = start(variables);
		assertWay(BY_SPRING_APPLICATION + "only Spring Boot can apply its logging settings");
		assertThat(started.path("levels").toString()).contains("org.hibernate.SQL TRACE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "WAREHOUSE_CITY=Ulm;LOG_LEVEL=warn;GOLAMBDA_LOGGING_ORDER=level,message;"
			+ "SPRING_JACKSON_PROPERTYNAMINGSTRATEGY=SNAKE_CASE" })
	void applicationWithoutSpringAotIsTheSameAsBySpringApplication(String settings) throws Exception {
		this.options = WITHOUT_AOT;
		assertSame(variables(settings));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					SPRING_MAIN_LAZYINITIALIZATION | true | - | - | the environment variable SPRING_MAIN_LAZYINITIALIZATION is set
					- | - | application.properties | warehouse.city=Kiel | there is a file
					- | - | lib/layer.jar!config/application.yml | 'warehouse: {city: Kiel}' | there is a file config/application.yml
					- | - | lib/layer.jar!application-default.properties | warehouse.city=Kiel | there is a file application-default.properties
					- | - | lib/layer.jar!application.yml | 'warehouse: {city: Kiel}\n---\nwarehouse: {city: Rom}' | application.yml has several documents
					- | - | lib/layer.jar!application.yml | 'golambda: {direct-start: {enabled: false}}' | golambda.direct-start.enabled is false in application.yml
					- | - | lib/layer.jar!application.yml | 'spring: {profiles: {active: dev}}' | the property spring.profiles.active is set in application.yml
					- | - | lib/layer.jar!META-INF/spring.factories | org.springframework.context.ApplicationListener=com.acme.direct.LateListener | com.acme.direct.LateListener takes part in the start
					""")
	void whatOnlySpringApplicationAppliesCountsWithoutSpringAot(String variable, String value, String file,
			String content, String obstacle) throws Exception {
		this.options = WITHOUT_AOT;
		Map<String, String> variables = (variable != null) ? Map.of(variable, value) : Map.of();
		Path added = (file != null) ? add(file, content.replace("\\n", "\n")) : null;
		try {
			start(variables);
			assertWay(BY_SPRING_APPLICATION + obstacle);
		}
		finally {
			FileSystemUtils.deleteRecursively(added);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { WITH_AOT, WITHOUT_AOT })
	void failureIsReportedLikeThatOfSpringApplication(String options) throws Exception {
		this.options = options;
		Map<String, String> broken = Map.of("WAREHOUSE_PATIENCE", "long");
		JsonNode direct = failure(broken);
		Map<String, String> ordinary = new HashMap<>(broken);
		ordinary.put("GOLAMBDA_DIRECTSTART_ENABLED", "false");
		assertThat(direct).isEqualTo(failure(ordinary));
		assertThat(direct.path("message").asString()).contains("Failed to bind properties under 'warehouse.patience'")
			.contains("System Environment Property \"WAREHOUSE_PATIENCE\"");
	}

	private JsonNode failure(Map<String, String> variables) throws Exception {
		JsonNode answer = start(variables);
		assertThat(answer.path("errorType").asString()).isEqualTo("io.golambda.lambda.StartException");
		ObjectNode line = (ObjectNode) this.output.jsonLines("error").get(0);
		assertThat(this.output.jsonLines("error")).hasSize(1);
		line.remove("time");
		removeStacks(line);
		return line;
	}

	private static void removeStacks(ObjectNode node) {
		node.remove(List.of("stacktrace", "error.stacktrace"));
		node.values().forEach((value) -> {
			for (JsonNode each : value.isArray() ? value : List.of(value)) {
				if (each instanceof ObjectNode object) {
					removeStacks(object);
				}
			}
		});
	}

	@Test
	void directStartCanBeSwitchedOff() throws Exception {
		startBySpringApplication(Map.of());
		assertThat(this.output.text()).doesNotContain("Started the application");
	}

	private JsonNode startBySpringApplication(Map<String, String> variables) throws Exception {
		Map<String, String> all = new HashMap<>(variables);
		all.put("GOLAMBDA_DIRECTSTART_ENABLED", "false");
		return start(all);
	}

	private JsonNode start(Map<String, String> variables) throws Exception {
		this.output = new FunctionOutput();
		try (LocalFunction function = LocalFunction.builder()
			.handler(FunctionOutput.LAMBDA_HANDLER)
			.taskRoot(taskRoot)
			.javaOption(this.options)
			.environment("MAIN_CLASS", DirectApplication.class.getName())
			.environment("LOGGING_LEVEL_IO_GOLAMBDA_LAMBDA", "debug")
			.environment(variables)
			.output(this.output)
			.start()) {
			FunctionAnswer answer = function.invoke(Event.of("\"\"")).join();
			return JsonMapper.shared().readTree(answer.payload());
		}
	}

	private void assertWay(String message) {
		FunctionOutput.eventually(() -> assertThat(this.output.text()).contains(message));
	}

}
