package io.golambda.event;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class DynamoDbTests {

	private static final JsonMapper EXACT = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
		.build();

	@Test
	void numbersKeepEveryDigitWithAnyTypeAndMapper() {
		String digits = "1234567890.1234567890123456789012345678";
		EventRecord record = Event.encapDynamoDb("{\"id\":\"a\",\"n\":" + digits + "}").decapDynamoDb().get(0);
		BigDecimal number = new BigDecimal(digits);
		assertThat((Object) record.bind(Map.class)).isEqualTo(Map.of("id", "a", "n", number));
		assertThat(record.bind(new TypeReference<Map<String, Object>>() {
		})).containsEntry("n", number);
		assertThat(record.bind(JsonNode.class).get("n").decimalValue()).isEqualTo(number);
		assertThat(record.part("NewImage").orElseThrow().bind(Object.class)).isEqualTo(Map.of("id", "a", "n", number));
	}

	@Test
	void duplicateImageFailsItsRecordAndItsParts() {
		EventRecord record = Event.of("""
				{"Records":[{"eventSource":"aws:dynamodb","dynamodb":{"SequenceNumber":"11",\
				"NewImage":{"id":{"S":"1"}},"NewImage":{"id":{"S":"2"}}}}]}""").records().get(0);
		for (EventRecord each : List.of(record, record.part("NewImage").orElseThrow())) {
			assertThatExceptionOfType(EventException.class).isThrownBy(each::text)
				.withMessage("Record 0 (id 11) of the DYNAMODB event has its payload twice.");
		}
	}

	@Test
	void itemBindsLikePlainJson() {
		Order order = Samples.event("dynamodb-typical").decapDynamoDb().get(0).bind(Order.class);
		assertThat(order.id()).isEqualTo("o-1");
		assertThat(order.line()).isEqualTo(7);
		assertThat(order.price()).as("every digit of a number")
			.isEqualTo(new BigDecimal("12345678901234567890.123456789012345678"));
		assertThat(order.customer()).isEqualTo("Zoë \"Z\" \\ 漢");
		assertThat(order.express()).isTrue();
		assertThat(order.note()).isNull();
		assertThat(order.label()).containsExactly(1, 2, 3, 255);
		assertThat(order.tags()).containsExactlyInAnyOrder("a", "b");
		assertThat(order.sizes()).containsExactly(new BigDecimal("1"), new BigDecimal("-2.50"));
		assertThat(order.scans()).containsExactly(new byte[] { 1 }, new byte[] { 2 });
		assertThat(order.address()).isEqualTo(new Address("Bern", Map.of("lat", 46.948)));
	}

	@Test
	void textIsTheItemAsPlainJson() {
		EventRecord record = Samples.event("dynamodb-typical").decapDynamoDb().get(0);
		String expected = """
				{"id":"o-1","line":7,"price":12345678901234567890.123456789012345678,\
				"customer":"Zo\\u00eb \\"Z\\" \\\\ 漢","express":true,"note":null,"label":"AQID/w==","tags":["a","b"],\
				"sizes":[1,-2.50],"scans":["AQ==","Ag=="],"lines":[{"article":"pen","count":3},[],{}],\
				"address":{"city":"Bern","geo":{"lat":46.948}}}""";
		assertThat(record.text()).isEqualTo(expected);
		assertThat(record.bytes()).asString().isEqualTo(expected);
	}

	@Test
	void payloadIsNewImageOrOldImageOrKeys() {
		List<EventRecord> records = Samples.event("dynamodb-typical").records();
		assertThat(records.get(1).text()).isEqualTo("""
				{"id":"o-1","status":"sent"}""");
		assertThat(records.get(2).text()).isEqualTo("""
				{"id":"o-1","status":"sent"}""");
		EventRecord keysOnly = Samples.event("dynamodb-minimal").records().get(0);
		assertThat(keysOnly.source()).isEqualTo(EventSource.DYNAMODB);
		assertThat(keysOnly.text()).isEqualTo("{\"id\":1}");
		assertThat(keysOnly.id()).isEmpty();
		assertThat(keysOnly.timestamp()).isEmpty();
		assertThat(keysOnly.attributes()).isEmpty();
	}

	@Test
	void eachImageIsPartOfTheSameRecord() {
		EventRecord modified = Samples.event("dynamodb-typical").decapDynamoDb().get(1);
		assertThat(modified.part("NewImage").orElseThrow().bind(Status.class)).isEqualTo(new Status("o-1", "sent"));
		EventRecord old = modified.part("OldImage").orElseThrow();
		assertThat(old.bind(Status.class)).isEqualTo(new Status("o-1", "packed"));
		assertThat(modified.part("Keys").orElseThrow().text()).isEqualTo("{\"id\":\"o-1\"}");
		assertThat(old.id()).isEqualTo(modified.id()).hasValue("4421584500000000017450439092");
		assertThat(old.attributes()).isEqualTo(modified.attributes());
		assertThat(old.part("NewImage").orElseThrow().text()).isEqualTo(modified.text());
	}

	@Test
	void missingPartIsEmpty() {
		EventRecord removed = Samples.event("dynamodb-typical").decapDynamoDb().get(2);
		assertThat(removed.part("NewImage")).isEmpty();
		assertThat(removed.part("SequenceNumber")).isEmpty();
		assertThat(Event.encapSqs("x").records().get(0).part("NewImage")).isEmpty();
	}

	@Test
	void attributesDescribeTheChange() {
		List<EventRecord> records = Samples.event("dynamodb-typical").decapDynamoDb();
		assertThat(records.get(0).attributes())
			.isEqualTo(Map.of("eventName", "INSERT", "eventID", "c4ca4238a0b923820dcc509a6f75849b", "awsRegion",
					"us-east-2", "SequenceNumber", "4421584500000000017450439091", "SizeBytes", "261", "StreamViewType",
					"NEW_AND_OLD_IMAGES", "eventSourceARN",
					"arn:aws:dynamodb:us-east-2:123456789012:table/orders/stream/2015-06-27T00:48:05.899"));
		assertThat(records).extracting((record) -> record.timestamp().orElseThrow())
			.containsExactly(Instant.ofEpochSecond(1479499740), Instant.ofEpochMilli(1479499741500L),
					Instant.ofEpochSecond(1479499742));
	}

	@Test
	void removalByTimeToLiveIsRecognisedByItsUser() {
		assertThat(Samples.event("dynamodb-typical").decapDynamoDb().get(2).attributes())
			.containsEntry("eventName", "REMOVE")
			.containsEntry("userIdentity.type", "Service")
			.containsEntry("userIdentity.principalId", "dynamodb.amazonaws.com");
	}

	@Test
	void unusualRecordIsReadable() {
		List<EventRecord> records = Samples.event("dynamodb-odd").records();
		EventRecord record = records.get(0);
		assertThat(record.source()).isEqualTo(EventSource.DYNAMODB);
		assertThat(record.bind(JsonNode.class).get("id").stringValue()).isEqualTo("a");
		assertThat(record.text()).endsWith("""
				,"n":-1E-130,"":"","n2":0}""");
		assertThat(record.id()).hasValue("99999999999999999999999999999999999999");
		assertThat(record.timestamp()).as("a time that is none").isEmpty();
		assertThat(record.attributes()).containsEntry("SizeBytes", "26").containsEntry("StreamViewType", "OLD_IMAGE");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(1).text())
			.withMessageEndingWith("has its payload twice.");
		assertThat(records.get(1).timestamp()).hasValue(Instant.ofEpochMilli(1479499740987L));
	}

	static Stream<Arguments> invalidImages() {
		return Stream.of(arguments("{\"a\":{\"X\":\"secret\"}}", "\"a\" that is of the unknown type \"X\""),
				arguments("{\"a\":{}}", "\"a\" that has no type"), arguments("""
						{"a":{"S":"secret","N":"1"}}""", "\"a\" that has more than one type"),
				arguments("{\"a\":\"secret\"}", "\"a\" that is a string, not an attribute value"),
				arguments("{\"a\":null}", "\"a\" that is null, not an attribute value"),
				arguments("{\"a\":{\"S\":1}}", "\"a\" that holds a number where its type has a string"),
				arguments("{\"a\":{\"S\":null}}", "\"a\" that holds null where its type has a string"),
				arguments("{\"a\":{\"N\":1}}", "\"a\" that holds a number where its type has a string"),
				arguments("{\"a\":{\"N\":\"secret\"}}", "\"a\" that is of type N, but no number"),
				arguments("{\"a\":{\"N\":\"\"}}", "\"a\" that is of type N, but no number"),
				arguments("{\"a\":{\"N\":\"-\"}}", "\"a\" that is of type N, but no number"),
				arguments("{\"a\":{\"N\":\"01\"}}", "\"a\" that is of type N, but no number"),
				arguments("{\"a\":{\"N\":\" 1\"}}", "\"a\" that is of type N, but no number"),
				arguments("{\"a\":{\"N\":\"1 \"}}", "\"a\" that is of type N, but no number"),
				arguments("{\"a\":{\"N\":\"1,2\"}}", "\"a\" that is of type N, but no number"),
				arguments("{\"a\":{\"N\":\"NaN\"}}", "\"a\" that is of type N, but no number"),
				arguments("{\"a\":{\"BOOL\":\"true\"}}", "\"a\" that holds a string where its type has a boolean"),
				arguments("{\"a\":{\"NULL\":null}}", "\"a\" that holds null where its type has a boolean"),
				arguments("{\"a\":{\"M\":[]}}", "\"a\" that holds an array where its type has an object"),
				arguments("{\"a\":{\"L\":{}}}", "\"a\" that holds an object where its type has an array"),
				arguments("{\"a\":{\"SS\":[1]}}", "\"a\" that holds a number where its type has a string"),
				arguments("{\"a\":{\"NS\":[\"secret\"]}}", "\"a\" that is of type N, but no number"),
				arguments("""
						{"good":{"S":"x"},"outer":{"L":[{"M":{"inner":{"secre":1}}}]}}""",
						"\"outer\" that is of the unknown type \"secre\""),
				arguments("\"secret\"", "has an image that is a string, not an object"),
				arguments("[]", "has an image that is an array, not an object"));
	}

	@ParameterizedTest
	@MethodSource("invalidImages")
	void invalidImageFailsItsRecordOnly(String image, String what) {
		Event event = Event
			.of("{\"Records\":[{\"eventSource\":\"aws:dynamodb\",\"dynamodb\":{\"SequenceNumber\":\"11\","
					+ "\"NewImage\":" + image
					+ "}},{\"eventSource\":\"aws:dynamodb\",\"dynamodb\":{\"NewImage\":{}}}]}");
		List<EventRecord> records = event.records();
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).bind(Order.class))
			.withMessageStartingWith("Record 0 (id 11) of the DYNAMODB event has an ")
			.withMessageEndingWith(what + ".")
			.withMessageNotContaining("secret")
			.withNoCause();
		assertThat(records.get(1).text()).isEqualTo("{}");
	}

	@Test
	void recordWithoutImageHasNoPayload() {
		for (String dynamodb : List.of("{}", "null", "{\"NewImage\":null}")) {
			EventRecord record = Event
				.of("{\"Records\":[{\"eventSource\":\"aws:dynamodb\",\"dynamodb\":" + dynamodb + "}]}")
				.records()
				.get(0);
			assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
				.withMessageContaining("has no payload");
		}
	}

	@Test
	void wrongBase64IsToldWhenItIsBoundToBytes() {
		EventRecord record = Event.of("""
				{"Records":[{"eventSource":"aws:dynamodb","dynamodb":{"Keys":{"label":{"B":"se-cret"}}}}]}""")
			.records()
			.get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Order.class))
			.withMessageContaining("$.label cannot be read as byte[]")
			.withMessageNotContaining("se-cret");
	}

	@Test
	void encapCreatesInsertThatAwsClassReads() {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("open", true);
		item.put("id", "o-1");
		item.put("price", new BigDecimal("12345678901234567890.10"));
		item.put("none", null);
		item.put("lines", List.of(Map.of("count", 1), "text", List.of()));
		Event event = Event.encapDynamoDb(item, "{\"id\":\"o-2\"}");
		assertEqual(event);
		DynamodbStreamRecord read = event.bind(DynamodbEvent.class).getRecords().get(0);
		assertThat(read.getEventName()).isEqualTo("INSERT");
		assertThat(read.getDynamodb().getKeys()).isEqualTo(Map.of("id", new AttributeValue().withS("o-1")));
		assertThat(read.getDynamodb().getNewImage()).containsEntry("open", new AttributeValue().withBOOL(true))
			.containsEntry("price", new AttributeValue().withN("12345678901234567890.10"))
			.containsEntry("none", new AttributeValue().withNULL(true))
			.containsEntry("lines",
					new AttributeValue().withL(
							new AttributeValue().withM(Map.of("count", new AttributeValue().withN("1"))),
							new AttributeValue().withS("text"), new AttributeValue().withL(List.of())));
		assertThat(event.decapDynamoDb()).extracting((record) -> record.bind(Status.class).id())
			.containsExactly("o-1", "o-2");
		assertThat(event.decapDynamoDb()).extracting((record) -> record.id().orElseThrow())
			.isSorted()
			.doesNotHaveDuplicates();
		assertThat(event.decapDynamoDb().get(0).timestamp()).isPresent();
	}

	@Test
	void encapRejectsInvalidItems() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDynamoDb("plain text"))
			.withMessageContaining("this text is not JSON");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDynamoDb("{} {}"))
			.withMessageContaining("this text is not JSON");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDynamoDb(List.of(1)))
			.withMessageContaining("this is an array");
	}

	@ParameterizedTest
	@ValueSource(strings = { "dynamodb-typical", "dynamodb-minimal", "window-dynamodb" })
	void readsSameValuesAsAwsClass(String name) {
		assertEqual(Samples.event(name));
	}

	@Test
	void readsSameValuesAsAwsClassButRejectsDuplicateImage() {
		Event event = Samples.event("dynamodb-odd").withMapper(EXACT);
		List<DynamodbStreamRecord> expected = event.bind(DynamodbEvent.class).getRecords();
		assertThat(expected).hasSize(2);
		assertEqual(event.decapDynamoDb().get(0), expected.get(0));
		assertThat(expected.get(1).getDynamodb().getOldImage())
			.isEqualTo(Map.of("id", new AttributeValue().withS("second")));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.decapDynamoDb().get(1).text())
			.withMessageEndingWith("has its payload twice.");
	}

	private static void assertEqual(Event event) {
		List<DynamodbStreamRecord> expected = event.bind(DynamodbEvent.class).getRecords();
		List<EventRecord> records = event.withMapper(EXACT).decapDynamoDb();
		assertThat(records).hasSameSizeAs(expected);
		for (int i = 0; i < records.size(); i++) {
			assertEqual(records.get(i), expected.get(i));
		}
	}

	private static void assertEqual(EventRecord record, DynamodbStreamRecord expected) {
		StreamRecord aws = expected.getDynamodb();
		Map<String, Map<String, AttributeValue>> images = new HashMap<>();
		images.put("Keys", aws.getKeys());
		images.put("NewImage", aws.getNewImage());
		images.put("OldImage", aws.getOldImage());
		images.forEach((name, image) -> {
			Optional<Object> plain = record.part(name).map((part) -> part.bind(Object.class));
			assertThat(plain).isEqualTo(Optional.ofNullable(image).map(DynamoDbTests::plain));
		});
		assertThat(record.id().orElse(null)).isEqualTo(aws.getSequenceNumber());
		assertThat(record.timestamp().orElse(null)).isEqualTo((aws.getApproximateCreationDateTime() != null)
				? aws.getApproximateCreationDateTime().toInstant() : null);
		Map<String, String> attributes = new HashMap<>();
		attributes.put("eventName", expected.getEventName());
		attributes.put("eventID", expected.getEventID());
		attributes.put("eventSourceARN", expected.getEventSourceARN());
		attributes.put("awsRegion", expected.getAwsRegion());
		attributes.put("SequenceNumber", aws.getSequenceNumber());
		attributes.put("SizeBytes", (aws.getSizeBytes() != null) ? aws.getSizeBytes().toString() : null);
		attributes.put("StreamViewType", aws.getStreamViewType());
		if (expected.getUserIdentity() != null) {
			attributes.put("userIdentity.type", expected.getUserIdentity().getType());
			attributes.put("userIdentity.principalId", expected.getUserIdentity().getPrincipalId());
		}
		attributes.values().removeIf(Objects::isNull);
		assertThat(record.attributes()).isEqualTo(attributes);
	}

	@Test
	void bareArrayFromPipesIsEventOfTheStream() {
		Event event = Samples.event("pipes-dynamodb");
		assertThat(event.source()).isEqualTo(EventSource.DYNAMODB);
		assertThat(event.decapDynamoDb().get(0).text()).isEqualTo("{\"Message\":\"New item!\",\"Id\":101}");
		assertThat(event.records().get(0).id()).hasValue("111");
	}

	private static Map<String, Object> plain(Map<String, AttributeValue> image) {
		Map<String, Object> plain = new HashMap<>();
		image.forEach((name, value) -> plain.put(name, plain(value)));
		return plain;
	}

	private static Object plain(AttributeValue value) {
		if (value.getM() != null) {
			return plain(value.getM());
		}
		if (value.getL() != null) {
			return value.getL().stream().map(DynamoDbTests::plain).toList();
		}
		if (value.getNS() != null) {
			return value.getNS().stream().map(DynamoDbTests::number).toList();
		}
		if (value.getBS() != null) {
			return value.getBS().stream().map(DynamoDbTests::base64).toList();
		}
		if (value.getSS() != null) {
			return new ArrayList<>(value.getSS());
		}
		if (value.getN() != null) {
			return number(value.getN());
		}
		if (value.getB() != null) {
			return base64(value.getB());
		}
		if (value.getBOOL() != null) {
			return value.getBOOL();
		}
		return value.getS();
	}

	private static Object number(String digits) {
		BigDecimal number = new BigDecimal(digits);
		return digits.matches("-?[0-9]+") ? number.toBigIntegerExact() : number;
	}

	private static String base64(ByteBuffer bytes) {
		return java.util.Base64.getEncoder().encodeToString(bytes.array());
	}

	record Order(String id, int line, BigDecimal price, String customer, boolean express, String note, byte[] label,
			Set<String> tags, List<BigDecimal> sizes, List<byte[]> scans, Address address) {

	}

	record Address(String city, Map<String, Double> geo) {

	}

	record Status(String id, String status) {

	}

}
