package io.golambda.docs;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Properties and YAML: an application's configuration, templates and workflows.
 */
class ConfigurationBlocksTests {

	private static ConfigurationMetadata metadata;

	@BeforeAll
	static void readMetadata() throws IOException {
		metadata = ConfigurationMetadata.read();
	}

	@Test
	void everyPropertyExistsAndItsValueBinds() throws IOException {
		List<String> problems = new ArrayList<>();
		for (CodeBlock block : Pages.blocks("properties")) {
			problems.addAll(problemsOfProperties(block));
		}
		assertThat(problems).isEmpty();
	}

	@Test
	void everyYamlIsValidForItsKind() throws Exception {
		List<String> problems = new ArrayList<>();
		for (CodeBlock block : Pages.blocks("yaml")) {
			problems.addAll(problemsOfYaml(block));
		}
		assertThat(problems).isEmpty();
	}

	@Test
	void misspelledKeyAndInvalidValueAreReported() throws IOException {
		assertThat(problemsOfProperties(block("properties", """
				golambda.logging.debug-on-fail=true
				golambda.logging.debug-sample-rate=often
				golambda.logging.order=level,nonsense
				golambda.logging.fields.request-id=requestId
				golambda.secrets.db=prod/db
				logging.level.com.acme=debug
				spring.cloud.function.definition=colors
				"""))).hasSize(3)
			.anySatisfy((problem) -> assertThat(problem).contains("golambda.logging.debug-on-fail"))
			.anySatisfy((problem) -> assertThat(problem).contains("often"))
			.anySatisfy((problem) -> assertThat(problem).contains("nonsense"));
	}

	@Test
	void unknownResourceTypePropertyAndReferenceAreReported() throws Exception {
		assertThat(problemsOfYaml(block("yaml", """
				Resources:
				  Orders:
				    Type: AWS::SQS::Queu
				  OrdersFunction:
				    Type: AWS::Serverless::Function
				    Properties:
				      Handlers: io.golambda.lambda.LambdaHandler
				      Events:
				        Queue:
				          Type: SQS
				          Properties:
				            Queue: !GetAtt OrderQueue.Arn
				            FunctionResponseType: [ReportBatchItemFailures]
				"""))).hasSize(4)
			.anySatisfy((problem) -> assertThat(problem).contains("AWS::SQS::Queu\""))
			.anySatisfy((problem) -> assertThat(problem).contains("\"Handlers\""))
			.anySatisfy((problem) -> assertThat(problem).contains("\"FunctionResponseType\""))
			.anySatisfy((problem) -> assertThat(problem).contains("\"OrderQueue\""));
	}

	@Test
	void yamlOfAnUnknownKindFailsWithTheFix() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> problemsOfYaml(block("yaml", "colour: blue\n")))
			.withMessageContaining("neither an application's configuration nor a template");
	}

	private static List<String> problemsOfProperties(CodeBlock block) throws IOException {
		Properties properties = new Properties();
		properties.load(new StringReader(block.code()));
		Map<String, String> values = new java.util.TreeMap<>();
		properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
		return problems(block, values);
	}

	private static List<String> problemsOfYaml(CodeBlock block) throws Exception {
		Map<?, ?> document = Yaml.read(block);
		return switch (YamlKind.of(block, document)) {
			case APPLICATION -> problems(block, Yaml.properties(document));
			case TEMPLATE -> located(block, new Template(document).problems());
			case WORKFLOW -> located(block, Workflow.problems(document));
		};
	}

	private static List<String> problems(CodeBlock block, Map<String, String> properties) {
		List<String> problems = new ArrayList<>();
		properties.forEach((key, value) -> metadata.problem(key, value).ifPresent(problems::add));
		return located(block, problems);
	}

	private static List<String> located(CodeBlock block, List<String> problems) {
		return problems.stream().map((problem) -> block.location() + ": " + problem).toList();
	}

	private static CodeBlock block(String language, String code) {
		return Page.parse("docs/x.md", "```" + language + "\n" + code + "```\n").blocks().get(0);
	}

}
