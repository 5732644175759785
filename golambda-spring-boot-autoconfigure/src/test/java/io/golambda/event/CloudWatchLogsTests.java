package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import com.amazonaws.services.lambda.runtime.events.CloudWatchLogsEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Samples.Color;
import io.golambda.event.json.ByteSlice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CloudWatchLogsTests {

	@Test
	void uncompressedDataMayBeTheWholeEvent() {
		Event event = Event.of("""
				{"messageType":"DATA_MESSAGE","logGroup":"g","logEvents":[\
				{"id":"1","timestamp":1,"message":"hello"}]}""");
		assertThat(event.source()).isEqualTo(EventSource.CLOUDWATCH_LOGS);
		for (List<EventRecord> records : List.of(event.decapCloudWatchLogs(), event.records())) {
			assertThat(records).extracting(EventRecord::text).containsExactly("hello");
			assertThat(records.get(0).attributes()).containsEntry("logGroup", "g");
		}
	}

	@Test
	void eachLogEventIsRecord() {
		Event event = Samples.event("cloudwatch-logs-typical");
		assertThat(event.source()).isEqualTo(EventSource.CLOUDWATCH_LOGS);
		for (List<EventRecord> records : List.of(event.decapCloudWatchLogs(), event.records())) {
			assertThat(records).extracting(EventRecord::source).containsOnly(EventSource.CLOUDWATCH_LOGS).hasSize(2);
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(records.get(1).text()).startsWith("REPORT RequestId: ").endsWith(" ms\n");
			assertThat(records).extracting(EventRecord::index).containsExactly(0, 1);
		}
	}

	@Test
	void logEventHasIdTimeAndLogStream() {
		EventRecord record = Samples.event("cloudwatch-logs-typical").decapCloudWatchLogs().get(0);
		assertThat(record.id()).hasValue("34622316099697884706540976068822859012661220141643892546");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(1552518348220L));
		assertThat(record.envelope()).isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("owner", "123456789012", "logGroup", "/aws/lambda/colors",
				"logStream", "2020/12/13/[$LATEST]94fa867e5374431291a7fc14e2f56ae7", "subscriptionFilters",
				"LambdaStream_cloudwatchlogs-node"));
	}

	@Test
	void extractedFieldsAreAttributesButCannotForgeAwsAttributes() {
		EventRecord record = Samples.event("cloudwatch-logs-typical").decapCloudWatchLogs().get(1);
		assertThat(record.attributes()).containsEntry("requestId", "6234bffe")
			.containsEntry("logGroup", "/aws/lambda/colors");
	}

	@Test
	void minimalLogEventHasOnlyItsMessage() {
		EventRecord record = Samples.event("cloudwatch-logs-minimal").records().get(0);
		assertThat(record.text()).isEqualTo("hello");
		assertThat(record.id()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("logGroup", "g"));
	}

	@Test
	void acceptsMembersInAnyOrderAndZlib() {
		List<EventRecord> records = Samples.event("cloudwatch-logs-odd").records();
		assertThat(records.get(0).text()).isEqualTo("grüß 😀");
		assertThat(records.get(0).timestamp()).as("written as a string").hasValue(Instant.ofEpochMilli(1552518348220L));
		assertThat(records.get(0).attributes())
			.isEqualTo(Map.of("owner", "o", "logGroup", "g", "logStream", "s", "subscriptionFilters", "a,b"));
		assertThat(records.get(1).text()).isEmpty();
		assertThat(records.get(1).id()).isEmpty();
		assertThat(records.get(1).timestamp()).isEmpty();
	}

	@Test
	void controlMessageHasNoRecords() {
		Event event = Samples.event("cloudwatch-logs-control");
		assertThat(event.source()).isEqualTo(EventSource.CLOUDWATCH_LOGS);
		assertThat(event.decapCloudWatchLogs()).isEmpty();
		assertThat(event.records()).isEmpty();
		byte[] control = Base64.getDecoder().decode(event.bind(CloudWatchLogsEvent.class).getAwsLogs().getData());
		assertThat(Event.encapKinesis(control).records()).isEmpty();
		assertThat(Event.encapKinesis(control, "text").records()).extracting(EventRecord::text).containsExactly("text");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cloudwatch-logs-typical", "cloudwatch-logs-minimal", "cloudwatch-logs-odd" })
	void readsSameValuesAsAwsClass(String name) throws DecodingException {
		assertEqual(Samples.event(name));
	}

	@Test
	void encapCreatesEventThatAwsClassReads() throws DecodingException {
		Event event = Event.encapCloudWatchLogs(new Color("blue"), "plain\ntext", "grüß".getBytes());
		assertEqual(event);
		assertThat(event.decapCloudWatchLogs()).extracting(EventRecord::text)
			.containsExactly("{\"message\":\"blue\"}", "plain\ntext", "grüß");
		assertThat(event.decapCloudWatchLogs()).extracting((record) -> record.id().orElseThrow())
			.doesNotHaveDuplicates()
			.isSorted();
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapCloudWatchLogs(new byte[] { (byte) 0xFF }))
			.withMessageContaining("not UTF-8");
	}

	// AWS's class has the compressed data only, so Jackson reads its content
	private static void assertEqual(Event event) throws DecodingException {
		byte[] data = Base64.getDecoder().decode(event.bind(CloudWatchLogsEvent.class).getAwsLogs().getData());
		JsonNode expected = JsonMapper.builder()
			.build()
			.readTree(new Compressed(new ByteSlice(data, 0, data.length)).inflate(10_000).copy());
		List<EventRecord> records = event.decapCloudWatchLogs();
		assertThat(records).hasSize(expected.get("logEvents").size());
		for (int i = 0; i < records.size(); i++) {
			JsonNode logEvent = expected.get("logEvents").get(i);
			assertThat(records.get(i).text()).isEqualTo(logEvent.get("message").stringValue());
			assertThat(records.get(i).id().orElse(null)).isEqualTo(logEvent.path("id").stringValue(null));
			for (String common : List.of("owner", "logGroup", "logStream")) {
				assertThat(records.get(i).attributes().get(common)).isEqualTo(expected.path(common).stringValue(null));
			}
		}
	}

	@Test
	void logEventsInStreamHaveItsRecordAsEnvelope() {
		byte[] data = EncapData.cloudWatchLogs("one", "two");
		for (Event event : List.of(Event.encapKinesis("text", data), Event.encapKinesisAggregated("text", data))) {
			List<EventRecord> records = event.records();
			assertThat(records).extracting(EventRecord::source)
				.containsExactly(EventSource.KINESIS, EventSource.CLOUDWATCH_LOGS, EventSource.CLOUDWATCH_LOGS);
			assertThat(records).extracting(EventRecord::text).containsExactly("text", "one", "two");
			EventRecord envelope = records.get(2).envelope().orElseThrow();
			assertThat(envelope.source()).isEqualTo(EventSource.KINESIS);
			assertThat(envelope.bytes()).isEqualTo(data);
			assertThat(records.get(2).attributes()).containsEntry("logGroup", "/aws/lambda/function");
		}
	}

	@Test
	void extractedFieldsAndPolicyAreAttributes() {
		byte[] data = gzip("""
				{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"/g","logStream":"s","subscriptionFilters":["f"],
				"policyLevel":"ACCOUNT_LEVEL_POLICY","logEvents":[{"id":"1","timestamp":1700000000123,"message":"hi",
				"extractedFields":{"bytes":"5","user":null,"n":7,"ok":true}}]}""".getBytes());
		assertThat(logs(data).records().get(0).attributes()).containsEntry("policyLevel", "ACCOUNT_LEVEL_POLICY")
			.containsEntry("bytes", "5")
			.containsEntry("n", "7")
			.containsEntry("ok", "true")
			.doesNotContainKey("user");
	}

	@Test
	void extractedFieldsAreAPartThatCannotForgeAwsAttributes() {
		byte[] data = gzip("""
				{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"/g","logStream":"s","subscriptionFilters":["f"],
				"logEvents":[{"id":"1","timestamp":1700000000123,"message":"hi","extractedFields":{"policyLevel":"mine",
				"@aws.account":"2","@aws.region":"eu-west-1"}},{"id":"2","message":"ho"}]}""".getBytes());
		List<EventRecord> records = logs(data).records();
		assertThat(records.get(0).attributes()).doesNotContainKey("policyLevel")
			.containsEntry("@aws.account", "2")
			.containsEntry("@aws.region", "eu-west-1");
		assertThat(records.get(0).part("extractedFields").orElseThrow().bind(Policy.class).policyLevel())
			.isEqualTo("mine");
		assertThat(records.get(1).part("extractedFields")).isEmpty();
	}

	@Test
	void encapWritesExtractedFieldsOnce() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> Event.encapCloudWatchLogs(NewRecord.of("x").with("level", "ERROR").part("extractedFields", "{}")))
			.withMessageContaining("cannot have both");
	}

	@Test
	void messageThatLooksLikeAnEventStaysTheMessage() {
		String logged = Event.encapSqs("a").json();
		assertThat(Event.encapCloudWatchLogs(logged).records()).extracting(EventRecord::text).containsExactly(logged);
	}

	@Test
	void otherCompressedDataStaysTheRecordAndIsReportedOnBinding() {
		byte[] compressed = gzip("{\"message\":\"secret\"}".getBytes());
		EventRecord record = Event.encapKinesis(compressed).records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.KINESIS);
		assertThat(record.bytes()).isEqualTo(compressed);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Color.class))
			.withMessageEndingWith(
					"of the KINESIS event is compressed by gzip, not JSON; decoded() inflates it, bytes() returns it unchanged.");
	}

	@Test
	void damagedDataFailsItsRecordOnly() {
		byte[] whole = EncapData.cloudWatchLogs("secret");
		byte[] cut = Arrays.copyOf(whole, whole.length - 9);
		byte[] wrong = whole.clone();
		wrong[wrong.length - 6] ^= 1;
		List<EventRecord> records = Event.encapKinesis(cut, whole, wrong).records();
		assertThat(records).extracting(EventRecord::source)
			.containsExactly(EventSource.KINESIS, EventSource.CLOUDWATCH_LOGS, EventSource.KINESIS);
		for (EventRecord broken : List.of(records.get(0), records.get(2))) {
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> broken.bind(Color.class))
				.withMessageEndingWith("of the KINESIS event is compressed, but damaged or incomplete.")
				.withNoCause();
		}
	}

	@Test
	void dataBeyondTheLimitIsRejectedWithTheLimit() {
		byte[] bomb = EncapData.cloudWatchLogs("a".repeat(70 * 1024 * 1024));
		assertThat(bomb).hasSizeLessThan(100_000);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> logs(bomb).decapCloudWatchLogs())
			.withMessage("Record 0 of the CLOUDWATCH_LOGS event inflates to more than the limit of 67108864 bytes; "
					+ "if this is intended, raise the limit by golambda.event.inflated-limit or Event.withInflatedLimit(...).");
		EventRecord record = Event.encapKinesis(bomb).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Color.class))
			.withMessageContaining("inflates to more than the limit of 67108864 bytes");
		assertThat(logs(bomb).withInflatedLimit(71 * 1024 * 1024).records()).hasSize(1);
	}

	@Test
	void limitAppliesToTheWholeEvent() {
		byte[] data = EncapData.cloudWatchLogs("x".repeat(10_000));
		Event event = Event.encapKinesis(data, data, data);
		List<EventRecord> records = new NestedRecords(InflatedBudget.of(15_000, 100_000)).unwrap(event.decapKinesis());
		assertThat(records).extracting(EventRecord::source)
			.containsExactly(EventSource.CLOUDWATCH_LOGS, EventSource.CLOUDWATCH_LOGS, EventSource.KINESIS);
		assertThat(records.get(1).text()).hasSize(10_000);
		assertThat(records.get(2).bytes()).isEqualTo(data);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(2).bind(Color.class))
			.withMessageContaining("contains log events that were not inflated")
			.withMessageContaining("golambda.event.inflated-limit");
		assertThat(event.records()).as("with what this JVM has")
			.hasSize(3)
			.allMatch((record) -> record.text().length() == 10_000);
	}

	@Test
	void limitIsExact() {
		byte[] data = EncapData.cloudWatchLogs("a".repeat(10_000));
		int length = inflated(data, Integer.MAX_VALUE);
		assertThat(logs(data).withInflatedLimit(length).records()).hasSize(1);
		assertThat(Event.encapKinesis(data).withInflatedLimit(length).records().get(0).source())
			.isEqualTo(EventSource.CLOUDWATCH_LOGS);
		Event beyond = logs(data).withInflatedLimit(length - 1).withMapper(JsonMapper.builder().build());
		assertThatExceptionOfType(EventException.class).isThrownBy(beyond::records)
			.withMessageContaining("the limit of " + (length - 1) + " bytes");
		assertThatIllegalArgumentException().isThrownBy(() -> logs(data).withInflatedLimit(0));
	}

	@Test
	void wrongLengthInTrailerIsIgnored() {
		byte[] data = EncapData.cloudWatchLogs("a");
		Arrays.fill(data, data.length - 4, data.length, (byte) 0xFF);
		assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> new Compressed(slice(data)).inflate(1000));
		byte[] zlib = zlib("a".repeat(5000).getBytes());
		assertThat(inflated(zlib, 5000)).isEqualTo(5000);
		// two gzip members; the trailer has the length of the second one only
		ByteArrayOutputStream two = new ByteArrayOutputStream();
		two.writeBytes(gzip("a".repeat(5000).getBytes()));
		two.writeBytes(gzip("b".getBytes()));
		assertThat(inflated(two.toByteArray(), 5001)).isEqualTo(5001);
		assertThat(inflated(gzip(new byte[0]), 1)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"data\":null}", "{\"data\":17}", "{\"data\":\"secret!\"}", "{\"data\":\"\"}",
			"{\"data\":\"c2VjcmV0\"}", "{\"data\":\"H4sIAAAA\"}", "{\"data\":{}}" })
	void reportsDataThatIsNotCompressed(String awslogs) {
		Event event = Event.of("{\"awslogs\":" + awslogs + "}");
		assertThat(event.source()).isEqualTo(EventSource.CLOUDWATCH_LOGS);
		assertThatExceptionOfType(EventException.class).isThrownBy(event::decapCloudWatchLogs)
			.withMessageContaining("CLOUDWATCH_LOGS")
			.withMessageNotContaining("secret")
			.withNoCause();
		assertThatExceptionOfType(EventException.class).isThrownBy(event::records);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "17", "{\"messageType\":\"DATA_MESSAGE\"}", "not json",
			"{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"g\",\"logEvents\":[]}",
			"{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"g\",\"logEvents\":[null]}",
			"{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"g\",\"logEvents\":[{}],\"logEvents\":[{}]}",
			"{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"g\",\"logEvents\":[{}]} more" })
	void reportsDataThatIsNotLogData(String data) {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> logs(gzip(data.getBytes())).decapCloudWatchLogs());
		EventRecord record = Event.encapKinesis(gzip(data.getBytes())).records().get(0);
		assertThat(record.source()).as("within a stream it stays the record").isEqualTo(EventSource.KINESIS);
	}

	@Test
	void logEventWithoutMessageFailsAlone() {
		List<EventRecord> records = logs(gzip(("""
				{"messageType":"DATA_MESSAGE","logGroup":"g",\
				"logEvents":[{"id":"1"},{"message":"ok"}]}""").getBytes())).records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).text())
			.withMessage("Record 0 (id 1) of the CLOUDWATCH_LOGS event has no payload.");
		assertThat(records.get(1).text()).isEqualTo("ok");
	}

	@Test
	void foreignEventNamesTheMatchingMethod() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.encapCloudWatchLogs("a").decapSqs())
			.withMessageContaining("Use decapCloudWatchLogs()");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.encapSqs("a").decapCloudWatchLogs())
			.withMessageContaining("Use decapSqs()");
	}

	private static Event logs(byte[] data) {
		return Event.of("{\"awslogs\":{\"data\":\"" + Base64.getEncoder().encodeToString(data) + "\"}}");
	}

	private static int inflated(byte[] data, int limit) {
		try {
			return new Compressed(slice(data)).inflate(limit).length();
		}
		catch (DecodingException ex) {
			throw new AssertionError(ex);
		}
	}

	private static ByteSlice slice(byte[] data) {
		return new ByteSlice(data, 0, data.length);
	}

	static byte[] gzip(byte[] data) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (OutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(data);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

	private static byte[] zlib(byte[] data) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (OutputStream zlib = new DeflaterOutputStream(compressed)) {
			zlib.write(data);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

	record Policy(String policyLevel) {

	}

}
