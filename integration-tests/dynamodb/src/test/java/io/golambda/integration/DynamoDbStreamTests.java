package io.golambda.integration;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.lambda.LambdaInvoker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a function that reads the stream of a table in DynamoDB Local.
 */
@SpringBootTest
@ExtendWith(SharedDynamoDb.class)
class DynamoDbStreamTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static DynamoDbLocal dynamoDb;

	@Autowired
	private LambdaInvoker invoker;

	@Autowired
	private Accounts accounts;

	private String table;

	private StreamPoller stream;

	@BeforeAll
	static void use(DynamoDbLocal shared) {
		dynamoDb = shared;
	}

	@BeforeEach
	void createTable(TestInfo test) throws Exception {
		this.accounts.seen.clear();
		this.accounts.failing.clear();
		this.table = test.getTestMethod().orElseThrow().getName();
		String streamArn = dynamoDb.client()
			.createTable((table) -> table.tableName(this.table)
				.attributeDefinitions(
						AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.S).build())
				.keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.streamSpecification(
						(stream) -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
			.tableDescription()
			.latestStreamArn();
		this.stream = new StreamPoller(dynamoDb, streamArn);
	}

	@Test
	void oldAndNewImageAreBound() throws Exception {
		put("Ada", 100);
		put("Ada", 70);
		dynamoDb.client().deleteItem((request) -> request.tableName(this.table).key(Map.of("id", text("Ada"))));
		this.stream.drain(100, this::invoke);
		assertThat(this.accounts.seen).extracting(Change::eventName).containsExactly("INSERT", "MODIFY", "REMOVE");
		assertThat(this.accounts.seen).extracting(Change::before)
			.containsExactly(null, new Account("Ada", 100), new Account("Ada", 70));
		assertThat(this.accounts.seen).extracting(Change::after)
			.containsExactly(new Account("Ada", 100), new Account("Ada", 70), null);
		assertThat(this.accounts.seen).extracting(Change::key).containsOnly("Ada");
	}

	@Test
	void everyAttributeTypeIsReadAsItWasWritten() throws Exception {
		String digits = "-1234567890123456789012345678.9012345678";
		dynamoDb.client()
			.putItem((request) -> request.tableName(this.table)
				.item(Map.ofEntries(Map.entry("id", text("\"Zoë\" \\ 😀\n")), Map.entry("empty", text("")),
						Map.entry("number", number(digits)), Map.entry("small", number("1E-130")),
						Map.entry("large", number("9.9999999999999999999999999999999999999E+125")),
						Map.entry("bytes",
								AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 0, -1, (byte) 0x8B }))),
						Map.entry("yes", AttributeValue.fromBool(true)),
						Map.entry("nothing", AttributeValue.fromNul(true)),
						Map.entry("texts", AttributeValue.fromSs(List.of("a", "b"))),
						Map.entry("numbers", AttributeValue.fromNs(List.of("1", "2.5"))),
						Map.entry("binaries",
								AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] { 1, 2, 3 })))),
						Map.entry("nested",
								AttributeValue.fromM(Map.of("list",
										AttributeValue.fromL(List.of(number("1"), text("two"),
												AttributeValue.fromM(Map.of("three", AttributeValue.fromBool(false))))),
										"none", AttributeValue.fromL(List.of())))))));
		byte[] event = this.stream.drain(100, (records) -> "{}".getBytes(StandardCharsets.UTF_8)).get(0);
		EventRecord record = Event.of(event).decapDynamoDb().get(0);
		JsonNode item = record.bind(JsonNode.class);
		assertThat(item.path("id").stringValue()).isEqualTo("\"Zoë\" \\ 😀\n");
		assertThat(item.path("empty").stringValue()).isEmpty();
		assertThat(item.path("number").decimalValue()).isEqualByComparingTo(digits);
		assertThat(item.path("small").decimalValue()).isEqualByComparingTo("1E-130");
		assertThat(item.path("large").decimalValue())
			.isEqualByComparingTo("9.9999999999999999999999999999999999999E+125");
		assertThat(item.path("bytes").binaryValue()).containsExactly(0, -1, 0x8B);
		assertThat(item.path("yes").booleanValue()).isTrue();
		assertThat(item.path("nothing").isNull()).isTrue();
		assertThat(item.path("texts")).extracting(JsonNode::stringValue).containsExactlyInAnyOrder("a", "b");
		assertThat(item.path("numbers")).extracting(JsonNode::decimalValue)
			.containsExactlyInAnyOrder(BigDecimal.ONE, new BigDecimal("2.5"));
		assertThat(item.path("binaries").get(0).binaryValue()).containsExactly(1, 2, 3);
		assertThat(item.path("nested"))
			.isEqualTo(MAPPER.readTree("{\"list\":[1,\"two\",{\"three\":false}],\"none\":[]}"));
		assertThat(record.id()).isPresent();
		assertThat(record.timestamp()).isPresent();
		assertThat(record.attributes()).containsEntry("eventName", "INSERT")
			.containsEntry("StreamViewType", "NEW_AND_OLD_IMAGES");
	}

	@Test
	void streamResumesAtTheFailedRecordInOrder() throws Exception {
		for (int balance = 0; balance < 10; balance++) {
			put("Ada", balance);
		}
		this.accounts.failing.addAll(List.of(2, 3, 8));
		List<byte[]> events = this.stream.drain(4, this::invoke);
		assertThat(this.accounts.seen).extracting((change) -> change.after().balance())
			.containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
		assertThat(events.stream().map(Event::of).mapToInt((event) -> event.decapDynamoDb().size()).sum())
			.as("records after a failure are retried")
			.isGreaterThan(10);
	}

	@Test
	void failedInvocationIsRetriedWithTheSameRecords() throws Exception {
		put("Ada", 1);
		this.accounts.failing.add(1);
		List<byte[]> events = this.stream.drain(10, this::invoke);
		assertThat(events).hasSize(2);
		assertThat(events.get(1)).isEqualTo(events.get(0));
		assertThat(this.accounts.seen).hasSize(1);
	}

	private void put(String id, int balance) {
		dynamoDb.client()
			.putItem((request) -> request.tableName(this.table)
				.item(Map.of("id", text(id), "balance", number(String.valueOf(balance)))));
	}

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	private static AttributeValue number(String number) {
		return AttributeValue.fromN(number);
	}

	private byte[] invoke(byte[] event) {
		try {
			return this.invoker.invoke(new ByteArrayInputStream(event), null);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Account(String id, int balance) {

	}

	record Change(String eventName, String key, Account before, Account after) {

	}

	/**
	 * A function that keeps the changes that it receives.
	 */
	@SpringBootApplication
	static class Accounts {

		private final List<Change> seen = new ArrayList<>();

		private final Set<Integer> failing = new HashSet<>();

		@Bean
		Function<Event, BatchResponse> changes() {
			return (event) -> Batch.process(event, this::handle);
		}

		private void handle(EventRecord record) {
			Change change = new Change(record.attributes().get("eventName"),
					record.part("Keys").orElseThrow().bind(JsonNode.class).path("id").stringValue(),
					record.part("OldImage").map((image) -> image.bind(Account.class)).orElse(null),
					record.part("NewImage").map((image) -> image.bind(Account.class)).orElse(null));
			if (change.after() != null && this.failing.remove(change.after().balance())) {
				throw new IllegalStateException("failing once at " + change.after().balance());
			}
			this.seen.add(change);
		}

	}

}
