package io.golambda.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Samples.Color;

import static io.golambda.event.EventSource.CLOUDWATCH_LOGS;
import static io.golambda.event.EventSource.EVENTBRIDGE;
import static io.golambda.event.EventSource.FIREHOSE;
import static io.golambda.event.EventSource.KAFKA;
import static io.golambda.event.EventSource.KINESIS;
import static io.golambda.event.EventSource.LAMBDA_DESTINATION;
import static io.golambda.event.EventSource.RABBITMQ;
import static io.golambda.event.EventSource.S3;
import static io.golambda.event.EventSource.SNS;
import static io.golambda.event.EventSource.SQS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that nested events are unwrapped to the innermost records, which keep all their
 * envelopes.
 */
class NestedEventsTests {

	static Stream<Arguments> nested() {
		Event s3 = Event.encapS3("report.txt");
		Event destination = Event.encapLambdaDestination(new Color("blue"));
		return Stream.of(arguments(Event.encapSnsOverSqs(s3), List.of(S3, SNS, SQS)),
				arguments(Event.encapSqs(Event.encapEventBridge(destination)),
						List.of(LAMBDA_DESTINATION, EVENTBRIDGE, SQS)),
				arguments(Event.encapLambdaDestination(Event.encapSnsOverSqs(s3)),
						List.of(S3, SNS, SQS, LAMBDA_DESTINATION)),
				arguments(Event.encapSnsOverSqs(Event.encapEventBridge(Event.encapLambdaDestination(s3))),
						List.of(S3, LAMBDA_DESTINATION, EVENTBRIDGE, SNS, SQS)),
				arguments(Event.encapKinesis(Event.encapEventBridge(new Color("blue"))), List.of(EVENTBRIDGE, KINESIS)),
				arguments(Event.encapKafka(Event.encapSqs(Event.encapCloudWatchLogs("line"))),
						List.of(CLOUDWATCH_LOGS, SQS, KAFKA)),
				arguments(Event.encapRabbitMq(destination), List.of(LAMBDA_DESTINATION, RABBITMQ)),
				arguments(Event.encapFirehose(s3), List.of(S3, FIREHOSE)),
				arguments(Event.encapLambdaDestination(Event.encapKinesis(s3)),
						List.of(S3, KINESIS, LAMBDA_DESTINATION)));
	}

	@ParameterizedTest
	@MethodSource("nested")
	void innermostRecordHasAllItsEnvelopes(Event event, List<EventSource> chain) {
		List<EventRecord> records = event.records();
		assertThat(records).hasSize(1);
		assertThat(chain(records.get(0))).extracting(EventRecord::source).isEqualTo(chain);
	}

	@Test
	void outermostRecordIsTheOneThatLambdaDelivered() {
		Event event = Event.encapSnsOverSqs("x");
		EventRecord notification = event.records().get(0);
		assertThat(notification.outermost()).isSameAs(notification.envelope().orElseThrow());
		assertThat(notification.outermost().id()).isEqualTo(event.decapSqs().get(0).id());
		assertThat(notification.outermost().outermost()).isSameAs(notification.outermost());
	}

	@Test
	void outermostIdIsThatOfTheDeliveredMessage() {
		Event event = Event.encapSqs("plain", Event.encapSns(Event.encapS3("a", "b")), Event.encapEventBridge("{}"));
		List<String> delivered = event.decapSqs().stream().map((message) -> message.id().orElseThrow()).toList();
		assertThat(event.records()).extracting((record) -> outermost(record).id().orElseThrow())
			.containsExactly(delivered.get(0), delivered.get(1), delivered.get(1), delivered.get(2));
	}

	@Test
	void recordHasItsIndexInTheEventThatHoldsIt() {
		Event event = Event.encapSqs(Event.encapS3("a", "b"), Event.encapS3("c"));
		assertThat(event.records()).extracting((record) -> record.attributes().get("key"))
			.containsExactly("a", "b", "c");
		assertThat(event.records()).extracting(EventRecord::index).containsExactly(0, 1, 0);
		assertThat(event.records()).extracting((record) -> outermost(record).index()).containsExactly(0, 0, 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"messageType\":\"CONTROL_MESSAGE\",\"logGroup\":\"a\",\"logEvents\":[{\"order\":1}]}",
			"{\"messageType\":\"CHAT\",\"logGroup\":\"a\",\"logEvents\":[{\"x\":1}]}",
			"{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"a\",\"logEvents\":[{\"id\":\"1\",\"message\":\"m\"}]}",
			"{\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\",\"order\":1}",
			"{\"eventSourceARN\":\"a:b:kinesis\",\"window\":{},\"Records\":[],\"order\":1}",
			"[{\"eventSource\":\"aws:kafka\",\"order\":1}]", "[{\"eventSource\":\"aws:kinesis\",\"order\":1}]",
			"[{\"eventSource\":\"aws:rmq\",\"data\":\"\"}]", "[{\"eventSource\":\"aws:sqs\",\"body\":\"b\"}]",
			"{\"eventSource\":\"aws:mq\",\"messages\":[{\"text\":\"hi\"}]}",
			"{\"eventSource\":\"aws:docdb\",\"events\":[{\"event\":{\"order\":1}}]}",
			"{\"Records\":[{\"eventSource\":\"aws:sqs\",\"order\":1}],\"customer\":7}",
			"{\"Records\":[{\"eventSource\":\"aws:s3\",\"order\":1}],\"customer\":7}",
			"{\"Records\":[{\"eventSource\":\"aws:dynamodb\",\"dynamodb\":{\"NewImage\":{}}}]}",
			"{\"Records\":[{\"eventSource\":\"aws:ses\",\"ses\":{\"order\":1}}]}",
			"{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{\"Message\":\"m\"}}]}",
			"{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":\"m\"}",
			"{\"deliveryStreamArn\":\"a\",\"records\":[{\"data\":\"\"}]}",
			"{\"requestContext\":{},\"timestamp\":\"t\",\"requestPayload\":{}}", "{\"awslogs\":{\"data\":\"eA==\"}}",
			"{\"Records\":{},\"eventSource\":\"aws:s3\"}" })
	void messageThatMerelyLooksLikeAnEventStaysTheMessage(String body) {
		assertThat(Event.encapSqs("a", body).records()).extracting(EventRecord::source)
			.containsExactly(EventSource.SQS, EventSource.SQS);
		assertThat(Event.encapSqs("a", body).records().get(1).text()).isEqualTo(body);
		assertThat(Event.encapKinesis(body).records()).singleElement()
			.satisfies((record) -> assertThat(record.text()).isEqualTo(body));
	}

	@Test
	void eventInMessageMayHaveEscapedNames() {
		String event = Event.encapS3("key").json().replace("\"Records\"", "\"\\u0052ecords\"");
		assertThat(Event.encapSqs(event).records()).extracting(EventRecord::source).containsExactly(EventSource.S3);
	}

	@Test
	void brokenMessageStaysMessageAndAffectsNoOther() {
		Event event = Event.encapSqs("{\"Records\":[{\"eventSource\":\"aws:s3\"},null]}", Event.encapS3("a"),
				"{\"Records\":[{\"eventSource\":\"aws:s3\"");
		assertThat(event.records()).extracting(EventRecord::source).containsExactly(SQS, S3, SQS);
	}

	private static List<EventRecord> chain(EventRecord innermost) {
		List<EventRecord> chain = new ArrayList<>();
		for (Optional<EventRecord> each = Optional.of(innermost); each.isPresent(); each = each.get().envelope()) {
			chain.add(each.get());
		}
		return chain;
	}

	private static EventRecord outermost(EventRecord record) {
		List<EventRecord> chain = chain(record);
		return chain.get(chain.size() - 1);
	}

}
