package io.golambda.event;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests times in other units than AWS documents: emulators write milliseconds instead of
 * seconds, and DynamoDB writes microseconds into Kinesis streams.
 */
class TimesTests {

	@ParameterizedTest
	@CsvSource({ "1700000000, 2023-11-14T22:13:20Z", "1700000000.5, 2023-11-14T22:13:20.500Z",
			"1.7000000005E9, 2023-11-14T22:13:20.500Z", "1700000000500, 2023-11-14T22:13:20.500Z",
			"1700000000500123, 2023-11-14T22:13:20.500Z", "1700000000500123456, 2023-11-14T22:13:20.500Z",
			"253402300799, 9999-12-31T23:59:59Z", "0, 1970-01-01T00:00:00Z" })
	void streamsHaveTimesInAnyUnit(String written, Instant time) {
		Event kinesis = Event.of("""
				{"Records":[{"eventSource":"aws:kinesis","kinesis":{"data":"eA==","sequenceNumber":"1",
				"approximateArrivalTimestamp":%s}}]}""".formatted(written));
		assertThat(kinesis.records().get(0).timestamp()).hasValue(time);
		Event dynamoDb = Event.of("""
				{"Records":[{"eventSource":"aws:dynamodb","dynamodb":{"Keys":{"id":{"S":"x"}},
				"ApproximateCreationDateTime":%s}}]}""".formatted(written));
		assertThat(dynamoDb.records().get(0).timestamp()).hasValue(time);
	}

	@ParameterizedTest
	@CsvSource({ "1700000000500, 2023-11-14T22:13:20.500Z", "1700000000500123, 2023-11-14T22:13:20.500Z",
			"1700000000500123456, 2023-11-14T22:13:20.500Z", "253402300799999, 9999-12-31T23:59:59.999Z",
			"1700000000, 1970-01-20T16:13:20Z" })
	void otherSourcesHaveTimesInMillisecondsOrSmallerUnits(String written, Instant time) {
		Event sqs = Event.of("""
				{"Records":[{"eventSource":"aws:sqs","body":"x","attributes":{"SentTimestamp":"%s"}}]}"""
			.formatted(written));
		assertThat(sqs.records().get(0).timestamp()).hasValue(time);
		Event kafka = Event.of("""
				{"eventSource":"aws:kafka","records":{"t-0":[{"value":"eA==","timestamp":%s}]}}""".formatted(written));
		assertThat(kafka.records().get(0).timestamp()).hasValue(time);
		Event firehose = Event.of("""
				{"deliveryStreamArn":"a","records":[{"data":"eA==","approximateArrivalTimestamp":%s}]}"""
			.formatted(written));
		assertThat(firehose.records().get(0).timestamp()).hasValue(time);
	}

	@ParameterizedTest
	@CsvSource({ "MICROSECOND, 1700000000123456, 2023-11-14T22:13:20.123456Z",
			"MILLISECOND, 1700000000123, 2023-11-14T22:13:20.123Z" })
	void changeThatDynamoDbWritesIntoKinesisIsTheRecord(String precision, String written, Instant time) {
		Event event = Event.encapKinesis("""
				{"awsRegion":"eu-west-1","eventID":"a1b2","eventName":"MODIFY","userIdentity":null,
				"recordFormat":"application/json","tableName":"fruit","dynamodb":{"ApproximateCreationDateTime":%s,
				"ApproximateCreationDateTimePrecision":"%s","Keys":{"pk":{"S":"pear"}},
				"NewImage":{"pk":{"S":"pear"},"n":{"N":"3"}},"OldImage":{"pk":{"S":"pear"},"n":{"N":"2"}},
				"SizeBytes":40},"eventSource":"aws:dynamodb"}""".formatted(written, precision));
		EventRecord record = event.records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.DYNAMODB);
		assertThat(record.timestamp()).hasValue(time);
		assertThat(record.id()).hasValue("a1b2");
		assertThat(record.outermost().id()).isEqualTo(event.decapKinesis().get(0).id());
		assertThat(record.text()).isEqualTo("{\"pk\":\"pear\",\"n\":3}");
		assertThat(record.part("OldImage").orElseThrow().text()).isEqualTo("{\"pk\":\"pear\",\"n\":2}");
		assertThat(record.attributes()).containsEntry("tableName", "fruit").containsEntry("eventName", "MODIFY");
	}

	@Test
	void dataThatMerelyLooksLikeDynamoDbChangeStaysTheData() {
		EventRecord record = Event.encapKinesis("""
				{"eventSource":"aws:dynamodb","eventID":"a","dynamodb":{"NewImage":{"pk":{"S":"pear"}}}}""")
			.records()
			.get(0);
		assertThat(record.source()).isEqualTo(EventSource.KINESIS);
	}

}
