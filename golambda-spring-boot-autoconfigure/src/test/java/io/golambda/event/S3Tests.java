package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class S3Tests {

	@Test
	void notificationWithDuplicateMemberFailsAlone() {
		String json = Event.encapS3("a", "b").json();
		int second = json.lastIndexOf("\"s3\":");
		Event event = Event.of(json.substring(0, second) + "\"s3\":{}," + json.substring(second));
		assertThat(event.records().get(0).bind(JsonNode.class).has("s3")).isTrue();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.records().get(1).bind(JsonNode.class))
			.withMessage("Record 1 of the S3 event has a member twice.");
	}

	@Test
	void attributesHaveTheDecodedKey() {
		EventRecord record = Samples.event("s3-typical").decapS3().get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("key", "invoices/2019/Müller & Sons+1.pdf", "bucket",
				"uploads", "size", "5305868800", "eTag", "b21b84d653bb07b05b1e6b33684dc11b", "versionId",
				"096fKKXTRTtl3on89fVO.nfljtsv6qko", "sequencer", "0C0F6F405D6ED209E1", "eventName", "ObjectCreated:Put",
				"awsRegion", "us-east-2", "configurationId", "828aa6fc-f7b5-4305-8584-487c791949c1"));
		assertThat(record.timestamp()).hasValue(Instant.parse("2019-09-03T19:37:27.192Z"));
		assertThat(record.id()).as("an id, which S3 does not give").isEmpty();
	}

	@Test
	void deletedObjectHasNoSizeAndNoETag() {
		assertThat(Samples.event("s3-typical").decapS3().get(1).attributes())
			.containsEntry("eventName", "ObjectRemoved:DeleteMarkerCreated")
			.doesNotContainKeys("size", "eTag");
	}

	@Test
	void payloadIsTheWholeNotification() {
		EventRecord record = Samples.event("s3-minimal").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.S3);
		assertThat(record.text()).isEqualTo("""
				{"eventSource":"aws:s3","s3":{"bucket":{"name":"uploads"},"object":{"key":"a"}}}""");
		assertThat(record.bind(JsonNode.class).at("/s3/object/key").stringValue()).isEqualTo("a");
		assertThat(record.bind(Notification.class).s3().bucket().name()).isEqualTo("uploads");
		assertThat(record.timestamp()).isEmpty();
	}

	@Test
	void unusualNotificationIsReadable() {
		EventRecord record = Samples.event("s3-odd").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.S3);
		assertThat(record.timestamp()).as("a time that is none").isEmpty();
		assertThat(record.attributes()).as("a key that was never encoded").containsEntry("key", "100%+of+it");
		assertThat(record.attributes()).containsEntry("size", "12")
			.containsEntry("awsRegion", "17")
			.doesNotContainKey("bucket");
	}

	@Test
	void testEventHasNoRecords() {
		Event event = Samples.event("s3-test");
		assertThat(event.source()).isEqualTo(EventSource.S3);
		assertThat(event.decapS3()).isEmpty();
		assertThat(event.records()).isEmpty();
	}

	@Test
	void testEventInQueueOrTopicIsOmitted() {
		String test = Samples.event("s3-test").json();
		assertThat(Event.encapSqs(test).records()).isEmpty();
		assertThat(Event.encapSns(test).records()).isEmpty();
		assertThat(Event.encapSnsOverSqs(test).records()).isEmpty();
		assertThat(Event.encapSqs(test, Event.encapS3("a")).records()).extracting(EventRecord::source)
			.containsExactly(EventSource.S3);
	}

	@Test
	void messageThatMerelyMentionsTheTestEventStaysTheMessage() {
		assertThat(Event.encapSqs("{\"Event\":\"s3:TestEvent\"}").records()).extracting(EventRecord::source)
			.containsExactly(EventSource.SQS);
	}

	@Test
	void s3RecordIsNeverAnEnvelope() {
		Event event = Event.of("""
				{"Records":[{"eventSource":"aws:s3","Type":"Notification",\
				"TopicArn":"arn:aws:sns:us-east-1:123456789012:t","Message":"m"}]}""");
		assertThat(event.records()).extracting(EventRecord::source).containsExactly(EventSource.S3);
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapS3("reports/a b+c&d=é.txt", "plain");
		assertEqual(event);
		assertThat(event.decapS3()).extracting((record) -> record.attributes().get("key"))
			.containsExactly("reports/a b+c&d=é.txt", "plain");
		S3EventNotificationRecord read = event.bind(S3Event.class).getRecords().get(0);
		assertThat(read.getS3().getObject().getUrlDecodedKey()).isEqualTo("reports/a b+c&d=é.txt");
		assertThat(read.getS3().getObject().getKey()).startsWith("reports/a+b%2Bc");
		assertThat(read.getS3().getBucket().getArn()).isEqualTo("arn:aws:s3:::bucket");
		assertThat(read.getEventTime()).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(Event::encapS3);
	}

	@Test
	void readsSameValuesAsAwsClass() {
		assertEqual(Samples.event("s3-typical"));
	}

	private static void assertEqual(Event event) {
		List<S3EventNotificationRecord> expected = event.bind(S3Event.class).getRecords();
		List<EventRecord> records = event.decapS3();
		assertThat(records).hasSameSizeAs(expected);
		for (int i = 0; i < records.size(); i++) {
			Map<String, String> attributes = records.get(i).attributes();
			S3EventNotificationRecord aws = expected.get(i);
			S3ObjectEntity object = aws.getS3().getObject();
			assertThat(attributes).containsEntry("key", object.getUrlDecodedKey())
				.containsEntry("sequencer", object.getSequencer())
				.containsEntry("eventName", aws.getEventName())
				.containsEntry("awsRegion", aws.getAwsRegion())
				.containsEntry("configurationId", aws.getS3().getConfigurationId())
				.containsEntry("bucket", aws.getS3().getBucket().getName());
			// AWS's class has an empty string or 0 for a missing member
			assertThat(attributes.getOrDefault("eTag", "")).isEqualTo(object.geteTag());
			assertThat(attributes.getOrDefault("versionId", "")).isEqualTo(object.getVersionId());
			assertThat(attributes.getOrDefault("size", "0")).isEqualTo(object.getSizeAsLong().toString());
			assertThat(records.get(i).timestamp().orElseThrow().toEpochMilli())
				.isEqualTo(aws.getEventTime().getMillis());
		}
	}

	@Test
	void rejectsEmptyListAndReportsNullRecord() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of("{\"Records\":[]}").decapS3())
			.withMessageContaining("its \"Records\" has no record");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"Records\":[{\"eventSource\":\"aws:s3\"},null]}").decapS3())
			.withMessage("Record 1 of the S3 event is null, not an object.");
	}

	record Notification(Entity s3) {

		record Entity(Bucket bucket) {

		}

		record Bucket(String name) {

		}

	}

	@Test
	void tagsThatAwsGaveTheBucketAreAttributes() {
		Event event = Event
			.of("""
					{"Records":[{"eventVersion":"2.5","eventSource":"aws:s3","awsRegion":"eu-west-1",
					"eventTime":"2026-08-02T07:51:20.063Z","eventName":"ObjectCreated:Put","userIdentity":{"principalId":"p"},
					"s3":{"s3SchemaVersion":"1.0","configurationId":"c","bucket":{"name":"orders",
					"ownerIdentity":{"principalId":"o"},"arn":"arn:aws:s3:::orders","awsGeneratedTags":{
					"aws:cloudformation:stack-name":"shop","aws:cloudformation:logical-id":"Bucket"}},
					"object":{"key":"a+b","size":1,"eTag":"e","sequencer":"0A"}}}]}""");
		assertThat(event.records().get(0).attributes())
			.containsEntry("awsGeneratedTags.aws:cloudformation:stack-name", "shop")
			.containsEntry("awsGeneratedTags.aws:cloudformation:logical-id", "Bucket")
			.containsEntry("bucket", "orders")
			.containsEntry("key", "a b");
		assertThat(event.bind(S3Event.class).getRecords().get(0).getS3().getBucket().getName()).isEqualTo("orders");
	}

}
