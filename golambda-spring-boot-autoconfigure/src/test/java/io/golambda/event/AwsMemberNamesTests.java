package io.golambda.event;

import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.amazonaws.services.lambda.runtime.events.CloudFrontEvent;
import com.amazonaws.services.lambda.runtime.events.CloudWatchLogsEvent;
import com.amazonaws.services.lambda.runtime.events.CognitoEvent;
import com.amazonaws.services.lambda.runtime.events.ConnectEvent;
import com.amazonaws.services.lambda.runtime.events.S3ObjectLambdaEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests events whose members have other names than the getters of AWS's classes: every
 * member is read and written.
 */
class AwsMemberNamesTests {

	static Stream<Arguments> events() {
		return Stream.of(arguments(CloudFormationCustomResourceEvent.class, """
				{"RequestType": "Create", "ServiceToken": "arn", "ResponseURL": "https://example.com", "StackId": "s",
				 "RequestId": "r", "LogicalResourceId": "l", "ResourceType": "Custom::Type",
				 "PhysicalResourceId": "p", "ResourceProperties": {"a": "1"}, "OldResourceProperties": {"a": "0"}}"""),
				arguments(ConnectEvent.class, """
						{"Name": "ContactFlowEvent", "Details": {"Parameters": {"p": "1"}, "ContactData": {
						 "Attributes": {"a": "1"}, "Channel": "VOICE", "ContactId": "c", "InitialContactId": "i",
						 "InitiationMethod": "INBOUND", "InstanceARN": "arn", "PreviousContactId": "p",
						 "Queue": {"ARN": "arn", "Name": "q"},
						 "CustomerEndpoint": {"Address": "+1", "Type": "TELEPHONE_NUMBER"},
						 "SystemEndpoint": {"Address": "+2", "Type": "TELEPHONE_NUMBER"}}}}"""),
				arguments(SecretsManagerRotationEvent.class,
						"""
								{"Step": "createSecret", "SecretId": "arn", "ClientRequestToken": "t", "RotationToken": "r"}"""),
				arguments(CloudWatchLogsEvent.class, """
						{"awslogs": {"data": "H4sI"}}"""),
				arguments(CloudFrontEvent.class,
						"""
								{"Records": [{"cf": {"config": {"distributionId": "d"}, "request": {"uri": "/a", "method": "GET",
								 "clientIp": "192.0.2.1", "headers": {"host": [{"key": "Host", "value": "example.com"}]}}}}]}"""),
				arguments(CognitoEvent.class, """
						{"version": 2, "eventType": "SyncTrigger", "region": "us-east-1", "identityPoolId": "p",
						 "identityId": "i", "datasetName": "d",
						 "datasetRecords": {"k": {"oldValue": "a", "newValue": "b", "op": "replace"}}}"""),
				arguments(S3ObjectLambdaEvent.class, """
						{"xAmzRequestId": "r", "getObjectContext": {"inputS3Url": "https://example.com",
						 "outputRoute": "o", "outputToken": "t"}, "configuration": {"accessPointArn": "a",
						 "supportingAccessPointArn": "s", "payload": "p"}, "userRequest": {"url": "https://example.com",
						 "headers": {"Host": "example.com"}}, "protocolVersion": "1.00"}"""),
				arguments(APIGatewayV2HTTPEvent.class, """
						{"version": "2.0", "routeKey": "$default", "rawPath": "/a", "rawQueryString": "b=c",
						 "cookies": ["d=e"], "headers": {"f": "g"}, "requestContext": {"accountId": "1", "http": {
						 "method": "GET", "sourceIp": "192.0.2.1"}, "timeEpoch": 1583348638390},
						 "isBase64Encoded": false}"""), arguments(SQSBatchResponse.class, """
						{"batchItemFailures": [{"itemIdentifier": "m"}]}"""));
	}

	@ParameterizedTest
	@MethodSource("events")
	void readsEveryMember(Class<?> type, String json) {
		JsonNode event = DefaultMapper.INSTANCE.readTree(json);
		assertThat(written(Event.of(json).bind(type))).isEqualTo(event);
		EventRecord message = Event.encapSqs(json).records().get(0);
		assertThat(written(message.bind(type))).isEqualTo(event);
	}

	@ParameterizedTest
	@MethodSource("activeMq")
	void activeMqDestinationHasItsName(String member) {
		Event event = Event.of("""
				{"eventSource": "aws:mq", "messages": [{"messageID": "1", "destination": {"%s": "queue"}}]}"""
			.formatted(member));
		assertThat(event.bind(ActiveMQEvent.class).getMessages().get(0).getDestination().getPhysicalName())
			.isEqualTo("queue");
	}

	static Stream<String> activeMq() {
		return Stream.of("physicalname", "physicalName");
	}

	@Test
	void authorizerRequestTimeIsRead() {
		APIGatewayV2CustomAuthorizerEvent event = Event.of("""
				{"type": "REQUEST", "requestContext": {"time": "12/Mar/2020:19:03:58 +0000",
				 "timeEpoch": 1583348638390}}""").bind(APIGatewayV2CustomAuthorizerEvent.class);
		assertThat(event.getRequestContext().getTimeEpoch()).isEqualTo("2020-03-04T19:03:58.390Z");
		assertThat(event.getRequestContext().getTime().getYear()).isEqualTo(2020);
	}

	private static JsonNode written(Object event) {
		return DefaultMapper.INSTANCE.readTree(AwsEventClasses.write(event));
	}

}
