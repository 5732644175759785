package io.golambda.event;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.CodeCommitEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.amazonaws.services.lambda.runtime.events.MSKFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests records as AWS's own classes.
 */
class AwsEventClassesTests {

	@Test
	void missingLibraryIsNamedInsteadOfTheClass() throws Exception {
		try (Anew without = new Anew(false)) {
			Class<?> trial = without.loadClass(Trial.class.getName());
			assertThat(trial.getMethod("asMessage").invoke(null))
				.isEqualTo("To bind an event to " + SQSEvent.SQSMessage.class.getName()
						+ " add com.amazonaws:aws-lambda-java-serialization to the class path.");
		}
	}

	@Test
	void answersAreWrittenWithoutTheLibrary() throws Exception {
		try (Anew without = new Anew(false)) {
			Class<?> trial = without.loadClass(Trial.class.getName());
			for (int i = 0; i < 2; i++) {
				assertThat(trial.getMethod("answer").invoke(null))
					.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m\"}]}");
			}
		}
	}

	@Test
	void orderOfFirstBindingsDoesNotMatter() throws Exception {
		try (Anew anew = new Anew(true)) {
			Class<?> trial = anew.loadClass(Trial.class.getName());
			assertThat(trial.getMethod("notificationThenDestination").invoke(null))
				.isEqualTo("2023-11-14T22:13:20.000Z");
		}
	}

	/**
	 * Runs in a class loader of its own, in which nothing was bound and a library may be
	 * missing.
	 */
	public static final class Trial {

		private Trial() {
		}

		public static String asMessage() {
			try {
				return Event.encapSqs("x").records().get(0).as(SQSEvent.SQSMessage.class).getBody();
			}
			catch (EventException ex) {
				return ex.getMessage();
			}
		}

		public static String answer() {
			SQSBatchResponse answer = new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure("m")));
			return new String(AwsEventClasses.write(answer), StandardCharsets.UTF_8);
		}

		public static String notificationThenDestination() {
			Event.encapSns("x").records().get(0).bind(SNSEvent.SNSRecord.class);
			Object destination = Event
				.encapLambdaDestination(NewRecord.of(Map.of("a", 1)).timestamp(Instant.ofEpochSecond(1_700_000_000)))
				.bind(LambdaDestinationEvent.class)
				.getTimestamp();
			return destination.toString();
		}

	}

	// loads all classes anew, so that golambda looks for the library here
	private static final class Anew extends URLClassLoader {

		private final boolean serialization;

		Anew(boolean serialization) {
			super(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map((path) -> {
				try {
					return Path.of(path).toUri().toURL();
				}
				catch (MalformedURLException ex) {
					throw new IllegalStateException(ex);
				}
			}).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
			this.serialization = serialization;
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			if (!this.serialization && name.startsWith("com.amazonaws.services.lambda.runtime.serialization.")) {
				throw new ClassNotFoundException(name);
			}
			return super.findClass(name);
		}

	}

	@Test
	void recordEqualsTheOneInAwsEvent() {
		Event sqs = Samples.event("sqs-typical");
		assertThat(sqs.records()).extracting((record) -> record.as(SQSEvent.SQSMessage.class))
			.usingRecursiveComparison()
			.isEqualTo(sqs.bind(SQSEvent.class).getRecords());
		Event sns = Samples.event("sns-typical");
		assertThat(sns.records().get(0).as(SNSEvent.SNSRecord.class))
			.isEqualTo(sns.bind(SNSEvent.class).getRecords().get(0));
		Event dynamodb = Samples.event("dynamodb-typical");
		assertThat(dynamodb.records()).extracting((record) -> record.as(DynamodbEvent.DynamodbStreamRecord.class))
			.isEqualTo(dynamodb.bind(DynamodbEvent.class).getRecords());
		Event kinesis = Samples.event("window-kinesis");
		assertThat(kinesis.records()).extracting((record) -> record.as(KinesisEvent.KinesisEventRecord.class))
			.isEqualTo(kinesis.bind(KinesisEvent.class).getRecords());
		Event codeCommit = Samples.event("codecommit-typical");
		assertThat(codeCommit.records()).extracting((record) -> record.as(CodeCommitEvent.Record.class))
			.isEqualTo(codeCommit.bind(CodeCommitEvent.class).getRecords());
	}

	@Test
	void secondRecordEqualsTheSecondOneInAwsEvent() {
		S3EventNotificationRecord deleted = Samples.event("s3-typical")
			.decapS3()
			.get(1)
			.as(S3EventNotificationRecord.class);
		assertThat(deleted.getS3().getObject().getKey()).isEqualTo("invoices/old.pdf");
		assertThat(
				Event.encapFirehose("a", "b").records().get(1).as(KinesisFirehoseEvent.Record.class).getData().array())
			.asString()
			.isEqualTo("b");
		assertThat(Event.encapKafka("a", "b").records().get(1).as(KafkaEvent.KafkaEventRecord.class).getOffset())
			.isEqualTo(1);
		EventRecord activeMq = Event.encapActiveMq("a", "b").records().get(1);
		assertThat(activeMq.as(ActiveMQEvent.ActiveMQMessage.class).getMessageID())
			.isEqualTo(activeMq.id().orElseThrow());
		assertThat(Event.encapRabbitMq("a", "b").records().get(1).as(RabbitMQEvent.RabbitMessage.class).getData())
			.isEqualTo("Yg==");
	}

	static Stream<Arguments> recordsThatAwsClassesReject() {
		String s3 = "a record has no \"eventTime\", or a value is not what AWS's class requires of it";
		return Stream.of(
				arguments("sns-odd", SNSEvent.class, "$.Records[0].Sns.Timestamp cannot be read", EventSource.SNS,
						"m-2", ""),
				arguments("s3-minimal", S3Event.class, s3, EventSource.S3, null, "\"key\":\"a\""),
				arguments("s3-odd", S3Event.class, s3, EventSource.S3, null, "\"key\":\"100%+of+it\""),
				arguments("eventbridge-odd", ScheduledEvent.class, "$.time cannot be read", EventSource.EVENTBRIDGE,
						"e-2", "\"message\":\"odd\""),
				arguments("codecommit-odd", CodeCommitEvent.class, "$.Records[0].eventTime cannot be read",
						EventSource.CODECOMMIT, "e-1", "refs/heads/old"),
				arguments("lambda-destination-minimal", LambdaDestinationEvent.class, "$.timestamp cannot be read",
						EventSource.LAMBDA_DESTINATION, null, null),
				arguments("lambda-destination-odd", LambdaDestinationEvent.class,
						"$.requestPayload cannot be read as java.util.LinkedHashMap", EventSource.LAMBDA_DESTINATION,
						null, "\"text\""));
	}

	@ParameterizedTest
	@MethodSource("recordsThatAwsClassesReject")
	void recordThatAwsClassRejectsIsStillReadable(String name, Class<?> type, String reason, EventSource source,
			String id, String text) {
		Event event = Samples.event(name);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(type))
			.withMessage("The event does not fit " + type.getName() + ": " + reason + ".")
			.withNoCause();
		assertThat(event.records()).singleElement().satisfies((record) -> {
			assertThat(record.source()).isEqualTo(source);
			assertThat(record.id()).isEqualTo(Optional.ofNullable(id));
			assertThat(record.hasPayload()).isEqualTo(text != null);
			if (text != null) {
				assertThat(record.text()).contains(text);
			}
		});
	}

	@Test
	void eventThatIsItsOwnRecordIsAwsEvent() {
		Event eventBridge = Samples.event("eventbridge-typical");
		assertThat(eventBridge.records().get(0).as(ScheduledEvent.class))
			.isEqualTo(eventBridge.bind(ScheduledEvent.class));
		Event destination = Samples.event("lambda-destination-typical");
		assertThat(destination.records().get(0).as(LambdaDestinationEvent.class))
			.isEqualTo(destination.bind(LambdaDestinationEvent.class));
	}

	@Test
	void nestedRecordIsReadFromItsEnvelope() {
		EventRecord notification = Samples.event("sns-over-sqs").records().get(0);
		assertThat(notification.as(SNSEvent.SNSRecord.class).getSNS().getMessage()).isEqualTo("{\"message\":\"blue\"}");
		EventRecord s3 = Event.encapSnsOverSqs(Event.encapS3("a b")).records().get(0);
		assertThat(s3.as(S3EventNotificationRecord.class).getS3().getObject().getUrlDecodedKey()).isEqualTo("a b");
		assertThat(s3.envelope().orElseThrow().envelope().orElseThrow().as(SQSEvent.SQSMessage.class).getEventSource())
			.isEqualTo("aws:sqs");
	}

	@Test
	void recordCarriedByPipesIsReadUnchanged() {
		String record = Event.encapKinesis("x").json().replaceAll("^.*\"kinesis\":\\{|\\},.*$", "");
		EventRecord kinesis = Event
			.of(("[{\"eventSource\":\"aws:kinesis\"," + record + "}]").replaceFirst("\"partitionKey\":\"[^\"]*\"",
					"\"partitionKey\":\"O'Brien of Zürich','sequenceNumber':'999','data':'Zm9yZ2Vk'},'x':{'y':'\""))
			.records()
			.get(0);
		KinesisEvent.KinesisEventRecord aws = kinesis.as(KinesisEvent.KinesisEventRecord.class);
		assertThat(aws.getKinesis().getPartitionKey()).startsWith("O'Brien of Zürich','seq");
		assertThat(aws.getKinesis().getSequenceNumber()).isEqualTo(kinesis.id().orElseThrow());
	}

	@Test
	void notificationInQueueKeepsItsLinks() {
		SNSEvent.SNSRecord record = Event.encapSnsOverSqs("x").records().get(0).as(SNSEvent.SNSRecord.class);
		assertThat(record.getSNS().getSigningCertUrl()).startsWith("https://sns.");
		assertThat(record.getSNS().getUnsubscribeUrl()).startsWith("https://sns.");
	}

	@Test
	void firehoseRecordFromKafkaHasItsOwnClass() {
		EventRecord record = Samples.event("firehose-msk").records().get(0);
		assertThat(record.as(MSKFirehoseEvent.Record.class).getRecordId()).isEqualTo(record.id().orElseThrow());
		assertThat(record.as(MSKFirehoseEvent.Record.class).getKafkaRecordValue().array()).isEqualTo(record.bytes());
	}

	@Test
	void recordFromPipesIsReadLikeOneFromLambda() {
		KinesisEvent.KinesisEventRecord record = Samples.event("pipes-kinesis")
			.records()
			.get(0)
			.as(KinesisEvent.KinesisEventRecord.class);
		assertThat(record.getKinesis().getPartitionKey()).isEqualTo("1");
		assertThat(record.getEventSourceARN()).isEqualTo("arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream");
	}

	@Test
	void rejectsClassOfAnotherSource() {
		EventRecord record = Event.encapSqs(new Color("secret")).records().get(0);
		for (Class<?> type : List.of(SNSEvent.SNSRecord.class, SQSEvent.class, Map.class)) {
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.as(type))
				.withMessageEndingWith("of the SQS event is not a " + type.getName()
						+ " but a com.amazonaws.services.lambda.runtime.events.SQSEvent$SQSMessage.");
		}
	}

	@Test
	void rejectsSourceWithoutAwsClass() {
		EventRecord record = Samples.event("ses-typical").records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.as(SNSEvent.SNSRecord.class))
			.withMessageEndingWith("of the SES event has no class of AWS's; use bind(...).");
	}

	@Test
	void recordThatAwsClassRejectsIsReportedWithoutItsContent() {
		EventRecord record = Event.of("""
				{"Records":[{"eventSource":"aws:dynamodb","dynamodb":{"Keys":"secret"}}]}""").records().get(0);
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> record.as(DynamodbEvent.DynamodbStreamRecord.class))
			.withMessage("Record 0 of the DYNAMODB event does not fit the class that AWS has for it: "
					+ "$.Records[0].dynamodb.Keys cannot be read as java.util.LinkedHashMap.")
			.withNoCause();
	}

}
