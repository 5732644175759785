package io.golambda.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template of AWS SAM or CloudFormation, or a part of one.
 *
 * @param document the YAML
 */
record Template(Map<?, ?> document) {

	private static final Set<String> TOP = Set.of("AWSTemplateFormatVersion", "Transform", "Description", "Parameters",
			"Globals", "Mappings", "Conditions", "Resources", "Outputs", "Metadata");

	private static final Set<String> FUNCTION = Set.of("Architectures", "AutoPublishAlias", "CapacityProviderConfig",
			"CodeUri", "DeadLetterQueue", "DeploymentPreference", "Description", "Environment", "EphemeralStorage",
			"EventInvokeConfig", "Events", "FunctionName", "FunctionScalingConfig", "Handler", "ImageConfig",
			"ImageUri", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize", "PackageType", "Policies",
			"ProvisionedConcurrencyConfig", "ReservedConcurrentExecutions", "Role", "Runtime", "SnapStart", "Tags",
			"Timeout", "Tracing", "VpcConfig");

	private static final Set<String> EVENT = Set.of("BatchSize", "BatchWindow", "BisectBatchOnFunctionError", "Brokers",
			"Broker", "Bucket", "Cluster", "ConsumerGroupId", "DatabaseName", "DestinationConfig", "Enabled", "Events",
			"FilterCriteria", "FunctionResponseTypes", "Input", "MaximumBatchingWindowInSeconds",
			"MaximumRecordAgeInSeconds", "MaximumRetryAttempts", "ParallelizationFactor", "Pattern",
			"ProvisionedPollerConfig", "Queue", "Queues", "RetryPolicy", "ScalingConfig", "Schedule",
			"ScheduleExpression", "SchemaRegistryConfig", "SourceAccessConfigurations", "StartingPosition", "Stream",
			"Topic", "Topics", "TumblingWindowInSeconds");

	private static final Set<String> EVENT_TYPES = Set.of("Api", "CloudWatchEvent", "CloudWatchLogs", "DocumentDB",
			"DynamoDB", "EventBridgeRule", "HttpApi", "IoTRule", "Kinesis", "MQ", "MSK", "S3", "SNS", "SQS", "Schedule",
			"ScheduleV2", "SelfManagedKafka");

	private static final Set<String> RESOURCES = Set.of("AWS::CloudWatch::Alarm", "AWS::DynamoDB::Table",
			"AWS::ECR::Repository", "AWS::Events::Rule", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::KMS::Key",
			"AWS::Kinesis::Stream", "AWS::KinesisFirehose::DeliveryStream", "AWS::Lambda::EventSourceMapping",
			"AWS::Lambda::Function", "AWS::Lambda::Permission", "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter",
			"AWS::Logs::SubscriptionFilter", "AWS::Pipes::Pipe", "AWS::S3::Bucket", "AWS::S3::BucketPolicy",
			"AWS::SNS::Subscription", "AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "AWS::SQS::Queue",
			"AWS::SQS::QueuePolicy", "AWS::SecretsManager::Secret", "AWS::SSM::Parameter", "AWS::Serverless::Function");

	private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}!]+)}");

	static boolean isTemplate(Map<?, ?> document) {
		return TOP.containsAll(document.keySet()) || FUNCTION.containsAll(document.keySet())
				|| EVENT.containsAll(document.keySet()) || isMapOfTyped(document)
				|| Set.of("Type", "Properties", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata")
					.containsAll(document.keySet());
	}

	List<String> problems() {
		List<String> problems = new ArrayList<>();
		if (TOP.containsAll(this.document.keySet())) {
			map(this.document, "Resources").values().forEach((resource) -> checkTyped((Map<?, ?>) resource, problems));
			unknown("Globals.Function", map(map(this.document, "Globals"), "Function"), FUNCTION, problems);
			checkReferences(problems);
		}
		else if (isMapOfTyped(this.document)) {
			this.document.values().forEach((resource) -> checkTyped((Map<?, ?>) resource, problems));
		}
		else if (this.document.containsKey("Type")) {
			checkTyped(this.document, problems);
		}
		else if (FUNCTION.containsAll(this.document.keySet())) {
			checkFunction(this.document, problems);
		}
		return problems;
	}

	private static boolean isMapOfTyped(Map<?, ?> document) {
		return document.values()
			.stream()
			.allMatch((value) -> value instanceof Map<?, ?> map && map.containsKey("Type"));
	}

	private static void checkTyped(Map<?, ?> resource, List<String> problems) {
		String type = String.valueOf(resource.get("Type"));
		Map<?, ?> properties = map(resource, "Properties");
		if (EVENT_TYPES.contains(type)) {
			unknown("an event of type " + type, properties, EVENT, problems);
		}
		else if (!RESOURCES.contains(type)) {
			problems.add("The type \"" + type + "\" is not known. Correct it, or add it to Template.");
		}
		else if (type.equals("AWS::Serverless::Function")) {
			checkFunction(properties, problems);
		}
	}

	private static void checkFunction(Map<?, ?> function, List<String> problems) {
		unknown("a function", function, FUNCTION, problems);
		map(function, "Events").values().forEach((event) -> checkTyped((Map<?, ?>) event, problems));
	}

	private static void unknown(String owner, Map<?, ?> properties, Set<String> known, List<String> problems) {
		for (Object key : properties.keySet()) {
			if (!known.contains(key)) {
				problems.add("\"" + key + "\" is not a property of " + owner + ". Correct it, or add it to Template.");
			}
		}
	}

	private void checkReferences(List<String> problems) {
		Set<Object> names = new LinkedHashSet<>(map(this.document, "Resources").keySet());
		names.addAll(map(this.document, "Parameters").keySet());
		for (String name : references(this.document)) {
			if (!names.contains(name) && !name.startsWith("AWS::")) {
				problems.add("\"" + name + "\" is not a resource or a parameter of this template.");
			}
		}
	}

	/**
	 * Returns the names in !Ref, !GetAtt and !Sub.
	 */
	private static List<String> references(Object node) {
		List<String> names = new ArrayList<>();
		if (node instanceof Map<?, ?> map) {
			map.values().forEach((value) -> names.addAll(references(value)));
		}
		else if (node instanceof List<?> list) {
			list.forEach((value) -> names.addAll(references(value)));
		}
		else if (node instanceof Yaml.Tagged tagged) {
			if (tagged.tag().equals("!Ref") || tagged.tag().equals("!GetAtt")) {
				names.add(String.valueOf(tagged.value()).split("\\.")[0]);
			}
			else if (tagged.tag().equals("!Sub") && tagged.value() instanceof String text) {
				Matcher substitution = SUBSTITUTION.matcher(text);
				while (substitution.find()) {
					names.add(substitution.group(1).split("\\.")[0]);
				}
			}
			else {
				names.addAll(references(tagged.value()));
			}
		}
		return names;
	}

	private static Map<?, ?> map(Map<?, ?> parent, String key) {
		return (parent.get(key) instanceof Map<?, ?> map) ? map : Map.of();
	}

}
