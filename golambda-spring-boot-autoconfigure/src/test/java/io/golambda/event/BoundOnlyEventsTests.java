package io.golambda.event;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.AppSyncLambdaAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerRequestEvent;
import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.amazonaws.services.lambda.runtime.events.CloudFrontEvent;
import com.amazonaws.services.lambda.runtime.events.CloudWatchMetricAlarmEvent;
import com.amazonaws.services.lambda.runtime.events.CognitoEvent;
import com.amazonaws.services.lambda.runtime.events.CognitoUserPoolPreSignUpEvent;
import com.amazonaws.services.lambda.runtime.events.CognitoUserPoolPreTokenGenerationEventV2;
import com.amazonaws.services.lambda.runtime.events.ConfigEvent;
import com.amazonaws.services.lambda.runtime.events.ConnectEvent;
import com.amazonaws.services.lambda.runtime.events.IoTButtonEvent;
import com.amazonaws.services.lambda.runtime.events.LexEvent;
import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Events of services that ask a function rather than send records to it: they are bound
 * as a whole, and never taken for records.
 */
class BoundOnlyEventsTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	static Stream<Arguments> events() {
		return Stream.of(event("API Gateway, REST", APIGatewayProxyRequestEvent.class, (it) -> it.getPath(), "/o", """
				{"resource":"/o","path":"/o","httpMethod":"POST","headers":{"Accept":"*/*"},
				"queryStringParameters":null,"requestContext":{"requestId":"r","stage":"p"},"body":"{}"}"""),
				event("API Gateway, HTTP", APIGatewayV2HTTPEvent.class, (it) -> it.getRawPath(), "/o", """
						{"version":"2.0","routeKey":"$default","rawPath":"/o","rawQueryString":"","headers":{"a":"b"},
						"requestContext":{"http":{"method":"POST","path":"/o"},"requestId":"r","timeEpoch":1},
						"body":"e30=","isBase64Encoded":true}"""),
				event("function URL", APIGatewayV2HTTPEvent.class, (it) -> it.getRequestContext().getHttp().getMethod(),
						"GET", """
								{"version":"2.0","routeKey":"$default","rawPath":"/","headers":{"host":"x.on.aws"},
								"requestContext":{"domainName":"x.lambda-url.eu-west-1.on.aws",
								"http":{"method":"GET","path":"/"}},"isBase64Encoded":false}"""),
				event("API Gateway, WebSocket", APIGatewayV2WebSocketEvent.class,
						(it) -> it.getRequestContext().getConnectionId(), "c", """
								{"requestContext":{"routeKey":"$connect","eventType":"CONNECT","connectionId":"c",
								"requestTimeEpoch":1},"isBase64Encoded":false}"""),
				event("API Gateway, authorizer", APIGatewayCustomAuthorizerEvent.class, (it) -> it.getMethodArn(),
						"arn:m", """
								{"type":"TOKEN","authorizationToken":"t","methodArn":"arn:m"}"""),
				event("API Gateway, HTTP authorizer", APIGatewayV2CustomAuthorizerEvent.class, (it) -> it.getRouteArn(),
						"arn:r", """
								{"version":"2.0","type":"REQUEST","routeArn":"arn:r","identitySource":["u"],
								"routeKey":"GET /","rawPath":"/","headers":{"a":"b"}}"""),
				event("Application Load Balancer", ApplicationLoadBalancerRequestEvent.class,
						(it) -> it.getRequestContext().getElb().getTargetGroupArn(), "arn:t", """
								{"requestContext":{"elb":{"targetGroupArn":"arn:t"}},"httpMethod":"GET","path":"/",
								"queryStringParameters":{},"headers":{"accept":"text/html"},"body":""}"""),
				event("Cognito, pre sign-up", CognitoUserPoolPreSignUpEvent.class,
						(it) -> it.getRequest().getUserAttributes().get("email"), "a@example.com", """
								{"version":"1","triggerSource":"PreSignUp_SignUp","region":"r","userPoolId":"p",
								"userName":"u","callerContext":{"clientId":"c"},
								"request":{"userAttributes":{"email":"a@example.com"}},"response":{}}"""),
				event("Cognito, pre token generation", CognitoUserPoolPreTokenGenerationEventV2.class,
						(it) -> it.getTriggerSource(), "TokenGeneration_Authentication", """
								{"version":"2","triggerSource":"TokenGeneration_Authentication","region":"r",
								"userPoolId":"p","userName":"u","callerContext":{"clientId":"c"},
								"request":{"userAttributes":{},"scopes":["s"]},"response":{}}"""),
				event("Cognito Sync", CognitoEvent.class, (it) -> it.getDatasetName(), "d", """
						{"version":2,"eventType":"SyncTrigger","region":"r","identityPoolId":"p","identityId":"i",
						"datasetName":"d","datasetRecords":{"k":{"oldValue":"a","newValue":"b","op":"replace"}}}"""),
				event("AppSync, resolver", Map.class, (it) -> it.get("typeName"), "Query", """
						{"typeName":"Query","fieldName":"order","arguments":{"id":"1"},"identity":null,"source":null,
						"request":{"headers":{"host":"h"}},"prev":null,"info":{"fieldName":"order"}}"""),
				event("AppSync, authorizer", AppSyncLambdaAuthorizerEvent.class, (it) -> it.getAuthorizationToken(),
						"t", """
								{"authorizationToken":"t","requestContext":{"apiId":"a","accountId":"1"},
								"requestHeaders":{"h":"v"}}"""),
				event("Step Functions", Order.class, (it) -> it.id(), "o-1", """
						{"id":"o-1","taskToken":"t"}"""),
				event("Step Functions, distributed map", Items.class, (it) -> it.Items().get(0).id(), "o-1", """
						{"BatchInput":{"a":1},"Items":[{"id":"o-1"},{"id":"o-2"}]}"""),
				event("IoT rule", Order.class, (it) -> it.id(), "o-1", """
						{"id":"o-1","topic":"sensors/1","timestamp":1700000000123,"records":[1],"source":"s"}"""),
				event("IoT rule, text", String.class, (it) -> it, "\"on\"", "\"on\""),
				event("IoT button", IoTButtonEvent.class, (it) -> it.getClickType(), "SINGLE", """
						{"serialNumber":"G030","clickType":"SINGLE","batteryVoltage":"1582mV"}"""),
				event("Config rule", ConfigEvent.class, (it) -> it.getConfigRuleName(), "n", """
						{"version":"1.0","invokingEvent":"{}","ruleParameters":"{}","resultToken":"t",
						"configRuleArn":"a","configRuleId":"i","configRuleName":"n","accountId":"1",
						"executionRoleArn":"e","eventLeftScope":false}"""),
				event("CloudFormation, custom resource", CloudFormationCustomResourceEvent.class,
						(it) -> it.getLogicalResourceId(), "L", """
								{"RequestType":"Create","ServiceToken":"t","ResponseURL":"https://x","StackId":"s",
								"RequestId":"r","LogicalResourceId":"L","ResourceType":"Custom::X",
								"ResourceProperties":{"a":"b"}}"""),
				event("Connect", ConnectEvent.class, (it) -> it.getName(), "ContactFlowEvent",
						"""
								{"Name":"ContactFlowEvent","Details":{"ContactData":{"ContactId":"c"},"Parameters":{"p":"q"}}}"""),
				event("Lex", LexEvent.class, (it) -> it.getCurrentIntent().getName(), "Book", """
						{"messageVersion":"1.0","invocationSource":"FulfillmentCodeHook","userId":"u",
						"sessionAttributes":{},"bot":{"name":"b"},"currentIntent":{"name":"Book","slots":{}}}"""),
				event("CloudFront, Lambda@Edge", CloudFrontEvent.class,
						(it) -> it.getRecords().get(0).getCf().getRequest().getUri(), "/", """
								{"Records":[{"cf":{"config":{"distributionId":"d"},
								"request":{"clientIp":"1","method":"GET","uri":"/","headers":{}}}}]}"""),
				event("CloudWatch alarm", CloudWatchMetricAlarmEvent.class, (it) -> it.getAlarmArn(), "arn:a", """
						{"source":"aws.cloudwatch","alarmArn":"arn:a","accountId":"1",
						"time":"2024-02-03T04:05:06.789+0000","region":"r","alarmData":{"alarmName":"n"}}"""),
				event("Secrets Manager, rotation", SecretsManagerRotationEvent.class, (it) -> it.getStep(),
						"createSecret", """
								{"Step":"createSecret","SecretId":"arn:s","ClientRequestToken":"t"}"""));
	}

	private static <T> Arguments event(String service, Class<T> type, Function<T, Object> member, String value,
			String json) {
		return arguments(service, type, member, value, json);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("events")
	<T> void eventIsBoundAsAWhole(String service, Class<T> type, Function<T, Object> member, String value,
			String json) {
		Event event = Event.of(json);
		assertThat(event.source()).isEqualTo(EventSource.UNKNOWN);
		assertThat(member.apply(event.bind(type))).isEqualTo(value);
		assertThat(event.bind(JsonNode.class)).isEqualTo(MAPPER.readTree(json));
		assertThatExceptionOfType(EventException.class).isThrownBy(event::records)
			.withMessageContaining("Use bind(...) to read the whole event");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("events")
	<T> void eventInARecordStaysItsPayload(String service, Class<T> type, Function<T, Object> member, String value,
			String json) {
		for (Event event : List.of(Event.encapSqs(json), Event.encapSnsOverSqs(json), Event.encapKinesis(json),
				Event.encapFirehose(json))) {
			assertThat(event.records()).singleElement().satisfies((record) -> {
				assertThat(record.text()).isEqualTo(json);
				assertThat(member.apply(record.bind(type)).toString().strip()).isEqualTo(value);
			});
		}
	}

	record Order(String id) {

	}

	record Items(List<Order> Items) {

	}

}
