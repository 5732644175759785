package io.golambda.event;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests changes of items that DynamoDB writes into a Kinesis stream instead of a stream
 * of its own.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html">Using
 * Kinesis Data Streams to capture changes to DynamoDB</a>
 */
class DynamoDbOverKinesisTests {

	private static final String CHANGE = """
			{"awsRegion":"eu-west-1","eventID":"a1b2","eventName":"MODIFY","userIdentity":null,
			"recordFormat":"application/json","tableName":"fruit","dynamodb":{
			"ApproximateCreationDateTime":1700000000123456,"ApproximateCreationDateTimePrecision":"MICROSECOND",
			"Keys":{"pk":{"S":"pear"}},"NewImage":{"pk":{"S":"pear"},"n":{"N":"3"}},
			"OldImage":{"pk":{"S":"pear"},"n":{"N":"2"}},"SizeBytes":40},"eventSource":"aws:dynamodb"}""";

	@Test
	void changeIsTheItemWithItsAttributes() {
		for (Event event : List.of(Event.encapKinesis(CHANGE), Event.encapFirehose(CHANGE),
				Event.encapKinesisAggregated(CHANGE), Event.encapSqs(BareRecord.KINESIS_OF_PIPES.of(CHANGE)))) {
			EventRecord record = event.records().get(0);
			assertThat(record.source()).isEqualTo(EventSource.DYNAMODB);
			assertThat(record.id()).hasValue("a1b2");
			assertThat(record.timestamp()).hasValue(Instant.parse("2023-11-14T22:13:20.123456Z"));
			assertThat(record.text()).isEqualTo("{\"pk\":\"pear\",\"n\":3}");
			assertThat(record.part("NewImage").orElseThrow().text()).isEqualTo("{\"pk\":\"pear\",\"n\":3}");
			assertThat(record.part("OldImage").orElseThrow().text()).isEqualTo("{\"pk\":\"pear\",\"n\":2}");
			assertThat(record.part("Keys").orElseThrow().text()).isEqualTo("{\"pk\":\"pear\"}");
			assertThat(record.attributes()).containsOnly(entry("awsRegion", "eu-west-1"), entry("eventID", "a1b2"),
					entry("eventName", "MODIFY"), entry("recordFormat", "application/json"),
					entry("tableName", "fruit"), entry("SizeBytes", "40"),
					entry("ApproximateCreationDateTimePrecision", "MICROSECOND"));
			assertThat(record.outermost().source()).isEqualTo(event.source());
		}
	}

	@ParameterizedTest
	@CsvSource({ "MICROSECOND, 1700000000123456, 2023-11-14T22:13:20.123456Z",
			"MICROSECOND, 1700000000, 1970-01-01T00:28:20Z",
			"MICROSECOND, 1.700000000123456E15, " + "2023-11-14T22:13:20.123456Z",
			"MILLISECOND, 1700000000123, 2023-11-14T22:13:20.123Z", "MILLISECOND, 1700000000, 1970-01-20T16:13:20Z",
			"OTHER, 1700000000123, 2023-11-14T22:13:20.123Z" })
	void timeIsInTheUnitThatTheRecordNames(String precision, String written, Instant time) {
		String change = CHANGE.replace("1700000000123456", written).replace("MICROSECOND", precision);
		assertThat(Event.encapKinesis(change).records().get(0).timestamp()).hasValue(time);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e400", "1e999999999", "1.5", "\"\"", "9223372036854775807", "true" })
	void timeThatIsNoneIsEmpty(String written) {
		String change = CHANGE.replace("1700000000123456", written);
		assertThat(Event.encapKinesis(change).records().get(0).timestamp()).isEmpty();
	}

	@Property(tries = 200)
	void everyTimeIsExact(@ForAll @LongRange(min = 0, max = 253_402_300_799_999_999L) long micros) {
		Instant time = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
		Event event = Event.encapDynamoDbOverKinesis(NewRecord.of("{\"id\":1}").timestamp(time));
		assertThat(event.records().get(0).timestamp()).hasValue(time);
	}

	@Test
	void expiredItemNamesItsRemover() {
		String change = CHANGE.replace("\"userIdentity\":null",
				"\"userIdentity\":{\"principalId\":\"dynamodb.amazonaws.com\",\"type\":\"Service\"}");
		assertThat(Event.encapKinesis(change).records().get(0).attributes())
			.containsEntry("userIdentity.principalId", "dynamodb.amazonaws.com")
			.containsEntry("userIdentity.type", "Service");
	}

	@Test
	void awsClassHasTheImages() {
		DynamodbStreamRecord record = Event.encapKinesis(CHANGE).records().get(0).as(DynamodbStreamRecord.class);
		assertThat(record.getDynamodb().getNewImage().get("n").getN()).isEqualTo("3");
		assertThat(record.getEventName()).isEqualTo("MODIFY");
		assertThat(record.getDynamodb().getApproximateCreationDateTime())
			.isEqualTo(Date.from(Instant.parse("2023-11-14T22:13:20.123Z")));
	}

	@Test
	void decapReversesEncap() {
		Event event = Event.encapDynamoDbOverKinesis(
				NewRecord.of("{\"id\":\"a\",\"n\":2}")
					.id("e-1")
					.timestamp(Instant.parse("2026-01-02T03:04:05.678901Z"))
					.with("tableName", "orders")
					.with("awsRegion", "eu-west-1")
					.with("SizeBytes", 99)
					.part("OldImage", "{\"id\":\"a\",\"n\":1}")
					.part("Keys", "{\"id\":\"a\"}"),
				NewRecord.of("{\"id\":\"b\"}").with("eventName", "REMOVE").with("userIdentity.type", "Service"),
				"{\"id\":\"c\"}");
		List<EventRecord> records = event.decapDynamoDbOverKinesis();
		assertThat(event.source()).isEqualTo(EventSource.KINESIS);
		assertThat(records).extracting(EventRecord::text)
			.containsExactly("{\"id\":\"a\",\"n\":2}", "{\"id\":\"b\"}", "{\"id\":\"c\"}");
		assertThat(records).extracting((record) -> record.attributes().get("eventName"))
			.containsExactly("MODIFY", "REMOVE", "INSERT");
		EventRecord modified = records.get(0);
		assertThat(modified.id()).hasValue("e-1");
		assertThat(modified.timestamp()).hasValue(Instant.parse("2026-01-02T03:04:05.678901Z"));
		assertThat(modified.attributes()).containsEntry("tableName", "orders")
			.containsEntry("awsRegion", "eu-west-1")
			.containsEntry("SizeBytes", "99");
		assertThat(modified.part("OldImage").orElseThrow().text()).isEqualTo("{\"id\":\"a\",\"n\":1}");
		assertThat(records.get(1).attributes()).containsEntry("userIdentity.principalId", "dynamodb.amazonaws.com");
		assertThat(records.get(2).attributes()).doesNotContainKey("userIdentity.principalId");
		assertThat(records).extracting((record) -> record.outermost().index()).containsExactly(0, 1, 2);
	}

	@Test
	void encapRejectsTimeThatItsPrecisionCannotCarry() {
		NewRecord record = NewRecord.of("{\"id\":1}").timestamp(Instant.parse("2026-01-02T03:04:05.678901Z"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event
				.encapDynamoDbOverKinesis(record.with("ApproximateCreationDateTimePrecision", "MILLISECOND")))
			.withMessageContaining("ApproximateCreationDateTimePrecision");
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> Event.encapDynamoDbOverKinesis(record.with("ApproximateCreationDateTimePrecision", "SECOND")))
			.withMessageContaining("must be MICROSECOND or MILLISECOND");
		assertThatIllegalArgumentException().isThrownBy(
				() -> Event.encapDynamoDbOverKinesis(record.timestamp(Instant.parse("2026-01-02T03:04:05.678901234Z"))))
			.withMessageContaining("precision of microseconds");
	}

	@Test
	void decapNamesRecordThatIsNoChange() {
		Event event = Event.encapKinesis(CHANGE, "{}");
		assertThatExceptionOfType(EventException.class).isThrownBy(event::decapDynamoDbOverKinesis)
			.withMessageContaining("Record 1")
			.withMessageContaining("is not a change of an item that DynamoDB wrote; use decapKinesis()");
		assertThat(event.records()).extracting(EventRecord::source)
			.containsExactly(EventSource.DYNAMODB, EventSource.KINESIS);
	}

	@Test
	void duplicateEventIdMakesTheChangeUnreadable() {
		EventRecord record = Event.encapKinesis(CHANGE.replace("\"eventID\"", "\"eventID\":\"x\",\"eventID\""))
			.records()
			.get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
			.withMessageContaining("has its member \"eventID\" twice");
	}

	private static Map.Entry<String, String> entry(String name, String value) {
		return Map.entry(name, value);
	}

}
