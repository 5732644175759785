package io.golambda.projects.archetype;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the templates of the projects that the archetype generates.
 */
class TemplateIT {

	private static final Set<String> WITH_PARTIAL_RESPONSE = Set.of("sqs", "kinesis", "dynamodb", "kafka");

	@TempDir
	static Path folder;

	static GeneratedProjects projects;

	@BeforeAll
	static void copyProjects() {
		projects = GeneratedProjects.copyTo(folder);
	}

	static List<String> names() {
		return projects.names();
	}

	@ParameterizedTest
	@MethodSource("names")
	void roleIsLimitedToResourcesOfTheTemplate(String name) throws Exception {
		List<Map<?, ?>> statements = template(name).statements();

		assertThat(statements).isNotEmpty().allSatisfy((statement) -> {
			assertThat(list(statement.get("Action"))).noneMatch((action) -> action.contains("*"));
			if (list(statement.get("Resource")).contains("*")) {
				// Lambda's access to the VPC of a cluster; EC2 has no permissions for
				// single resources here
				assertThat(name).endsWith("kafka");
				assertThat(list(statement.get("Action"))).allMatch((action) -> action.startsWith("ec2:Describe"));
			}
		});
		assertThat(template(name).properties("FunctionRole").containsKey("ManagedPolicyArns")).isFalse();
	}

	@ParameterizedTest
	@MethodSource("names")
	void failedEventsGoToQueueWithAlarm(String name) throws Exception {
		Template template = template(name);
		String source = source(name);
		Map<?, ?> event = (Map<?, ?>) template.event().get("Properties");
		Map<String, String> queue = Map.of("Fn::GetAtt", "DeadLetterQueue.Arn");

		if (WITH_PARTIAL_RESPONSE.contains(source)) {
			assertThat(event.get("FunctionResponseTypes")).isEqualTo(List.of("ReportBatchItemFailures"));
		}
		switch (source) {
			case "sqs" -> {
				assertThat(((Map<?, ?>) template.properties("OrdersQueue").get("RedrivePolicy"))
					.get("deadLetterTargetArn")).isEqualTo(queue);
				assertThat(template.properties("OrdersQueue").get("VisibilityTimeout"))
					.isEqualTo(6 * (Integer) template.properties("Function").get("Timeout"));
			}
			case "kinesis", "dynamodb", "kafka" -> {
				assertThat(onFailure(event)).isEqualTo(queue);
				assertThat(actions(template)).contains("sqs:SendMessage");
			}
			default -> {
				assertThat(onFailure((Map<?, ?>) template.properties("Function").get("EventInvokeConfig")))
					.isEqualTo(queue);
				assertThat(actions(template)).contains("sqs:SendMessage");
			}
		}
		Map<?, ?> alarm = template.properties("FailedEventsAlarm");
		assertThat(alarm.get("MetricName")).isEqualTo("ApproximateNumberOfMessagesVisible");
		assertThat(alarm.get("Dimensions")).isEqualTo(
				List.of(Map.of("Name", "QueueName", "Value", Map.of("Fn::GetAtt", "DeadLetterQueue.QueueName"))));
	}

	@ParameterizedTest
	@MethodSource("names")
	void functionIsTheOneOfTheProject(String name) throws Exception {
		Template template = template(name);
		Map<?, ?> function = template.properties("Function");
		String pom = Files.readString(projects.path(name).resolve("pom.xml"));

		assertThat(function.get("CodeUri")).isEqualTo("target/" + name + "-lambda.zip");
		assertThat(pom)
			.contains("<java.version>" + ((String) function.get("Runtime")).replace("java", "") + "</java.version>");
		assertThat(((Map<?, ?>) function.get("LoggingConfig")).get("LogFormat")).isEqualTo("JSON");
		assertThat(template.references()).allMatch((reference) -> template.section("Resources").containsKey(reference)
				|| template.section("Parameters").containsKey(reference) || reference.startsWith("AWS::")
				// the rule that SAM creates for the event
				|| (source(name).equals("eventbridge") && reference.equals("FunctionOrders")));
	}

	@ParameterizedTest
	@MethodSource("names")
	void secretAndSentryAreThereIfChosen(String name) throws Exception {
		Template template = template(name);
		Properties options = new Properties();
		options.load(Files.newBufferedReader(projects.path(name).resolve("src/main/resources/application.properties")));
		boolean secrets = options.containsKey("golambda.secrets.receipts");
		Object environment = template.properties("Function").get("Environment");
		Map<?, ?> variables = (environment != null) ? (Map<?, ?>) ((Map<?, ?>) environment).get("Variables") : Map.of();

		assertThat(variables.containsKey("RECEIPTS_SECRET_ARN")).isEqualTo(secrets);
		assertThat(actions(template).contains("secretsmanager:GetSecretValue")).isEqualTo(secrets);
		assertThat(template.section("Parameters").containsKey("SentryDsn"))
			.isEqualTo(variables.containsKey("SENTRY_DSN"));
		if (secrets) {
			assertThat(template.statements()).filteredOn((statement) -> statement.toString().contains("secretsmanager"))
				.singleElement()
				.satisfies((statement) -> assertThat(statement.get("Resource"))
					.isEqualTo(Map.of("Ref", "ReceiptsSecret")));
		}
		if (variables.containsKey("SENTRY_DSN")) {
			assertThat(((Map<?, ?>) template.section("Parameters").get("SentryDsn")).get("NoEcho")).isEqualTo(true);
		}
	}

	private static Template template(String name) throws Exception {
		return Template.read(projects.path(name).resolve("template.yaml"));
	}

	private static String source(String name) {
		return name.substring(name.indexOf('-') + 1);
	}

	private static Object onFailure(Map<?, ?> owner) {
		Map<?, ?> configuration = (Map<?, ?>) owner.get("DestinationConfig");
		return ((Map<?, ?>) configuration.get("OnFailure")).get("Destination");
	}

	private static List<String> actions(Template template) {
		return template.statements().stream().flatMap((statement) -> list(statement.get("Action")).stream()).toList();
	}

	private static List<String> list(Object value) {
		return ((value instanceof List<?> list) ? list : List.of(value)).stream().map(Object::toString).toList();
	}

}
